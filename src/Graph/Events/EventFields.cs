using System.Runtime.CompilerServices;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Events;

/// <summary>R84: what integrators follow, at once and by replay from a position.</summary>
internal static class EventFields
{
    private static readonly EventSelection Acceptances = EventSelection.Of(EventKind.InvitationAccepted);

    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<EventKind>("EventKind");
        schema.Subscription(subscription =>
        {
            subscription.StreamAsync<FollowedEvent, FollowedEvent>(
                "organizationEvents",
                context => OpenAsync(context, AskedKinds(context)),
                (shown, _) => Task.FromResult(shown)
            );
            subscription.StreamAsync<FollowedInvitation, FollowedInvitation>(
                "invitationAccepted",
                AcceptancesAsync,
                (shown, _) => Task.FromResult(shown)
            );
        });
        schema.Query(query => query.FieldAsync("events", EventsAsync));
        schema.Connection<FollowedEvent>("OrganizationEvent");
        EventFamilies.Bind(schema);
    }

    private static EventSelection AskedKinds(FieldContext context) =>
        EventSelection.Asked(context.Argument<IReadOnlyList<EventKind>?>("kinds"));

    private static async Task<IAsyncEnumerable<FollowedEvent>> OpenAsync(FieldContext context, EventSelection selection)
    {
        var request = context.State<RequestState>();
        if (selection.Refuse(request) is { } refusal)
        {
            throw new GraphQLException(refusal);
        }

        if (request.Delivered is { } delivered)
        {
            return OneAsync(selection.Show(delivered, request));
        }

        var log = context.Services.GetRequiredService<EventLog>();
        var text = context.Argument<string?>("after");
        var after = await EventPosition.ReadAsync("after", text, log, request, context.Cancellation);
        var live = context.Services.GetRequiredService<LiveEvents>();
        return EventFollowing.FollowAsync(live, request, after, selection, context.Cancellation);
    }

    private static async IAsyncEnumerable<FollowedEvent> OneAsync(FollowedEvent? shown)
    {
        await Task.CompletedTask;
        if (shown is not null)
        {
            yield return shown;
        }
    }

    private static async Task<IAsyncEnumerable<FollowedInvitation>> AcceptancesAsync(FieldContext context)
    {
        var kind = context.Argument<InvitationKind?>("kind");
        return Of(kind, await OpenAsync(context, Acceptances));
    }

    private static async IAsyncEnumerable<FollowedInvitation> Of(
        InvitationKind? kind,
        IAsyncEnumerable<FollowedEvent> events,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        await foreach (var shown in events.WithCancellation(cancellation))
        {
            if (shown is FollowedInvitation invitation && (kind is null || invitation.Invited == kind))
            {
                yield return invitation;
            }
        }
    }

    /// <summary>What was kept, without a socket: the same events in the same order, as pages.</summary>
    private static async Task<Connection<FollowedEvent>?> EventsAsync(FieldContext context)
    {
        var request = context.State<RequestState>();
        var selection = AskedKinds(context);
        if (selection.Refuse(request) is { } refusal)
        {
            throw new GraphQLException(refusal);
        }

        var log = context.Services.GetRequiredService<EventLog>();
        var organization = context.Caller().Organization;
        var names = selection.NamesFor(request);
        var text = context.Argument<string?>("afterPosition");
        var after = await EventPosition.ReadAsync("afterPosition", text, log, request, context.Cancellation) ?? 0;
        var slice = await context.ReadAsync(page =>
            log.PageAsync(organization, after, names, page, context.Cancellation)
        );
        return new Connection<FollowedEvent>(
            slice.With<FollowedEvent>([.. slice.Items.Select(stored => EventTable.Find(stored.Kind)!.Of(stored))]),
            context.Counting(Tenant.Of(organization), db => EventLog.After(db, organization, after, names))
        );
    }
}
