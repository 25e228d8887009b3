using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Audit;

/// <summary>Writes an act's rows by statements, since they go to other organizations than the one that acts.</summary>
internal static class AuditWriter
{
    private const string Insert = """
        insert into audit_events (organization_id, id, at, action, outcome, code, actor_kind, actor_name, actor_user_id,
            actor_organization_id, on_behalf_of_id, customer_id, subject_kind, subject_id, changed_fields, origin)
        values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14}, {15})
        """;

    /// <summary>What the context has changed. An act of a person is one event; background work leaves one for each thing that it changed.</summary>
    public static async Task WriteAsync(PartnerGraphDb db, Act act, CancellationToken cancellationToken)
    {
        var now = db.Saver!.Now;
        if (act.ActorKind is ActorKind.System)
        {
            foreach (var ofOne in db.Changes.GroupBy(change => change.Subject).ToList())
            {
                await WriteAsync(db, Told(act, [.. ofOne]), AuditOutcome.Done, code: null, now, cancellationToken);
            }
            return;
        }
        var known = await WithActorAsync(db, act, cancellationToken);
        var told = await WithNamedAsync(db, Told(known, db.Changes), cancellationToken);
        await WriteAsync(db, told, AuditOutcome.Done, code: null, now, cancellationToken);
    }

    /// <summary>An act that changed nothing: told to the actor's own organization and the one acted for, without a subject, which may be none of theirs.</summary>
    public static Task WriteRefusedAsync(
        PartnerGraphDb db,
        Act act,
        AuditOutcome outcome,
        string code,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => WriteAsync(db, Told(act with { Named = [] }, []), outcome, code, now, cancellationToken);

    private static ToldAct Told(Act act, IReadOnlyList<Change> changes)
    {
        var about =
            act.Named.Select(named => changes.FirstOrDefault(change => change.Subject?.Id == named.Id))
                .FirstOrDefault(change => change is not null)
            ?? About(act, changes);
        var customer =
            changes.Select(change => change.Customer).FirstOrDefault(id => id is not null)
            ?? act.Named.Where(named => named.Kind == NamedSubject.Customer)
                .Select(named => (OrganizationId?)new OrganizationId(named.Id))
                .FirstOrDefault();
        return new ToldAct(act, about?.Subject ?? act.Named.FirstOrDefault(), customer)
        {
            Fields = about?.Fields ?? [],
            Owner = about?.Concerned.Select(id => (OrganizationId?)id).FirstOrDefault(),
            IsFound = about is not null,
            Concerned = [.. changes.SelectMany(change => change.Concerned)],
        };
    }

    /// <summary>A file of many things is about none of them; what a person does is about the first.</summary>
    private static Change? About(Act act, IReadOnlyList<Change> changes)
    {
        var first = changes.Where(change => change.Subject is not null).MinBy(change => change.Rank);
        return
            act.ActorKind is ActorKind.OperatorCommand
            && changes.Any(other => other.Rank == first?.Rank && other.Subject != first.Subject)
            ? null
            : first;
    }

    /// <summary>Who signed in, or made an account, by an act that began anonymously.</summary>
    private static async Task<Act> WithActorAsync(PartnerGraphDb db, Act act, CancellationToken cancellationToken)
    {
        if (act.Organization is not null || db.Changes.Find(change => change.SignedIn is not null) is not { } begun)
        {
            return act;
        }
        var (user, organization) = begun.SignedIn!.Value;
        var name = await db
            .Users.IgnoreQueryFilters([TenantFilters.Name])
            .Where(row => row.Id == user)
            .Select(row => row.FullName)
            .SingleOrDefaultAsync(cancellationToken);
        return new Act(act.Action, ActorKind.User, name ?? "")
        {
            User = user,
            Organization = organization,
            Origin = act.Origin,
            Named = act.Named,
        };
    }

    /// <summary>Where a statement made the change, whom it concerns is looked up by the id that the input named.</summary>
    private static async Task<ToldAct> WithNamedAsync(
        PartnerGraphDb db,
        ToldAct told,
        CancellationToken cancellationToken
    )
    {
        if (told.IsFound || told.Subject is not { } subject)
        {
            return told;
        }
        if (subject.Kind == NamedSubject.Subscription)
        {
            var id = new CustomerSubscriptionId(subject.Id);
            var row = await db
                .Subscriptions.IgnoreQueryFilters([TenantFilters.Name])
                .AsNoTracking()
                .SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
            return row is null
                ? told
                : told with
                {
                    Customer = row.CustomerId,
                    Concerned = [.. told.Concerned, row.CustomerId, row.ResellerId, row.OrderedById],
                };
        }
        if (subject.Kind == NamedSubject.CustomerUser)
        {
            var id = new UserId(subject.Id);
            var owner = await db
                .Users.IgnoreQueryFilters([TenantFilters.Name])
                .Where(one => one.Id == id)
                .Select(one => (OrganizationId?)one.OrganizationId)
                .SingleOrDefaultAsync(cancellationToken);
            return owner is not { } customer
                ? told
                : told with
                {
                    Subject = subject with { Kind = NamedSubject.User },
                    Owner = customer,
                    Customer = customer,
                    Concerned = [.. told.Concerned, customer],
                };
        }
        return told;
    }

    private static async Task WriteAsync(
        PartnerGraphDb db,
        ToldAct told,
        AuditOutcome outcome,
        string? code,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.CreateVersion7(now);
        // In one order for all, as everything that several organizations get.
        foreach (var reader in told.Readers.OrderBy(reader => reader.Value))
        {
            object?[] values =
            [
                reader.Value,
                id,
                StoredTime.Of(db, now),
                told.Act.Action,
                outcome.ToString(),
                code,
                told.Act.ActorKind.ToString(),
                told.Act.ActorName,
                told.Act.User?.Value,
                told.Act.Organization?.Value,
                told.Act.OnBehalfOf?.Value,
                told.Customer?.Value,
                told.SubjectKindFor(reader),
                told.Subject?.Id,
                JsonText.Write(told.Fields),
                reader == told.Act.Organization ? told.Act.Origin : null,
            ];
            await db.Database.ExecuteSqlRawAsync(Insert, values!, cancellationToken);
        }
    }

    /// <summary>An act with all that is known of it once it was done.</summary>
    private sealed record ToldAct(Act Act, NamedSubject? Subject, OrganizationId? Customer)
    {
        public IReadOnlyList<string> Fields { get; init; } = [];

        /// <summary>Whose the subject is.</summary>
        public OrganizationId? Owner { get; init; }

        /// <summary>The subject is a changed row, and not only what the input named.</summary>
        public bool IsFound { get; init; }

        public IReadOnlyList<OrganizationId> Concerned { get; init; } = [];

        public IEnumerable<OrganizationId> Readers =>
            new[] { Act.Organization, Act.OnBehalfOf, Customer }
                .OfType<OrganizationId>()
                .Concat(Concerned)
                .Where(id => id != default)
                .Distinct();

        /// <summary>A user of a customer has one id for the customer and another one for its partners.</summary>
        public string? SubjectKindFor(OrganizationId reader) =>
            Subject is { Kind: NamedSubject.User } && Owner is { } owner && owner != reader
                ? NamedSubject.CustomerUser
                : Subject?.Kind;
    }
}
