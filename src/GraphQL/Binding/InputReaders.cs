using System.Collections.Concurrent;
using System.Globalization;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>The readers of all input types of a schema: those of input objects are made at start, an argument's own on its first use.</summary>
internal sealed class InputReaders(
    IReadOnlyDictionary<string, LeafRegistration> leaves,
    IReadOnlyDictionary<string, Type> inputs
)
{
    private readonly Dictionary<string, InputReader> objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(GraphQLType, Type), InputReader> readers = new();

    /// <summary>The reader for values of a type as <typeparamref name="T"/>.</summary>
    public InputReader<T> For<T>(GraphQLType type) =>
        (InputReader<T>)
            readers.GetOrAdd(
                (type, typeof(T)),
                static (key, self) =>
                    self.Create(key.Item1, key.Item2)
                    ?? throw new InvalidOperationException($"{key.Item2} does not fit {key.Item1}."),
                this
            );

    public void Add(string name, InputReader reader) => objects[name] = reader;

    public InputReader? Create(GraphQLType type, Type clr)
    {
        if (clr.IsGenericType && clr.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return Wrap(
                typeof(OptionalReader<>),
                clr.GetGenericArguments(),
                Create(type, clr.GetGenericArguments()[0])
            );
        }

        if (Nullable.GetUnderlyingType(clr) is { } underlying)
        {
            return Wrap(typeof(NullableReader<>), [underlying], Create(type, underlying));
        }

        if (clr == typeof(object))
        {
            return new InputReader<object?>(value => value);
        }

        return type.Nullable switch
        {
            ListType list => CreateList(list, clr),
            InputObjectType input when inputs.TryGetValue(input.Name, out var bound) && bound == clr => objects[
                input.Name
            ],
            InputObjectType when clr.IsAssignableFrom(typeof(Execution.Coercion.InputObject)) => new InputReader<
                IReadOnlyDictionary<string, object?>
            >(value => (IReadOnlyDictionary<string, object?>)value),
            NamedType named when leaves.TryGetValue(named.Name, out var leaf) && leaf.ClrType == clr => leaf.Reader(),
            ScalarType or EnumType => Plain(clr),
            _ => null,
        };
    }

    private InputReader? CreateList(ListType type, Type clr)
    {
        var item =
            clr.IsArray ? clr.GetElementType()
            : clr.IsGenericType ? clr.GetGenericArguments()[0]
            : null;
        if (item is null || Create(type.OfType, item) is not { } items)
        {
            return null;
        }

        if (clr.IsAssignableFrom(item.MakeArrayType()))
        {
            return Wrap(typeof(ArrayReader<,>), [clr, item], items);
        }

        return clr.GetGenericTypeDefinition() == typeof(List<>) ? Wrap(typeof(ListReader<>), [item], items) : null;
    }

    private static InputReader? Wrap(Type definition, Type[] arguments, InputReader? inner) =>
        inner is null ? null : (InputReader)Activator.CreateInstance(definition.MakeGenericType(arguments), inner)!;

    private static InputReader? Plain(Type clr)
    {
        var culture = CultureInfo.InvariantCulture;
        return clr switch
        {
            _ when clr == typeof(string) => new InputReader<string>(value => Convert.ToString(value, culture)!),
            _ when clr == typeof(int) => new InputReader<int>(value => Convert.ToInt32(value, culture)),
            _ when clr == typeof(long) => new InputReader<long>(value => Convert.ToInt64(value, culture)),
            _ when clr == typeof(double) => new InputReader<double>(value => Convert.ToDouble(value, culture)),
            _ when clr == typeof(decimal) => new InputReader<decimal>(value => Convert.ToDecimal(value, culture)),
            _ when clr == typeof(bool) => new InputReader<bool>(value => (bool)value),
            _ when clr == typeof(Guid) => new InputReader<Guid>(value =>
                Guid.TryParse((string)value, out var id)
                    ? id
                    : throw new Errors.GraphQLException($"\"{value}\" is no id.", Errors.ErrorCodes.BadUserInput)
            ),
            _ => null,
        };
    }
}
