using System.Globalization;
using System.Text;

namespace PartnerGraph.GraphQL.Language;

/// <summary>Strings between plain quotes (spec 2.9.4).</summary>
public static class QuotedString
{
    /// <summary>The text between quotes, with escapes for quotes, backslashes and control characters (spec 2.9.4).</summary>
    public static string Print(string value)
    {
        var text = new StringBuilder("\"", value.Length + 2);
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' or (>= '\u007F' and <= '\u009F') => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
