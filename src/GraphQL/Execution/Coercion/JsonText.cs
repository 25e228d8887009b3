using System.Text.Json;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>Reads strings out of a client's JSON; half a surrogate pair, which JSON lets pass, becomes U+FFFD instead of a failure.</summary>
internal static class JsonText
{
    public static string Of(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Mend(value.GetRawText());
        }
    }

    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>Decodes a JSON string by hand: only strings with a lone surrogate escape come here.</summary>
    private static string Mend(string raw)
    {
        var text = new System.Text.StringBuilder(raw.Length);
        for (var at = 1; at < raw.Length - 1; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            at++;
            if (raw[at] == 'u')
            {
                text.Append((char)Convert.ToUInt16(raw.Substring(at + 1, 4), 16));
                at += 4;
            }
            else
            {
                text.Append(
                    raw[at] switch
                    {
                        'b' => '\b',
                        'f' => '\f',
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        var same => same,
                    }
                );
            }
        }

        // Replaces what is not a pair.
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.ToString()));
    }
}
