using System.Runtime.CompilerServices;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Graph.Events;

/// <summary>An organization's events for one caller, whose rights are asked again at every event and whenever the caller was read anew.</summary>
internal static class EventFollowing
{
    public static async IAsyncEnumerable<FollowedEvent> FollowAsync(
        LiveEvents live,
        RequestState request,
        long? after,
        EventSelection selection,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var organization = request.SignedIn.Organization;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var listening = request.OnCallerRead(() => EndUnlessAllowed(request, organization, selection, ended));
        await using var events = live.FollowAsync(organization, after, selection.Names, ended.Token)
            .GetAsyncEnumerator(ended.Token);
        while (await NextAsync(events, cancellation) is { } stored)
        {
            // A socket outlives roles: who may not read this any more gets an end, not an event.
            if (!MayFollow(request, organization, selection))
            {
                yield break;
            }

            if (selection.Show(stored, request) is { } shown)
            {
                yield return shown;
            }
        }
    }

    private static void EndUnlessAllowed(
        RequestState request,
        OrganizationId organization,
        EventSelection selection,
        CancellationTokenSource ended
    )
    {
        if (MayFollow(request, organization, selection))
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

    private static bool MayFollow(RequestState request, OrganizationId organization, EventSelection selection) =>
        request.Caller?.Organization == organization && selection.Refuse(request) is null;

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
}
