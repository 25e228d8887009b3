using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>A response name with the fields that share it, in the order of the document (spec 6.3.2).</summary>
internal sealed record CollectedField(string ResponseName, string Name, List<FieldNode> Nodes);

/// <summary>
/// Makes the plan of an operation (spec 6.3.2). <c>@skip</c> and <c>@include</c> are decided here: a plan is made for each combination
/// of the variables in them, so that running it asks no conditions and keeps the order of fields that the specification gives.
/// </summary>
internal sealed class Planner(BoundSchema schema, DocumentNode document, VariableValues variables, int maxFields)
{
    private readonly Dictionary<string, FragmentDefinitionNode> fragments = document
        .Definitions.OfType<FragmentDefinitionNode>()
        .DistinctBy(fragment => fragment.Name.Value)
        .ToDictionary(fragment => fragment.Name.Value, StringComparer.Ordinal);

    private int runs;
    private int columns;
    private int levels;

    public InputReaders Inputs => schema.Inputs;

    public OperationPlan Plan(OperationDefinitionNode operation)
    {
        var type =
            schema.Schema.RootType(operation.Operation)
            ?? throw new GraphQLException(
                GraphQLError.At(
                    $"Schema is not configured to execute {OperationNames.Of(operation.Operation)} operation.",
                    operation
                )
            );
        var root = schema.Root(type).Plan(this, Collect(type, [operation.SelectionSet]), null);
        return new OperationPlan(operation, root, runs, columns, levels, document.Location.End);
    }

    public int NewRun() =>
        runs < maxFields
            ? runs++
            : throw new GraphQLException(
                $"The operation selects more than {maxFields} fields once its fragments are applied to every type.",
                ErrorCodes.CostExceeded
            );

    public int NewColumn() => columns++;

    public int NewLevel() => levels++;

    public FieldDefinition? Definition(ObjectType type, string name) => MetaFields.Find(schema.Schema, type, name);

    public FieldResolver ResolverOf(BoundObject type, FieldDefinition definition) =>
        type.Resolvers.TryGetValue(definition.Name, out var resolver) ? resolver : schema.MetaResolver(definition);

    /// <summary>The fields of these selection sets that a type has, fragments opened, by response name (spec 6.3.2, CollectFields).</summary>
    public IReadOnlyList<CollectedField> Collect(ObjectType type, IEnumerable<SelectionSetNode?> sets)
    {
        var collected = new List<CollectedField>();
        var byName = new Dictionary<string, CollectedField>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            if (set is not null)
            {
                Collect(type, set, collected, byName, visited);
            }
        }

        return collected;
    }

    private void Collect(
        ObjectType type,
        SelectionSetNode set,
        List<CollectedField> collected,
        Dictionary<string, CollectedField> byName,
        HashSet<string> visited
    )
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in set.Selections)
        {
            if (!DirectiveCoercion.Includes(selection.Directives, variables))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    Add(field, collected, byName);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, collected, byName, visited);
                    break;
                case FragmentSpreadNode spread
                    when visited.Add(spread.Name.Value)
                        && fragments.TryGetValue(spread.Name.Value, out var fragment)
                        && Applies(fragment.TypeCondition, type):
                    Collect(type, fragment.SelectionSet, collected, byName, visited);
                    break;
            }
        }
    }

    private static void Add(FieldNode field, List<CollectedField> collected, Dictionary<string, CollectedField> byName)
    {
        if (byName.TryGetValue(field.ResponseName, out var known))
        {
            known.Nodes.Add(field);
            return;
        }

        var added = new CollectedField(field.ResponseName, field.Name.Value, [field]);
        byName[field.ResponseName] = added;
        collected.Add(added);
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type)
    {
        if (condition is null || condition.Name.Value == type.Name)
        {
            return true;
        }

        return schema.Schema.FindType(condition.Name.Value) is { } found && schema.Schema.IsSubType(found, type);
    }
}

/// <summary>The words for kinds of operation (spec 2.3).</summary>
internal static class OperationNames
{
    public static string Of(OperationType type) =>
        type switch
        {
            OperationType.Query => "query",
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
        };
}
