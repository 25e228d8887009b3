namespace PartnerGraph.Persistence.Outbox;

/// <summary>A message that this worker alone may work on until the lease ends.</summary>
public sealed record OutboxClaim(OutboxMessage Message, string Worker, int Epoch);
