namespace PartnerGraph.GraphQL.Binding;

/// <summary>An input value that tells "not given" from "given as null" (spec 3.10, input coercion).</summary>
public readonly record struct Optional<T>
{
    /// <summary>A value that was given.</summary>
    public Optional(T value)
    {
        IsGiven = true;
        Value = value;
    }

    /// <summary>Whether the client gave the value at all.</summary>
    public bool IsGiven { get; }

    /// <summary>The value; the default of its type where it was not given.</summary>
    public T? Value { get; }

    /// <summary>A value that was given.</summary>
    public static implicit operator Optional<T>(T value) => new(value);
}
