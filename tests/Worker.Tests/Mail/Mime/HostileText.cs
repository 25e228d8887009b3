using System.Globalization;
using System.Text;
using PartnerGraph.Worker.Mail.Samples;

namespace PartnerGraph.Worker.Tests.Mail.Mime;

/// <summary>The hostile names as test data, and what may be left of one in a header.</summary>
public static class HostileText
{
    public static TheoryData<string> All => [.. HostileNames.All];

    public static bool IsBlank(string text) => AsOneLine(text).Length == 0;

    /// <summary>What a reader may see of it: controls and separators as one space, direction marks gone, broken halves replaced.</summary>
    public static string AsOneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if ("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F".EnumerateRunes().Contains(rune))
                continue;
            var blank = Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;
            line.Append(blank ? " " : rune.ToString());
        }
        return string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
