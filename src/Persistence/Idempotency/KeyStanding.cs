namespace PartnerGraph.Persistence.Idempotency;

/// <summary>What stands behind a key at the moment in which a request comes with it.</summary>
public abstract record KeyStanding
{
    private KeyStanding() { }

    /// <summary>Nobody has run it: run it, and finish the claim.</summary>
    public sealed record Free(RequestClaim Claim) : KeyStanding;

    public sealed record Answered(string Answer, bool HasErrors) : KeyStanding;

    /// <summary>Somebody runs it at this moment.</summary>
    public sealed record UnderWay : KeyStanding;

    /// <summary>The key came with something else before.</summary>
    public sealed record OtherRequest : KeyStanding;

    /// <summary>It was carried out, at least in part, and nobody was left to keep the answer.</summary>
    public sealed record AnswerLost : KeyStanding;
}
