namespace PartnerGraph.Domain.Refusals;

/// <summary>The rules of plain text input, in one place: blank, too long, control characters.</summary>
public static class TextRules
{
    public const int NameLength = 200;
    public const int ReasonLength = 2000;
    public const int SubjectLength = 200;
    public const int BodyLength = 20_000;

    /// <summary>One line: a name, a street, a subject. Null when nothing is wrong.</summary>
    public static Refusal? Line(string? text, int maximum = NameLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ValueRequired();
        }

        if (text.Length > maximum)
        {
            return new ValueTooLong(maximum);
        }

        return text.Any(IsRefusedInLine) ? new ControlCharacterRefused() : null;
    }

    public static Refusal? OptionalLine(string? text, int maximum = NameLength) =>
        text is null ? null : Line(text, maximum);

    /// <summary>Several lines: a reason, the body of a mail.</summary>
    public static Refusal? Paragraphs(string? text, int maximum)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ValueRequired();
        }

        if (text.Length > maximum)
        {
            return new ValueTooLong(maximum);
        }

        return text.Any(c => c is not ('\n' or '\r' or '\t') && IsRefusedInLine(c))
            ? new ControlCharacterRefused()
            : null;
    }

    public static Refusal? WebAddress(Uri? address) =>
        address is null || (address.IsAbsoluteUri && address.Scheme is "http" or "https") ? null : new UrlInvalid();

    // U+2028 and U+2029 break lines as well.
    private static bool IsRefusedInLine(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
