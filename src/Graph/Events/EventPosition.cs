using System.Globalization;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Localization;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.Persistence.Events;

namespace PartnerGraph.Graph.Events;

/// <summary>Positions as clients write them. One that cannot be gone on from is refused: silence would be a gap that nobody notices.</summary>
internal static class EventPosition
{
    public static string Write(long position) => position.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null where none is given.</summary>
    public static async Task<long?> ReadAsync(
        string argument,
        string? text,
        EventLog log,
        RequestState request,
        CancellationToken cancellation
    )
    {
        if (text is null)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            throw Wrong($"'{argument}' is a position: a whole number, 0 for all that is kept.");
        }

        var kept = await log.KeptAsync(request.SignedIn.Organization, cancellation);
        if (position > kept.Last)
        {
            throw Wrong($"'{argument}' is {position}, and the newest event of the organization is {kept.Last}.");
        }

        return kept.CanGoOnFrom(position) ? position : throw Expired(request, kept);
    }

    private static GraphQLException Wrong(string message) => new(message, ErrorCodes.BadUserInput);

    private static GraphQLException Expired(RequestState request, KeptEvents kept) =>
        new(
            Messages.Text(request.Language, "events.positionExpired", ("first", Write(kept.First))),
            RequestErrorCodes.PositionExpired
        );
}
