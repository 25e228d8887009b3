namespace PartnerGraph.Worker.Mail.Content;

/// <summary>A person's text as paragraphs: blank lines part them, single line breaks stay.</summary>
internal static class MailParagraphs
{
    public static IReadOnlyList<string> Of(string text) =>
        [
            .. text.ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(paragraph => paragraph.Length > 0),
        ];
}
