using System.Runtime.CompilerServices;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Invitations;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Partnerships;

namespace PartnerGraph.Graph.Events;

/// <summary>R84: what integrators follow, at once and by replay from a position.</summary>
internal static class EventFields
{
    private static readonly Permission Follow = PermissionTable.Of(PermissionName.ViewInvitations, ApiScope.Events);

    public static void Bind(SchemaBinding schema)
    {
        schema.Subscription(subscription => subscription.Stream("invitationAccepted", Open));
        schema.Object<AcceptedEvent>(
            "InvitationAcceptedEvent",
            type =>
            {
                type.Field("id", row => row.Stored.Id.ToString("N"));
                type.Field(
                    "position",
                    row => row.Stored.Position.ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
                type.Field("occurredAt", row => row.Stored.OccurredAt);
                type.Load<AcceptedEvent, InvitationId, InvitationRow>(
                    "invitation",
                    row => row.Invitation,
                    (db, ids, members, context) => InvitationQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                type.Load<AcceptedEvent, PartnershipId, PartnershipRow>(
                    "partnership",
                    row => row.Partnership,
                    (db, ids, members, context) => PartnershipQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                type.Load<AcceptedEvent, OrganizationId, OrganizationRow>(
                    "customer",
                    row => row.Customer,
                    (db, ids, members, context) =>
                        OrganizationQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
            }
        );
    }

    private static IAsyncEnumerable<AcceptedEvent> Open(FieldContext context)
    {
        var request = context.State<RequestState>();
        var after = After(context.Argument<string?>("after"));
        var kind = context.Argument<InvitationKind?>("kind");
        var log = context.Services.GetRequiredService<EventLog>();
        return FollowAsync(log, request, after, kind, context.Cancellation);
    }

    private static async IAsyncEnumerable<AcceptedEvent> FollowAsync(
        EventLog log,
        RequestState request,
        long? after,
        InvitationKind? kind,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        string[] kinds = [EventNames.InvitationAccepted];
        var organization = request.SignedIn.Organization;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var listening = request.OnCallerRead(() => EndUnlessAllowed(request, organization, ended));
        await using var events = log.FollowAsync(organization, after, kinds, ended.Token)
            .GetAsyncEnumerator(ended.Token);
        while (await NextAsync(events, cancellation) is { } stored)
        {
            // A socket outlives roles: who may not read this any more gets an end, not an event.
            if (!MayFollow(request, organization))
            {
                yield break;
            }

            var accepted = AcceptedEvent.Of(stored);
            if (kind is null || accepted.Kind == SchemaName.Of(kind.Value))
            {
                yield return accepted;
            }
        }
    }

    private static void EndUnlessAllowed(
        RequestState request,
        OrganizationId organization,
        CancellationTokenSource ended
    )
    {
        if (MayFollow(request, organization))
        {
            return;
        }

        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself at this moment.
        }
    }

    private static bool MayFollow(RequestState request, OrganizationId organization) =>
        Follow.Decide(request) is null && request.SignedIn.Organization == organization;

    /// <summary>Null at the end, also where the right to follow was lost while nothing happened.</summary>
    private static async Task<StoredEvent?> NextAsync(
        IAsyncEnumerator<StoredEvent> events,
        CancellationToken cancellation
    )
    {
        try
        {
            return await events.MoveNextAsync() ? events.Current : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static long? After(string? text) =>
        text is null ? null
        : long.TryParse(
            text,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var position
        )
            ? position
        : throw new GraphQLException(
            "'after' is a position: a whole number, 0 for all that is kept.",
            ErrorCodes.BadUserInput
        );
}

/// <summary>An accepted invitation as the log of one organization keeps it.</summary>
public sealed record AcceptedEvent(
    StoredEvent Stored,
    string Kind,
    InvitationId Invitation,
    PartnershipId? Partnership,
    OrganizationId? Customer
)
{
    public static AcceptedEvent Of(StoredEvent stored)
    {
        var facts = stored.Facts();
        return new AcceptedEvent(
            stored,
            facts[FactNames.Kind],
            new InvitationId(Guid.Parse(facts[FactNames.InvitationId])),
            facts.TryGetValue(FactNames.PartnershipId, out var partnership)
                ? new PartnershipId(Guid.Parse(partnership))
                : null,
            facts.TryGetValue(FactNames.CustomerId, out var customer) ? new OrganizationId(Guid.Parse(customer)) : null
        );
    }
}
