using System.Globalization;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Execution.Writing;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>Finds how a CLR type is completed as a GraphQL type. Works at start only: it is where generic types are made by reflection.</summary>
internal sealed class ShapeFactory(
    IReadOnlyDictionary<string, BoundObject> objects,
    IReadOnlyDictionary<string, LeafRegistration> leaves,
    Func<NamedType, AbstractBinding> abstracts
)
{
    /// <summary>The shape; null where the CLR type does not fit.</summary>
    public ValueShape? Create(Type clr, GraphQLType type)
    {
        if (Nullable.GetUnderlyingType(clr) is { } underlying)
        {
            return Create(underlying, type) is { } inner
                ? Make(typeof(NullableStructShape<>), [underlying], inner)
                : null;
        }

        return type.Nullable switch
        {
            ListType list => CreateList(clr, list),
            ObjectType @object => CreateObject(clr, @object),
            InterfaceType or UnionType => clr.IsValueType || clr == typeof(string)
                ? null
                : Make(typeof(AbstractShape<>), [clr], abstracts(type.Named)),
            NamedType leaf => CreateLeaf(clr, leaf),
            _ => null,
        };
    }

    private ValueShape? CreateList(Type clr, ListType type)
    {
        if (clr == typeof(string) || ItemOf(clr) is not { } item || Create(item, type.OfType) is not { } items)
        {
            return null;
        }

        return Make(typeof(ListShape<,>), [clr, item], items);
    }

    /// <summary>The item of a collection that may be read twice; null where there is none.</summary>
    private static Type? ItemOf(Type clr)
    {
        IEnumerable<Type> all = clr.IsInterface ? [clr, .. clr.GetInterfaces()] : clr.GetInterfaces();
        return all.FirstOrDefault(face =>
                face.IsGenericType
                && (
                    face.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)
                    || face.GetGenericTypeDefinition() == typeof(ICollection<>)
                )
            )
            ?.GetGenericArguments()[0];
    }

    private ValueShape? CreateObject(Type clr, ObjectType type)
    {
        if (!objects.TryGetValue(type.Name, out var bound) || !bound.ClrType.IsAssignableFrom(clr))
        {
            return null;
        }

        var shape = Make(typeof(ObjectShape<>), [bound.ClrType], bound);
        return bound.ClrType == clr ? shape : Make(typeof(DerivedShape<,>), [clr, bound.ClrType], shape);
    }

    private ValueShape? CreateLeaf(Type clr, NamedType type)
    {
        if (leaves.TryGetValue(type.Name, out var registered))
        {
            return registered.ClrType == clr ? registered.Shape(type)
                : registered.ClrType.IsAssignableFrom(clr)
                    ? Make(typeof(DerivedShape<,>), [clr, registered.ClrType], registered.Shape(type))
                : null;
        }

        return type.Name switch
        {
            "Int" => CreateInt(clr),
            "Float" => CreateFloat(clr),
            "Boolean" when clr == typeof(bool) => new LeafShape<bool>(_ => new BooleanPlan()),
            "String" when clr == typeof(string) => Text,
            "ID" => CreateId(clr),
            _ => null,
        };
    }

    private static LeafShape<string?> Text { get; } = new(nonNull => new StringPlan(nonNull));

    private static ValueShape? CreateInt(Type clr) =>
        clr == typeof(int) ? new LeafShape<int>(_ => new IntPlan())
        : clr == typeof(long) ? new LeafShape<long>(nonNull => new LongAsIntPlan(nonNull))
        : clr == typeof(short) ? Written<short>((value, json) => json.Number((int)value))
        : clr == typeof(byte) ? Written<byte>((value, json) => json.Number((int)value))
        : null;

    private static ValueShape? CreateFloat(Type clr) =>
        clr == typeof(double) ? new LeafShape<double>(nonNull => new DoublePlan(nonNull))
        : clr == typeof(decimal) ? Written<decimal>((value, json) => json.Number(value))
        : clr == typeof(int) ? new LeafShape<int>(_ => new IntPlan())
        : null;

    private static ValueShape? CreateId(Type clr) =>
        clr == typeof(string) ? Text
        : clr == typeof(Guid) ? Written<Guid>((value, json) => json.Ascii(value))
        : clr == typeof(int) ? Written<int>((value, json) => json.Ascii(value))
        : clr == typeof(long) ? Written<long>((value, json) => json.Ascii(value))
        : null;

    private static LeafShape<T> Written<T>(Action<T, JsonOutput> write) =>
        new(nonNull => new WrittenPlan<T>(write, nonNull));

    private static ValueShape Make(Type definition, Type[] arguments, params object[] values) =>
        (ValueShape)
            Activator.CreateInstance(
                definition.MakeGenericType(arguments),
                System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance,
                null,
                values,
                CultureInfo.InvariantCulture
            )!;
}
