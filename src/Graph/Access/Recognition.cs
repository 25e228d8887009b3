namespace PartnerGraph.Graph.Access;

/// <summary>What an Authorization value leads to: nobody, a caller, or a refusal (401).</summary>
/// <param name="Token">The presented token, for a caller.</param>
public readonly record struct Recognition(Caller? Caller, string? Token, bool Refused)
{
    public static readonly Recognition Anonymous;

    /// <summary>Unknown, lapsed, revoked, malformed: all alike.</summary>
    public static readonly Recognition BadToken = new(Caller: null, Token: null, Refused: true);

    public static Recognition Of(Caller caller, string token) => new(caller, token, Refused: false);
}
