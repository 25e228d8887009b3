using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PartnerGraph.GraphQL.Server.Http;

/// <summary>The media types that a response can have (GraphQL over HTTP, Media Types); where a client has no preference the earlier one is taken.</summary>
internal enum ResponseFormat
{
    Json,
    GraphQLResponse,
    EventStream,
}

/// <summary>What a client's Accept header leaves to choose from (GraphQL over HTTP, Body).</summary>
internal readonly record struct Acceptance(ResponseFormat? Best, bool AllowsEventStream)
{
    private static readonly string[] Names =
    [
        "application/json",
        "application/graphql-response+json",
        "text/event-stream",
    ];

    private static readonly Acceptance Anything = new(ResponseFormat.Json, AllowsEventStream: true);

    public static string ContentType(ResponseFormat format) =>
        format switch
        {
            ResponseFormat.Json => "application/json; charset=utf-8",
            ResponseFormat.GraphQLResponse => "application/graphql-response+json; charset=utf-8",
            ResponseFormat.EventStream => "text/event-stream; charset=utf-8",
        };

    public static Acceptance Of(HttpRequest request)
    {
        var header = request.Headers.Accept;
        if (header.Count == 0)
        {
            return Anything;
        }
        if (header.Count == 1)
        {
            switch (header[0])
            {
                case "*/*":
                case "":
                    return Anything;
                case "application/json":
                    return new Acceptance(ResponseFormat.Json, AllowsEventStream: false);
                case "application/graphql-response+json":
                    return new Acceptance(ResponseFormat.GraphQLResponse, AllowsEventStream: false);
                case "text/event-stream":
                    return new Acceptance(ResponseFormat.EventStream, AllowsEventStream: true);
            }
        }
        return MediaTypeHeaderValue.TryParseList(header, out var ranges) ? Choose(ranges) : default;
    }

    private static Acceptance Choose(IList<MediaTypeHeaderValue> ranges)
    {
        ResponseFormat? best = null;
        var bestRank = (Quality: 0.0, Position: 0);
        var allowsEventStream = false;
        for (var format = ResponseFormat.Json; format <= ResponseFormat.EventStream; format++)
        {
            if (Rank(ranges, Names[(int)format]) is not { } rank)
            {
                continue;
            }
            allowsEventStream |= format == ResponseFormat.EventStream;
            var isBetter =
                best is null
                || rank.Quality > bestRank.Quality
                || (rank.Quality.Equals(bestRank.Quality) && rank.Position < bestRank.Position);
            (best, bestRank) = isBetter ? (format, rank) : (best, bestRank);
        }
        return new Acceptance(best, allowsEventStream);
    }

    /// <summary>The quality and position of the most exact range that names this type (RFC 9110, 12.5.1); null where none does, or with quality 0.</summary>
    private static (double Quality, int Position)? Rank(IList<MediaTypeHeaderValue> ranges, string name)
    {
        (double Quality, int Position)? found = null;
        var exactness = 0;
        for (var position = 0; position < ranges.Count; position++)
        {
            var range = ranges[position];
            var level = Exactness(range, name);
            if (level > exactness)
            {
                exactness = level;
                found = (range.Quality ?? 1, position);
            }
        }
        return found is { Quality: > 0 } ? found : null;
    }

    private static int Exactness(MediaTypeHeaderValue range, string name)
    {
        if (
            range.Charset.HasValue
            && !HeaderUtilities.RemoveQuotes(range.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        )
        {
            return 0;
        }
        if (range.MatchesAllTypes)
        {
            return 1;
        }
        if (range.MatchesAllSubTypes)
        {
            return name.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        }
        return range.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}
