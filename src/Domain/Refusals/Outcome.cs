using System.Diagnostics.CodeAnalysis;

namespace PartnerGraph.Domain.Refusals;

/// <summary>Done, or refused for at least one reason.</summary>
public sealed class Outcome
{
    public static readonly Outcome Done = new([]);

    private Outcome(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    /// <summary>Empty exactly when done.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    public bool IsDone => Refusals.Count == 0;

    public static Outcome Refused(params IReadOnlyList<Refusal> refusals) => new(OneOrMore.Of(refusals));

    /// <summary>Done when there is nothing to refuse.</summary>
    public static Outcome From(IReadOnlyList<Refusal> refusals) => refusals.Count == 0 ? Done : new Outcome(refusals);

    public static Outcome<T> Success<T>(T value) => new(value);

    public static Outcome<T> Refused<T>(params IReadOnlyList<Refusal> refusals) => new(OneOrMore.Of(refusals));

    public TResult Match<TResult>(Func<TResult> done, Func<IReadOnlyList<Refusal>, TResult> refused) =>
        IsDone ? done() : refused(Refusals);

    public static implicit operator Outcome(Refusal refusal) => Refused(refusal);
}

/// <summary>A value, or at least one refusal.</summary>
public sealed class Outcome<T>
{
    private readonly T? _value;

    internal Outcome(T value)
    {
        _value = value;
        Refusals = [];
    }

    internal Outcome(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    /// <summary>Empty exactly when there is a value.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    public bool IsSuccess => Refusals.Count == 0;

    public TResult Match<TResult>(Func<T, TResult> success, Func<IReadOnlyList<Refusal>, TResult> refused) =>
        IsSuccess ? success(_value!) : refused(Refusals);

    /// <summary><c>if (!outcome.TryGet(out var value, out var refusals)) return refusals…</c></summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, out IReadOnlyList<Refusal> refusals)
    {
        value = _value;
        refusals = Refusals;
        return IsSuccess;
    }

    /// <summary>The same refusals without the value.</summary>
    public Outcome WithoutValue() => Outcome.From(Refusals);

    public static implicit operator Outcome<T>(T value) => new(value);

    public static implicit operator Outcome<T>(Refusal refusal) => Outcome.Refused<T>(refusal);
}

internal static class OneOrMore
{
    public static IReadOnlyList<Refusal> Of(IReadOnlyList<Refusal> refusals) =>
        refusals.Count > 0
            ? refusals
            : throw new ArgumentException("A refused outcome needs at least one refusal.", nameof(refusals));
}
