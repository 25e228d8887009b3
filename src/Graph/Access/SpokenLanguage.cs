using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Access;

/// <summary>The language that a request asks for (Accept-Language, RFC 9110 section 12.5.4): English unless Russian is wanted more.</summary>
public static class SpokenLanguage
{
    private const int MostRanges = 20;

    public static Language Of(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage;
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header, out var ranges))
            return Language.En;
        // A stable sort: of two wishes that weigh the same, the first one said wins.
        foreach (
            var range in ranges.Take(MostRanges).Where(r => r.Quality is not 0).OrderByDescending(r => r.Quality ?? 1)
        )
        {
            if (Speaks(range.Value.AsSpan(), "ru"))
                return Language.Ru;
            if (Speaks(range.Value.AsSpan(), "en") || range.Value == "*")
                return Language.En;
        }
        return Language.En;
    }

    private static bool Speaks(ReadOnlySpan<char> range, string language) =>
        range.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (range.Length == 2 || range[2] == '-');
}
