using System.Collections.Immutable;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>What a resolver may know of its field and its request (spec 6.4.2).</summary>
public sealed class FieldContext
{
    private readonly FieldRun run;

    internal FieldContext(FieldRun run, int parent)
    {
        this.run = run;
        Parent = parent;
    }

    /// <summary>The parent's position in its level; -1 where the context is for all of them.</summary>
    internal int Parent { get; set; }

    /// <summary>The field's definition.</summary>
    public FieldDefinition Field => run.Plan.Definition;

    /// <summary>The name under which the field stands in the response.</summary>
    public string ResponseName => run.Plan.ResponseName;

    /// <summary>The coerced arguments as plain data; an argument that was not given and has no default is absent.</summary>
    public IReadOnlyDictionary<string, object?> Arguments => run.Arguments.Plain;

    /// <summary>The operation's coerced variables as plain data.</summary>
    public IReadOnlyDictionary<string, object?> Variables => run.State.Variables;

    /// <summary>The application's own services.</summary>
    public IServiceProvider Services => run.State.Services;

    /// <summary>Cancelled when the client is gone or the time is over.</summary>
    public CancellationToken Cancellation => run.State.Cancellation;

    /// <summary>What the operation selects below the field, as far as this request includes and may see it.</summary>
    public FieldSelection Selection => run.Selection;

    /// <summary>The members that the selected fields below read: short for <see cref="FieldSelection.Members"/>.</summary>
    public IReadOnlySet<string> SelectedMembers => Selection.Members;

    /// <summary>Response names and list indices from the root; in a batch or guard without the indices.</summary>
    public ImmutableArray<object> Path => run.PathOf(Parent);

    /// <summary>An argument as a CLR type; the default of <typeparamref name="T"/> where it was not given.</summary>
    public T Argument<T>(string name) => run.Arguments.Read<T>(name);

    /// <summary>The argument <c>input</c> as a CLR type.</summary>
    public T Input<T>() => Argument<T>("input");

    /// <summary>The state object that the application gave with the request.</summary>
    public TState State<TState>() => (TState)run.State.ApplicationState!;

    /// <summary>The same for one parent of a batch.</summary>
    internal FieldContext For(int parent) => new(run, parent);
}
