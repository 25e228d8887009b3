using System.Collections.Concurrent;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>The concrete types of an interface or union and how a value's own is found (spec 6.4.3, ResolveAbstractType).</summary>
internal abstract class AbstractBinding(NamedType type, IReadOnlyList<BoundObject> types)
{
    public NamedType Type { get; } = type;
    public IReadOnlyList<BoundObject> Types { get; } = types;

    /// <summary>The position among <see cref="Types"/>.</summary>
    public abstract int Resolve(object value, FieldPlan field, out GraphQLError? error);

    protected int Position(string? name)
    {
        for (var at = 0; at < Types.Count; at++)
        {
            if (Types[at].Type.Name == name)
            {
                return at;
            }
        }

        return -1;
    }
}

/// <summary>By the CLR type that each object type is bound to, or by a function.</summary>
internal sealed class TypedAbstractBinding(
    NamedType type,
    IReadOnlyList<BoundObject> types,
    Func<object, string?>? resolve
) : AbstractBinding(type, types)
{
    private readonly ConcurrentDictionary<Type, int> positions = new();

    public override int Resolve(object value, FieldPlan field, out GraphQLError? error)
    {
        error = null;
        var position = resolve?.Invoke(value) is { } name ? Position(name) : positions.GetOrAdd(value.GetType(), Find);
        if (position < 0)
        {
            error = new GraphQLError("Unexpected error.")
            {
                Code = ErrorCodes.Internal,
                Cause = new InvalidOperationException(
                    $"A value of {field.CoordinateText} is a {value.GetType()}, to which no type of {Type.Name} is bound."
                ),
            };
        }

        return position;
    }

    private int Find(Type clr)
    {
        for (var candidate = clr; candidate is not null; candidate = candidate.BaseType)
        {
            for (var at = 0; at < Types.Count; at++)
            {
                if (Types[at].ClrType == candidate)
                {
                    return at;
                }
            }
        }

        return -1;
    }
}

/// <summary>By name, with the reference's errors.</summary>
internal sealed class UntypedAbstractBinding(
    Schema schema,
    NamedType type,
    IReadOnlyList<BoundObject> types,
    UntypedResolvers resolvers
) : AbstractBinding(type, types)
{
    public override int Resolve(object value, FieldPlan field, out GraphQLError? error)
    {
        var name = resolvers.ResolveType(value, Type) ?? ByTypeCheck(value);
        error = name is null ? Unresolved(field) : Refusal(name);
        return error is null ? Position(name) : -1;
    }

    private string? ByTypeCheck(object value) =>
        Types.FirstOrDefault(candidate => resolvers.IsTypeOf(value, candidate.Type) == true)?.Type.Name;

    private GraphQLError Unresolved(FieldPlan field) =>
        new(
            $"Abstract type \"{Type.Name}\" must resolve to an Object type at runtime for field \"{field.CoordinateText}\". Either the \"{Type.Name}\" type should provide a \"resolveType\" function or each possible type should provide an \"isTypeOf\" function."
        );

    private GraphQLError? Refusal(string name)
    {
        if (schema.FindType(name) is not { } found)
        {
            return new(
                $"Abstract type \"{Type.Name}\" was resolved to a type \"{name}\" that does not exist inside the schema."
            );
        }

        if (found is not ObjectType)
        {
            return new($"Abstract type \"{Type.Name}\" was resolved to a non-object type \"{name}\".");
        }

        return Position(name) < 0
            ? new($"Runtime Object type \"{name}\" is not a possible type for \"{Type.Name}\".")
            : null;
    }
}
