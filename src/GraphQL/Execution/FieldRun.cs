using System.Collections.Immutable;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Planning;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>A planned field in one execution: its arguments, its guards' decision and what is selected below.</summary>
internal sealed class FieldRun
{
    private FieldContext? shared;
    private FieldSelection? selection;

    public FieldRun(ExecutionState state, FieldPlan plan)
    {
        State = state;
        Plan = plan;
        Arguments = plan.Arguments.For(state.Variables, out var error);
        Refusal = error;
    }

    public ExecutionState State { get; }
    public FieldPlan Plan { get; }
    public FieldArguments Arguments { get; }

    /// <summary>Why the field is null for every parent: wrong arguments, or a guard.</summary>
    public GraphQLError? Refusal { get; private set; }

    public FieldSelection Selection => selection ??= SelectionOf(Plan);

    /// <summary>A context for a call that ends before the next begins.</summary>
    public FieldContext ContextOf(int parent)
    {
        shared ??= new FieldContext(this, parent);
        shared.Parent = parent;
        return shared;
    }

    /// <summary>Asks the guards, in their order, until one refuses.</summary>
    public void AskGuards()
    {
        foreach (var guard in Plan.Resolver.Guards)
        {
            if (Refusal is not null)
            {
                return;
            }

            try
            {
                Refusal = guard(ContextOf(-1));
            }
            catch (Exception exception)
            {
                Refusal = ErrorMasking.Of(exception);
            }
        }
    }

    public ImmutableArray<object> PathOf(int parent)
    {
        if (State.IsWriting && parent < 0)
        {
            return State.Path.To(Plan);
        }

        var path = new List<object>();
        AddPath(Plan, parent, path);
        return [.. path];
    }

    /// <summary>From the root down to a field for the parent at a position of its level, or without indices.</summary>
    private void AddPath(FieldPlan plan, int parent, List<object> path)
    {
        if (plan.Above is { } above)
        {
            var target = above.Below.First(selection => selection.AllFields.Contains(plan));
            if (parent >= 0)
            {
                above.Locate(State, target, parent, path);
            }
            else
            {
                AddPath(above, -1, path);
            }
        }

        path.Add(plan.ResponseName);
    }

    /// <summary>Used by a field that found which of its own parents holds a child.</summary>
    public void AddPathOf(int parent, List<object> path) => AddPath(Plan, parent, path);

    private FieldSelection SelectionOf(FieldPlan plan)
    {
        if (plan.Below.Count == 0)
        {
            return FieldSelection.None;
        }

        var found = new FieldSelection();
        foreach (var below in plan.Below)
        {
            foreach (var field in below.AllFields)
            {
                if (field.Resolver.Guards.Count > 0 && State.Run(field).Refusal is not null)
                {
                    continue;
                }

                found.Add(
                    field.Definition.Name,
                    below.ParentType,
                    field.Resolver.Members,
                    field.Loads,
                    SelectionOf(field)
                );
            }
        }

        return found;
    }
}
