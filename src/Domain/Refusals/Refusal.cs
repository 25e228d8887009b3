namespace PartnerGraph.Domain.Refusals;

/// <summary>
/// An expected "no": a code, a language-free message key with named arguments, and the input it speaks of.
/// The sentence itself is made where the reader's language is known.
/// </summary>
public abstract record Refusal
{
    protected Refusal(UserErrorCode code, string key, params (string Name, object Value)[] arguments)
    {
        Code = code;
        Key = key;
        Arguments = arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
    }

    public UserErrorCode Code { get; }

    /// <summary>For example <c>invitation.expired</c>.</summary>
    public string Key { get; }

    public IReadOnlyDictionary<string, object> Arguments { get; }

    /// <summary>Field names from the input object inwards, for example <c>primaryContact, email</c>; empty: no input is to blame.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>The same refusal, told of this input.</summary>
    public Refusal At(params string[] path) => this with { Path = path };

    /// <summary>The arguments repeat what the derived record compares anyway, so they do not count here.</summary>
    public virtual bool Equals(Refusal? other) =>
        other is not null
        && EqualityContract == other.EqualityContract
        && Code == other.Code
        && Key == other.Key
        && Path.SequenceEqual(other.Path, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Code, Key, Path.Count);
}
