namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>How a value of a CLR type is completed (spec 6.4.3): written at the end, and looked through for parents of the next level before.</summary>
internal abstract class ValuePlan<T>
{
    /// <summary>Whether something below has to be loaded before the value is written.</summary>
    public virtual bool Loads => false;

    /// <summary>Whether it is a single leaf, so that its path is its field's.</summary>
    public virtual bool IsLeaf => false;

    /// <summary>The selections below, one for each concrete type.</summary>
    public virtual IReadOnlyList<SelectionPlan> Below => [];

    /// <summary>
    /// Writes the value; false when null has to stand in the place of what encloses it. <paramref name="child"/> is the position, in the next
    /// level, of the first object in the value, and is moved behind the last.
    /// </summary>
    public abstract bool Write(T value, ref int child, ExecutionState state, FieldPlan field);

    /// <summary>Notes the objects in the value as parents of the next level.</summary>
    public virtual void Collect(T value, ExecutionState state) { }

    /// <summary>How many objects were noted so far.</summary>
    public virtual int Collected(ExecutionState state) => 0;

    /// <summary>How many objects <see cref="Collect"/> notes for the value.</summary>
    public virtual int Count(T value) => 0;

    /// <summary>Loads what is below, for all objects noted.</summary>
    public virtual ValueTask LoadAsync(ExecutionState state) => default;

    /// <summary>Looks for the object at a position of a level; true when its list indices are at the path's end.</summary>
    public virtual bool Locate(T value, SelectionPlan target, ref int remaining, List<object> path) => false;
}
