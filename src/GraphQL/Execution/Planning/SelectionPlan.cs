using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>The collected fields of one concrete type at one place of an operation (spec 6.3.2).</summary>
internal abstract class SelectionPlan(ObjectType type, int level)
{
    public ObjectType Type { get; } = type;

    /// <summary>Where the level's parents stand in the execution state.</summary>
    public int Level { get; } = level;

    public abstract IReadOnlyList<FieldPlan> AllFields { get; }

    public bool Loads { get; protected set; }
    public bool HasGuards { get; protected set; }

    /// <summary>The CLR type of the parents.</summary>
    public abstract Type ParentType { get; }
}

/// <summary>The fields of parents of a CLR type.</summary>
internal sealed class SelectionPlan<T> : SelectionPlan
{
    private readonly FieldPlan<T>[] fields;
    private readonly FieldPlan<T>[] columns;

    public SelectionPlan(ObjectType type, int level, FieldPlan<T>[] fields)
        : base(type, level)
    {
        this.fields = fields;
        // What fetches starts first; what is read without waiting follows while that is under way.
        columns = [.. fields.Where(field => field.HasColumn).OrderBy(field => field.Loads ? 0 : 1)];
        Loads = columns.Length > 0;
        HasGuards = fields.Any(field => field.HasGuards);
    }

    public override IReadOnlyList<FieldPlan> AllFields => fields;

    public FieldPlan<T>[] Fields => fields;

    public override Type ParentType => typeof(T);

    /// <summary>Notes a parent of this level; its position is the count before.</summary>
    public void AddParent(T parent, ExecutionState state) =>
        ((List<T>)(state.Levels[Level] ??= new List<T>())).Add(parent);

    public int CountParents(ExecutionState state) => state.Levels[Level] is List<T> parents ? parents.Count : 0;

    /// <summary>Loads everything at and below this level for the parents noted so far.</summary>
    public ValueTask LoadAsync(ExecutionState state)
    {
        if (state.Levels[Level] is not List<T> parents)
        {
            return default;
        }

        if (columns.Length == 1)
        {
            return columns[0].LoadAsync(parents, state);
        }

        List<Task>? pending = null;
        foreach (var column in columns)
        {
            var load = column.LoadAsync(parents, state);
            if (!load.IsCompletedSuccessfully)
            {
                (pending ??= []).Add(load.AsTask());
            }
        }

        return pending is null ? default : new ValueTask(Task.WhenAll(pending));
    }

    /// <summary>Writes an object; false when it becomes null because one of its fields has to.</summary>
    public bool Write(T parent, int index, ExecutionState state)
    {
        if (fields.Length == 0)
        {
            state.Json.Raw("{}"u8);
            return true;
        }

        foreach (var field in fields)
        {
            if (!field.Write(parent, index, state))
            {
                return false;
            }
        }

        state.Json.Byte((byte)'}');
        return true;
    }
}
