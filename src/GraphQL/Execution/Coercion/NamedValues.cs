using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>
/// Coerced values by name, in the order of their definitions. A name that is absent was not given and has no default; that is another
/// thing than null (spec 6.1.2, 6.4.1).
/// </summary>
public abstract class NamedValues : IReadOnlyDictionary<string, object?>
{
    // Few names are found faster by comparing than by hashing.
    private const int MostCompared = 8;

    private readonly KeyValuePair<string, object?>[] items;
    private readonly Dictionary<string, int>? positions;

    private protected NamedValues(IEnumerable<KeyValuePair<string, object?>> items)
    {
        this.items = [.. items];
        if (this.items.Length > MostCompared)
        {
            positions = new Dictionary<string, int>(this.items.Length, StringComparer.Ordinal);
            for (var at = 0; at < this.items.Length; at++)
            {
                positions[this.items[at].Key] = at;
            }
        }
    }

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => items.Select(item => item.Key);

    /// <inheritdoc/>
    public IEnumerable<object?> Values => items.Select(item => item.Value);

    /// <inheritdoc/>
    public object? this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no value named {key}.");

    /// <summary>The value of that name; null where it is null or absent.</summary>
    public object? Find(string name) => TryGetValue(name, out var value) ? value : null;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Position(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var at = Position(key);
        value = at < 0 ? null : items[at].Value;
        return at >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, object?>>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Position(string name)
    {
        if (positions is not null)
        {
            return positions.GetValueOrDefault(name, -1);
        }

        for (var at = 0; at < items.Length; at++)
        {
            if (string.Equals(items[at].Key, name, StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }
}

/// <summary>The coerced variables of a request (spec 6.1.2).</summary>
public sealed class VariableValues(IEnumerable<KeyValuePair<string, object?>> items) : NamedValues(items)
{
    /// <summary>No variables.</summary>
    public static VariableValues Empty { get; } = new([]);
}

/// <summary>The coerced arguments of a field or directive (spec 6.4.1).</summary>
public sealed class ArgumentValues(IEnumerable<KeyValuePair<string, object?>> items) : NamedValues(items)
{
    /// <summary>No arguments.</summary>
    public static ArgumentValues Empty { get; } = new([]);
}

/// <summary>A coerced input object (spec 3.10).</summary>
public sealed class InputObject(IEnumerable<KeyValuePair<string, object?>> items) : NamedValues(items);
