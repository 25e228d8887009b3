using System.Text.Json;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Execution.Writing;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>
/// Collects resolvers and CLR types for a schema (spec 6.4.2). Every method may be called again for the same name: each capability adds its own part.
/// </summary>
public sealed class SchemaBinding
{
    internal Dictionary<string, ObjectRegistration> Objects { get; } = new(StringComparer.Ordinal);
    internal List<FieldResolver> QueryFields { get; } = [];
    internal List<FieldResolver> MutationFields { get; } = [];
    internal List<FieldResolver> SubscriptionFields { get; } = [];
    internal Dictionary<string, LeafRegistration> Leaves { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, Type> Inputs { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, Func<object, string?>> TypeResolvers { get; } = new(StringComparer.Ordinal);
    internal List<Func<FieldDefinition, Func<FieldContext, GraphQLError?>?>> FieldGuards { get; } = [];
    internal List<string> Problems { get; } = [];

    /// <summary>The fields of an object type whose values are <typeparamref name="T"/>; a value of an abstract type is recognized by it, too.</summary>
    public SchemaBinding Object<T>(string name, Action<ObjectBinding<T>> fields)
        where T : notnull
    {
        if (!Objects.TryGetValue(name, out var registration))
        {
            Objects[name] = registration = new ObjectRegistration<T>();
        }

        if (registration.ClrType != typeof(T))
        {
            Problems.Add($"{name} is bound to {registration.ClrType} and to {typeof(T)}.");
            return this;
        }

        fields(new ObjectBinding<T>(registration.Fields));
        return this;
    }

    /// <summary>Fields of the query type.</summary>
    public SchemaBinding Query(Action<RootBinding> fields)
    {
        fields(new RootBinding(QueryFields));
        return this;
    }

    /// <summary>Fields of the mutation type; a request's run one after the other (spec 6.2.2).</summary>
    public SchemaBinding Mutation(Action<RootBinding> fields)
    {
        fields(new RootBinding(MutationFields));
        return this;
    }

    /// <summary>Fields of the subscription type (spec 6.2.3).</summary>
    public SchemaBinding Subscription(Action<SubscriptionBinding> fields)
    {
        fields(new SubscriptionBinding(SubscriptionFields));
        return this;
    }

    /// <summary>An enum type: the member <c>InReview</c> is the value <c>IN_REVIEW</c> (spec 3.9).</summary>
    public SchemaBinding Enum<TEnum>(string name)
        where TEnum : struct, Enum
    {
        Leaves[name] = new EnumRegistration<TEnum>();
        return this;
    }

    /// <summary>A scalar that is a JSON string (spec 3.5). Refuse a value by a <see cref="Errors.GraphQLException"/> or a <see cref="FormatException"/>.</summary>
    public SchemaBinding Scalar<T>(string name, Func<string, T> parse, Func<T, string> write)
        where T : notnull
    {
        Leaves[name] = new ScalarRegistration<T>(
            value =>
                value.ValueKind == JsonValueKind.String
                    ? parse(value.GetString()!)
                    : throw new FormatException($"{name} is written as a string."),
            (value, json) => json.String(write(value))
        );
        return this;
    }

    /// <summary>A scalar of any JSON form (spec 3.5); a literal is given to <paramref name="parse"/> as the JSON that means the same.</summary>
    public SchemaBinding Scalar<T>(string name, Func<JsonElement, T> parse, Action<T, JsonOutput> write)
        where T : notnull
    {
        Leaves[name] = new ScalarRegistration<T>(parse, write);
        return this;
    }

    /// <summary>
    /// An input object type as a CLR type, by the names of its constructor's parameters (spec 3.10).
    /// A parameter of type <see cref="Optional{T}"/> tells an absent value from null.
    /// </summary>
    public SchemaBinding Input<T>(string name)
    {
        Inputs[name] = typeof(T);
        return this;
    }

    /// <summary>Which object type a value of an interface or union has, where its CLR type does not tell (spec 6.4.3).</summary>
    public SchemaBinding ResolveType<T>(string name, Func<T, string?> resolve)
    {
        TypeResolvers[name] = value => value is T typed ? resolve(typed) : null;
        return this;
    }

    /// <summary>
    /// How a field is guarded by what the schema itself says of it, such as a directive (spec 3.13): asked once for each field of an object
    /// type, null where nothing guards it. The guard comes before those of <see cref="FieldBinding.Guard"/>. A
    /// <see cref="FormatException"/> is a problem of the schema, told with all others.
    /// </summary>
    public SchemaBinding GuardFields(Func<FieldDefinition, Func<FieldContext, GraphQLError?>?> guardOf)
    {
        FieldGuards.Add(guardOf);
        return this;
    }

    /// <summary>Joins schema and resolvers. Throws one <see cref="SchemaBindingException"/> that names everything missing, surplus or not fitting.</summary>
    public BoundSchema Build(Schema schema) => new BindingCompiler(this, schema).Compile();

    /// <summary>A schema over plain data and functions: no CLR types are bound, results are coerced as the reference does (spec 6.4.3).</summary>
    public static BoundSchema Untyped(Schema schema, UntypedResolvers? resolvers = null) =>
        UntypedCompiler.Compile(schema, resolvers ?? new UntypedResolvers());
}

/// <summary>What does not fit between a schema and its resolvers: all of it.</summary>
public sealed class SchemaBindingException(IReadOnlyList<string> problems)
    : Exception($"The schema and its resolvers do not fit:\n  {string.Join("\n  ", problems)}")
{
    /// <summary>One sentence a problem.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
