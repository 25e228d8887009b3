using System.Linq.Expressions;
using System.Reflection;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>The fields of one object type, each with its resolver (spec 6.4.2).</summary>
public sealed class ObjectBinding<T>
{
    private readonly List<FieldResolver> resolvers;

    internal ObjectBinding(List<FieldResolver> resolvers) => this.resolvers = resolvers;

    /// <summary>A field that reads its parent.</summary>
    public FieldBinding Field<TResult>(string name, Func<T, TResult> read) =>
        Add(new PureResolver<T, TResult>(name, read, null, read.Method));

    /// <summary>A field that reads its parent and its arguments; the context is valid during the call only.</summary>
    public FieldBinding Field<TResult>(string name, Func<T, FieldContext, TResult> read) =>
        Add(new PureResolver<T, TResult>(name, null, read, read.Method));

    /// <summary>A field that is a member of its parent, by the member's name in camelCase; it needs that member.</summary>
    public FieldBinding Field<TResult>(Expression<Func<T, TResult>> member) =>
        Member(MemberPath.CamelCase(MemberPath.Of(member)), member);

    /// <summary>A field that is a member of its parent under another name; it needs that member.</summary>
    public FieldBinding Member<TResult>(string name, Expression<Func<T, TResult>> member)
    {
        var info = MemberPath.Of(member);
        return Add(new PureResolver<T, TResult>(name, MemberPath.Reader(member), null, info)).Needs(info.Name);
    }

    /// <summary>A field that loads something for each parent; all parents of a level are started at once.</summary>
    public FieldBinding FieldAsync<TResult>(string name, Func<T, FieldContext, Task<TResult>> load) =>
        Add(new AsyncResolver<T, TResult>(name, load, load.Method));

    /// <summary>A field that loads for all parents of a level in one call; result i belongs to parent i.</summary>
    public FieldBinding Batch<TResult>(
        string name,
        Func<IReadOnlyList<T>, FieldContext, Task<IReadOnlyList<TResult>>> load
    ) => Add(new BatchResolver<T, TResult>(name, load, load.Method));

    internal FieldBinding Add(FieldResolver resolver)
    {
        resolvers.Add(resolver);
        return new FieldBinding(resolver);
    }
}
