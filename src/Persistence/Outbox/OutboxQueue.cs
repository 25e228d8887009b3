using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>What else changes when a mail has ended badly: in the transaction that notes it, and saved by it.</summary>
public delegate Task MailEnded(PartnerGraphDb db, CancellationToken cancellationToken);

/// <summary>
/// The workers' side of the outbox. Claims are leases by the database's clock with an epoch; every later write names its epoch, and
/// returns false where another worker has claimed the message since.
/// </summary>
public sealed class OutboxQueue(Database database)
{
    private const int EndAttempts = 5;

    private static readonly Tenant AllTenants = Tenant.Everyone("A worker sends the mails of all organizations.");

    // Whose turn was last. Each process has its own round; where two meet, they step over each other's rows.
    private volatile TenantTurn _turn = TenantTurn.First;

    private sealed record TenantTurn(Guid Tenant)
    {
        public static readonly TenantTurn First = new(Guid.Empty);
    }

    /// <summary>
    /// Up to <paramref name="batch"/> due messages, from each organization in turn: nobody gets a second one while somebody who has
    /// not had one waits. A claim counts as an attempt, so that a crash is one too.
    /// </summary>
    public async Task<IReadOnlyList<OutboxClaim>> ClaimAsync(
        string worker,
        int batch,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(AllTenants);
        return await ClaimAsync(db, worker, batch, lease, cancellationToken);
    }

    /// <summary>
    /// The same, within a cap on all that goes out: what is under way counts with what was sent in the window, and whoever claims counts alone.
    /// Where nothing is within it, <c>FullFor</c> says how long.
    /// </summary>
    public async Task<(IReadOnlyList<OutboxClaim> Claims, TimeSpan? FullFor)> ClaimWithinAsync(
        string worker,
        int batch,
        TimeSpan lease,
        int most,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(AllTenants);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await SendingHold.TakeAsync(db, ["all"], cancellationToken);
        var (room, freeIn) = await SendingHistory.RoomAsync(db, most, window, cancellationToken);
        if (room == 0)
            return ([], freeIn);
        var claims = await ClaimAsync(db, worker, Math.Min(batch, room), lease, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (claims, null);
    }

    private async Task<IReadOnlyList<OutboxClaim>> ClaimAsync(
        PartnerGraphDb db,
        string worker,
        int batch,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        var seconds = DatabaseClock.Seconds(db, lease);
        var after = _turn;
        var claimed = await InTurnAsync(after, batch);
        try
        {
            if (claimed.Count < batch && after.Tenant != Guid.Empty)
                claimed.AddRange(await InTurnAsync(TenantTurn.First, batch - claimed.Count));
            // Everybody who waits has had a turn; what room is left goes to whoever has waited longest.
            if (claimed.Count > 0 && claimed.Count < batch)
                claimed.AddRange(await ReadAsync(OutboxSql.ClaimOldest(db), worker, seconds, batch - claimed.Count));
        }
        catch (Exception) when (claimed.Count > 0 && db.Database.CurrentTransaction is null)
        {
            // What is claimed already is worked on or given back; the next look meets the fault again.
        }
        return [.. claimed.Select(message => new OutboxClaim(message, worker, message.LeaseEpoch))];

        async Task<List<OutboxMessage>> InTurnAsync(TenantTurn from, int room)
        {
            var heads = await ReadAsync(OutboxSql.ClaimInTurn(db), worker, seconds, room, from.Tenant);
            _turn = heads.Count == 0 ? TenantTurn.First : new(heads.Max(message => message.OrganizationId.Value));
            return heads;
        }

        async Task<List<OutboxMessage>> ReadAsync(string sql, params object[] values)
        {
            var rows = await db.Outbox.FromSqlRaw(sql, values).AsNoTracking().ToListAsync(cancellationToken);
            rows.Sort((one, other) => one.Id.CompareTo(other.Id));
            return rows;
        }
    }

    /// <summary>More time for a message that is still being worked on.</summary>
    public Task<bool> RenewAsync(OutboxClaim claim, TimeSpan lease, CancellationToken cancellationToken) =>
        WriteAsync(
            claim,
            db => $"lease_until = {DatabaseClock.NowPlus(db, "{3}")}",
            db => DatabaseClock.Seconds(db, lease),
            cancellationToken
        );

    public Task<bool> MarkSentAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        WriteAsync(
            claim,
            db =>
                $"status = 'Sent', sent_at = {DatabaseClock.Now(db)}, counts_at = {DatabaseClock.Now(db)}, last_error = null, {OutboxSql.NoLease}",
            _ => null,
            cancellationToken
        );

    /// <summary>Not now: tried again after <paramref name="delay"/> by the database's clock.</summary>
    public Task<bool> DeferAsync(
        OutboxClaim claim,
        TimeSpan delay,
        string error,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            claim,
            db =>
                $"status = 'Deferred', next_attempt_at = {DatabaseClock.NowPlus(db, "{3}")}, last_error = {{4}}, {OutboxSql.NotSent}",
            db => DatabaseClock.Seconds(db, delay),
            cancellationToken,
            error
        );

    /// <summary>Not yet, because somebody has had enough mails for now: as deferred, but no attempt was made, and the place that it waits for stays its own.</summary>
    public Task<bool> HoldAsync(OutboxClaim claim, TimeSpan delay, string error, CancellationToken cancellationToken) =>
        WriteAsync(
            claim,
            db =>
                $"status = 'Deferred', attempts = attempts - 1, next_attempt_at = {DatabaseClock.NowPlus(db, "{3}")}, last_error = {{4}}, {OutboxSql.NoLease}",
            db => DatabaseClock.Seconds(db, delay),
            cancellationToken,
            error
        );

    /// <summary>The receiving side refuses it for good. What follows commits together with it, and only where the claim still holds.</summary>
    public Task<bool> BounceAsync(
        OutboxClaim claim,
        string error,
        MailEnded? follows,
        CancellationToken cancellationToken
    ) => EndAsync(claim, MailStatus.Bounced, error, follows, cancellationToken);

    /// <summary>Given up: out of time, or impossible to render.</summary>
    public Task<bool> DeadAsync(
        OutboxClaim claim,
        string error,
        MailEnded? follows,
        CancellationToken cancellationToken
    ) => EndAsync(claim, MailStatus.Dead, error, follows, cancellationToken);

    /// <summary>Not begun after all, for example because the worker stops: free for the next one, and no attempt counted.</summary>
    public Task<bool> ReleaseAsync(OutboxClaim claim, CancellationToken cancellationToken) =>
        WriteAsync(claim, _ => $"attempts = attempts - 1, {OutboxSql.NoLease}", _ => null, cancellationToken);

    /// <summary>Messages that nobody will try again, newest first.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> ListDeadAsync(int atMost, CancellationToken cancellationToken)
    {
        await using var db = database.Open(AllTenants);
        return await db
            .Outbox.AsNoTracking()
            .Where(message => message.Status == MailStatus.Dead || message.Status == MailStatus.Bounced)
            .OrderByDescending(message => message.Id)
            .Take(atMost)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Puts a dead or bounced message back into the queue, under its old Message-ID.</summary>
    public async Task<bool> ReplayAsync(Guid messageId, CancellationToken cancellationToken) =>
        await ChangeAsync(
            OutboxSql.Replay,
            [messageId],
            Change.ByStatement(NamedSubject.QueuedMail, messageId),
            cancellationToken
        ) == 1;

    /// <summary>Puts all dead and bounced messages back into the queue.</summary>
    public Task<int> ReplayAllAsync(CancellationToken cancellationToken) =>
        ChangeAsync(OutboxSql.ReplayAll, [], Change.OfNothingNamed, cancellationToken);

    /// <summary>Takes a waiting message that no worker holds out of the queue, as a dead one.</summary>
    public async Task<bool> DropAsync(Guid messageId, string reason, CancellationToken cancellationToken) =>
        await ChangeAsync(
            OutboxSql.Drop,
            [messageId, reason],
            Change.ByStatement(NamedSubject.QueuedMail, messageId),
            cancellationToken
        ) == 1;

    /// <summary>Messages of one status, newest first.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> ListAsync(
        MailStatus status,
        int atMost,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(AllTenants);
        return await db
            .Outbox.AsNoTracking()
            .Where(message => message.Status == status)
            .OrderByDescending(message => message.Id)
            .Take(atMost)
            .ToListAsync(cancellationToken);
    }

    /// <summary>When the next message becomes due, as a wait from now by the database's clock; null when none is waiting.</summary>
    public async Task<TimeSpan?> NextDueInAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open(AllTenants);
        var seconds = await db.Database.SqlQueryRaw<double?>(OutboxSql.NextDue(db)).ToListAsync(cancellationToken);
        return seconds is [{ } wait] ? TimeSpan.FromSeconds(Math.Max(0, wait)) : null;
    }

    /// <summary>By somebody's decision: what is told of it in the trail commits with it.</summary>
    private async Task<int> ChangeAsync(
        Func<PartnerGraphDb, string> sql,
        object[] values,
        Change told,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(AllTenants);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await db.Database.ExecuteSqlRawAsync(sql(db), values, cancellationToken);
        if (changed > 0)
        {
            db.Changes.Add(told);
            await transaction.CommitAsync(cancellationToken);
        }
        return changed;
    }

    private async Task<bool> EndAsync(
        OutboxClaim claim,
        MailStatus status,
        string error,
        MailEnded? follows,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryEndAsync(claim, status, error, follows, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < EndAttempts)
            {
                // Somebody changed what the mail is about at this very moment: decided anew on top of it.
            }
        }
    }

    private async Task<bool> TryEndAsync(
        OutboxClaim claim,
        MailStatus status,
        string error,
        MailEnded? follows,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(AllTenants);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        object[] values = [claim.Message.Id, claim.Worker, claim.Epoch, "", Short(error)];
        var sql = OutboxSql.Write($"status = '{status}', last_error = {{4}}, {OutboxSql.NotSent}");
        if (await db.Database.ExecuteSqlRawAsync(sql, values, cancellationToken) != 1)
            return false;
        if (follows is not null)
        {
            await follows(db, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string Short(string error) => error.Length > 1000 ? error[..1000] : error;

    private async Task<bool> WriteAsync(
        OutboxClaim claim,
        Func<PartnerGraphDb, string> assignments,
        Func<PartnerGraphDb, object?> parameter,
        CancellationToken cancellationToken,
        string error = ""
    )
    {
        await using var db = database.Open(AllTenants);
        var sql = OutboxSql.Write(assignments(db));
        object[] values = [claim.Message.Id, claim.Worker, claim.Epoch, parameter(db) ?? "", Short(error)];
        return await db.Database.ExecuteSqlRawAsync(sql, values, cancellationToken) == 1;
    }
}
