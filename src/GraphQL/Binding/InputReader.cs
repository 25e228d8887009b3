using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>Makes a CLR value of a coerced plain one (spec 6.4.1): the other half of coercion, which has checked it already.</summary>
internal abstract class InputReader;

/// <inheritdoc cref="InputReader"/>
internal class InputReader<T>(Func<object, T> read) : InputReader
{
    public virtual T Read(object? plain) => plain is null ? default! : read(plain);

    /// <summary>The value of a name that may be absent.</summary>
    public virtual T ReadFrom(IReadOnlyDictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) ? Read(value) : default!;
}

/// <summary>Tells an absent value from null.</summary>
internal sealed class OptionalReader<T>(InputReader<T> inner)
    : InputReader<Optional<T>>(value => new Optional<T>(inner.Read(value)))
{
    public override Optional<T> Read(object? plain) => new(inner.Read(plain));

    public override Optional<T> ReadFrom(IReadOnlyDictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) ? Read(value) : default;
}

internal sealed class NullableReader<T>(InputReader<T> inner) : InputReader<T?>(value => inner.Read(value))
    where T : struct;

/// <summary>Lists as arrays: what every list type of the BCL's interfaces takes.</summary>
internal sealed class ArrayReader<TList, TItem>(InputReader<TItem> items)
    : InputReader<TList>(value => (TList)(object)((object?[])value).Select(items.Read).ToArray());

internal sealed class ListReader<TItem>(InputReader<TItem> items)
    : InputReader<List<TItem>>(value => [.. ((object?[])value).Select(items.Read)]);

/// <summary>An input object as a CLR type, by a constructor compiled once.</summary>
internal sealed class InputObjectReader<T> : InputReader<T>
{
    private readonly StrongBox<Func<IReadOnlyDictionary<string, object?>, T>> make;

    private InputObjectReader(StrongBox<Func<IReadOnlyDictionary<string, object?>, T>> make)
        : base(value => make.Value!((IReadOnlyDictionary<string, object?>)value)) => this.make = make;

    /// <summary>A reader that is completed later, so that input types may refer to each other.</summary>
    public static InputObjectReader<T> Create() => new(new StrongBox<Func<IReadOnlyDictionary<string, object?>, T>>());

    public void Complete(ConstructorInfo constructor, IReadOnlyList<(string Name, InputReader Reader)> parameters)
    {
        var values = Expression.Parameter(typeof(IReadOnlyDictionary<string, object?>), "values");
        var arguments = parameters.Select(parameter =>
            Expression.Call(
                Expression.Constant(parameter.Reader),
                nameof(InputReader<int>.ReadFrom),
                null,
                values,
                Expression.Constant(parameter.Name)
            )
        );
        make.Value = Expression
            .Lambda<Func<IReadOnlyDictionary<string, object?>, T>>(Expression.New(constructor, arguments), values)
            .Compile();
    }
}
