using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PartnerGraph.Worker.Mail.Content;

/// <summary>
/// A name of a person or an organization as it may stand in a mail. Whoever chose it must not write our mail with it: it stays one line,
/// turns no direction, hides nothing, and no mail program makes a link of it.
/// </summary>
internal static partial class MailName
{
    // Joins nothing and is not seen; what recognizes addresses in plain text ends there.
    private const string Break = "\u200C";

    public static string Shown(string name)
    {
        var line = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsHidden(rune))
                continue;
            if (!IsBlank(rune))
                line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return Linking().Replace(line.ToString().TrimEnd(), match => match.Value + Break);
    }

    private static bool IsBlank(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;

    // Marks of direction, and characters without width; not the joiners that scripts and emoji need.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    // The colon of "https://", a dot before a letter (numbers such as 5.1.1 stay whole) and an @.
    [GeneratedRegex(
        @":(?=/)|(?<=[\p{L}\p{Nd}])(\.(?=\p{L})|@(?=[\p{L}\p{Nd}]))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Linking();

    public static string? ShownIfAny(string? name) => name is null ? null : Shown(name);
}
