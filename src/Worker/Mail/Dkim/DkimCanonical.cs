using System.Text;

namespace PartnerGraph.Worker.Mail.Dkim;

/// <summary>RFC 6376, section 3.4: the "relaxed" form, which survives what relays do to white space.</summary>
internal static class DkimCanonical
{
    /// <summary>Each header under its name in lower case, `name:value`; of equal names the last one counts.</summary>
    /// <param name="headers">Whole lines.</param>
    public static IReadOnlyDictionary<string, string> Headers(ReadOnlySpan<byte> headers)
    {
        var unfolded = Encoding
            .UTF8.GetString(headers)
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Replace("\r\n\t", " ", StringComparison.Ordinal);
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in unfolded.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            result[line[..colon].Trim().ToLowerInvariant()] = Header(line[..colon], line[(colon + 1)..]);
        }
        return result;
    }

    public static string Header(string name, string value) =>
        $"{name.Trim().ToLowerInvariant()}:{string.Join(' ', value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))}";

    public static byte[] Body(ReadOnlySpan<byte> body)
    {
        var output = new List<byte>(body.Length);
        var end = 0;
        while (!body.IsEmpty)
        {
            var next = body.IndexOf("\r\n"u8);
            AppendLine(output, next < 0 ? body : body[..next]);
            var isEmpty = output.Count == end || output[^1] == '\n';
            output.AddRange("\r\n"u8);
            // Empty lines at the end do not count: this is where the last one that is not empty ends.
            if (!isEmpty)
                end = output.Count;
            body = next < 0 ? [] : body[(next + 2)..];
        }
        output.RemoveRange(end, output.Count - end);
        return [.. output];
    }

    private static void AppendLine(List<byte> output, ReadOnlySpan<byte> line)
    {
        var blank = false;
        foreach (var octet in line)
        {
            if (octet is (byte)' ' or (byte)'\t')
            {
                blank = true;
                continue;
            }
            if (blank)
                output.Add((byte)' ');
            blank = false;
            output.Add(octet);
        }
    }
}
