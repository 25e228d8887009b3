using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Execution.Writing;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>One execution of a plan: everything that changes while it runs.</summary>
internal sealed class ExecutionState
{
    private readonly ExecutorOptions options;
    private List<GraphQLError>? errors;
    private int untold;

    public ExecutionState(OperationPlan plan, ExecutorOptions options, RequestScope scope, JsonOutput json)
    {
        this.options = options;
        Scope = scope;
        Json = json;
        Levels = plan.LevelCount == 0 ? [] : new object?[plan.LevelCount];
        Columns = plan.ColumnCount == 0 ? [] : new object?[plan.ColumnCount];
        Runs = plan.RunCount == 0 ? [] : new FieldRun?[plan.RunCount];
    }

    public RequestScope Scope { get; }
    public JsonOutput Json { get; }
    public PathStack Path { get; } = new();

    /// <summary>Whether loading is over at the place that is being written, so that <see cref="Path"/> tells where resolvers are.</summary>
    public bool IsWriting { get; set; }

    /// <summary>The field below which guards are asked as soon as it has run; null where all were asked before.</summary>
    public FieldPlan? AsksBelow { get; set; }

    /// <summary>The parents of each level; a level belongs to one selection and is touched by one branch of loading at a time.</summary>
    public object?[] Levels { get; }
    public object?[] Columns { get; }
    private FieldRun?[] Runs { get; }

    public IReadOnlyDictionary<string, object?> Variables => Scope.Variables;
    public IServiceProvider Services => Scope.Services;
    public object? ApplicationState => Scope.State;
    public CancellationToken Cancellation => Scope.Cancellation;
    public IReadOnlyList<GraphQLError> Errors => errors ?? (IReadOnlyList<GraphQLError>)[];

    public FieldRun Run(FieldPlan plan) => Runs[plan.RunSlot] ??= new FieldRun(this, plan);

    /// <summary>Writes null for a value that is null, or tells that it may not be.</summary>
    public bool Null(FieldPlan field, bool nonNull)
    {
        if (!nonNull)
        {
            Json.Null();
            return true;
        }

        Report(field, new GraphQLError($"Cannot return null for non-nullable field {field.CoordinateText}."));
        return false;
    }

    /// <summary>Writes null for a value that failed; false where null has to go further up.</summary>
    public bool Fail(FieldPlan field, GraphQLError error, bool nonNull)
    {
        Report(field, error);
        if (nonNull)
        {
            return false;
        }

        Json.Null();
        return true;
    }

    /// <summary>Puts null in the place of a value that was begun; false where null has to go further up.</summary>
    public bool Propagate(int start, bool nonNull)
    {
        if (nonNull)
        {
            return false;
        }

        Json.CutTo(start);
        Json.Null();
        return true;
    }

    /// <summary>After an exception in a field that was begun.</summary>
    public bool Recover(FieldPlan field, int start, int depth, Exception exception)
    {
        Cancellation.ThrowIfCancellationRequested();
        Json.CutTo(start);
        var error = ErrorMasking.Of(exception);
        Path.CutTo(depth);
        return Fail(field, error, field.IsNonNull);
    }

    private void Report(FieldPlan field, GraphQLError error)
    {
        errors ??= [];
        var isTold = errors.Count < options.MaxErrors;
        if (!isTold && error.Cause is null)
        {
            untold++;
            return;
        }

        var placed = error with
        {
            Path = Path.To(field),
            Locations = error.Locations.IsDefaultOrEmpty ? field.Locations : error.Locations,
        };
        if (placed.Cause is { } cause)
        {
            options.Observer?.ResolverFailed(placed, cause);
        }

        if (isTold)
        {
            errors.Add(placed);
        }
        else
        {
            untold++;
        }
    }

    /// <summary>Adds how many errors were not told.</summary>
    public void CloseErrors()
    {
        if (untold > 0)
        {
            errors!.Add(new GraphQLError($"{untold} more errors are not shown."));
        }
    }
}

/// <summary>What a request brings along, the same for each event of a subscription.</summary>
internal sealed record RequestScope(
    object? State,
    IServiceProvider Services,
    IReadOnlyDictionary<string, object?> Variables,
    CancellationToken Cancellation
);
