namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>RFC 5321, section 4.5.2: a line that begins with a dot gets a second one, so that none ends the mail.</summary>
internal static class DotStuffing
{
    public static ReadOnlyMemory<byte> Apply(byte[] content)
    {
        var dots = 0;
        for (var at = 0; at < content.Length; at++)
            dots += BeginsLineWithDot(content, at) ? 1 : 0;
        if (dots == 0)
            return content;
        var stuffed = new byte[content.Length + dots];
        var end = 0;
        for (var at = 0; at < content.Length; at++)
        {
            if (BeginsLineWithDot(content, at))
                stuffed[end++] = (byte)'.';
            stuffed[end++] = content[at];
        }
        return stuffed;
    }

    private static bool BeginsLineWithDot(byte[] content, int at) =>
        content[at] == '.' && (at == 0 || content[at - 1] == '\n');
}
