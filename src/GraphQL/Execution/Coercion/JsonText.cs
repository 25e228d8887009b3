using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>
/// Reads strings out of a client's JSON. Half a surrogate pair and bytes that are no UTF-8, which the reader lets pass, become U+FFFD
/// instead of a failure.
/// </summary>
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
            return Mend(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)));
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

    /// <summary>The member of that name, of two the last; false where there is none.</summary>
    public static bool TryGet(JsonElement value, string name, out JsonElement member)
    {
        try
        {
            return value.TryGetProperty(name, out member);
        }
        catch (InvalidOperationException)
        {
            // Another member's name cannot be read: it is not the one that is looked for.
            member = default;
            foreach (var property in value.EnumerateObject())
            {
                if (string.Equals(NameOf(property), name, StringComparison.Ordinal))
                {
                    member = property.Value;
                }
            }

            return member.ValueKind != JsonValueKind.Undefined;
        }
    }

    /// <summary>Decodes a JSON string by hand: only strings that the reader refuses come here.</summary>
    private static string Mend(string raw)
    {
        var text = new StringBuilder(raw.Length);
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
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
