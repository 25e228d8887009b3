using System.Text.RegularExpressions;

namespace PartnerGraph.Graph.DevMail;

public sealed record TextPiece(string Text, bool IsLink);

/// <summary>Web addresses in a mail's text, so that they can be followed. Only http and https become links.</summary>
public static partial class Links
{
    public static IEnumerable<TextPiece> In(string text)
    {
        var at = 0;
        foreach (Match match in Address().Matches(text))
        {
            if (match.Index > at)
                yield return new TextPiece(text[at..match.Index], IsLink: false);
            yield return new TextPiece(match.Value, IsLink: true);
            at = match.Index + match.Length;
        }
        if (at < text.Length)
            yield return new TextPiece(text[at..], IsLink: false);
    }

    [GeneratedRegex(@"https?://[^\s<>""']+[^\s<>""'.,;:!?)]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
