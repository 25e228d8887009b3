using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>The fields of the query or mutation type (spec 6.2).</summary>
public sealed class RootBinding
{
    private readonly ObjectBinding<object> fields;

    internal RootBinding(List<FieldResolver> resolvers) => fields = new ObjectBinding<object>(resolvers);

    /// <summary>A field that is answered at once; the context is valid during the call only.</summary>
    public FieldBinding Field<TResult>(string name, Func<FieldContext, TResult> read)
    {
        TResult Read(object root, FieldContext context) => read(context);
        return fields.Add(new PureResolver<object, TResult>(name, null, Read, read.Method));
    }

    /// <summary>A field that loads or changes something.</summary>
    public FieldBinding FieldAsync<TResult>(string name, Func<FieldContext, Task<TResult>> load)
    {
        Task<TResult> Load(object root, FieldContext context) => load(context);
        return fields.Add(new AsyncResolver<object, TResult>(name, Load, load.Method));
    }
}
