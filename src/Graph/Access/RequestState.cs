using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Access;

/// <summary>What every resolver knows of its request: <c>context.State&lt;RequestState&gt;()</c>.</summary>
/// <param name="Caller">Null for the anonymous.</param>
/// <param name="Language">The caller's own, else the best of Accept-Language.</param>
/// <param name="RemoteAddress">For throttling alone; never logged.</param>
public sealed record RequestState(Caller? Caller, Language Language, string? RemoteAddress = null)
{
    /// <summary>The caller of a field whose permission excludes the anonymous.</summary>
    public Caller SignedIn =>
        Caller
        ?? throw new InvalidOperationException("The field's permission lets the anonymous in: it has no caller.");
}
