using System.Reflection;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>A resolver before it is planned into an operation (spec 6.4.2).</summary>
internal abstract class FieldResolver(string name, MemberInfo? origin)
{
    public string Name { get; } = name;

    /// <summary>The user's own method or member: tells whether its result may be null.</summary>
    public MemberInfo? Origin { get; } = origin;
    public List<Func<FieldContext, GraphQLError?>> Guards { get; } = [];
    public List<string> Members { get; } = [];

    /// <summary>For a subscription's field: opens its events.</summary>
    public Func<FieldContext, ValueTask<IAsyncEnumerable<object?>>>? Stream { get; init; }

    public abstract Type ResultType { get; }

    /// <summary>Where in <see cref="Origin"/>'s type the result stands: 0 itself, 1 inside a task, 2 inside a task's list.</summary>
    public abstract int ResultDepth { get; }

    /// <summary>Finds how the result is completed; null, with a problem told, where it does not fit.</summary>
    public abstract bool Bind(GraphQLType type, ShapeFactory shapes);

    public abstract FieldPlan Plan(FieldSite site);
}

internal abstract class FieldResolver<TResult>(string name, MemberInfo? origin) : FieldResolver(name, origin)
{
    public override Type ResultType => typeof(TResult);

    protected ValueShape<TResult> Shape { get; private set; } = null!;

    public override bool Bind(GraphQLType type, ShapeFactory shapes)
    {
        Shape = (ValueShape<TResult>?)shapes.Create(typeof(TResult), type)!;
        return Shape is not null;
    }
}

internal sealed class PureResolver<TParent, TResult>(
    string name,
    Func<TParent, TResult>? read,
    Func<TParent, FieldContext, TResult>? readWithContext,
    MemberInfo? origin
) : FieldResolver<TResult>(name, origin)
{
    public override int ResultDepth => 0;

    public override FieldPlan Plan(FieldSite site) =>
        new PureFieldPlan<TParent, TResult>(site, this, Shape, read, readWithContext);
}

internal sealed class AsyncResolver<TParent, TResult>(
    string name,
    Func<TParent, FieldContext, Task<TResult>> load,
    MemberInfo? origin
) : FieldResolver<TResult>(name, origin)
{
    public override int ResultDepth => 1;

    public override FieldPlan Plan(FieldSite site) => new AsyncFieldPlan<TParent, TResult>(site, this, Shape, load);
}

internal sealed class BatchResolver<TParent, TResult>(
    string name,
    Func<IReadOnlyList<TParent>, FieldContext, Task<IReadOnlyList<TResult>>> load,
    MemberInfo? origin
) : FieldResolver<TResult>(name, origin)
{
    public override int ResultDepth => 2;

    public override FieldPlan Plan(FieldSite site) => new BatchFieldPlan<TParent, TResult>(site, this, Shape, load);
}
