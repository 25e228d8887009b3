using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PartnerGraph.Worker.Mail;

/// <summary>
/// A name and an address that may stand in an envelope and in a header. The domain is kept in its ASCII form;
/// the local part may be Unicode, which the receiving server must then allow (SMTPUTF8).
/// </summary>
public sealed record Mailbox
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private Mailbox(string name, string localPart, string domain)
    {
        Name = name;
        LocalPart = localPart;
        Domain = domain;
    }

    public string Name { get; }
    public string LocalPart { get; }
    public string Domain { get; }
    public string Address => $"{LocalPart}@{Domain}";

    /// <summary>True where the local part cannot be written in ASCII.</summary>
    public bool NeedsUtf8 => !System.Text.Ascii.IsValid(LocalPart);

    /// <summary>Reads `local@domain`; no display name, no quotes, no comments, no white space.</summary>
    public static bool TryParse(string? name, string? address, [NotNullWhen(true)] out Mailbox? mailbox)
    {
        mailbox = null;
        var at = address?.LastIndexOf('@') ?? -1;
        if (address is null || at is < 1 or > 64 || address.Length - at is < 2 or > 256)
            return false;
        var local = address[..at];
        if (!IsDotAtom(local) || !TryAscii(address[(at + 1)..], out var domain))
            return false;
        mailbox = new Mailbox(name ?? "", local, domain);
        return true;
    }

    /// <summary>Reads `Name &lt;local@domain&gt;` or `local@domain`, as a person writes it into a setting.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Mailbox? mailbox)
    {
        var trimmed = text?.Trim() ?? "";
        var open = trimmed.LastIndexOf('<');
        return open >= 0 && trimmed.EndsWith('>')
            ? TryParse(trimmed[..open].Trim().Trim('"'), trimmed[(open + 1)..^1], out mailbox)
            : TryParse("", trimmed, out mailbox);
    }

    // An address is personal data: it shows up where somebody asks for it by name, not by printing the record.
    public override string ToString() => "(a mailbox)";

    private static bool IsDotAtom(string local) =>
        !local.StartsWith('.')
        && !local.EndsWith('.')
        && !local.Contains("..", StringComparison.Ordinal)
        && local.EnumerateRunes().All(IsAtomText);

    private static bool IsAtomText(System.Text.Rune rune)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterOrDigit((char)rune.Value)
                || ".!#$%&'*+-/=?^_`{|}~".Contains((char)rune.Value, StringComparison.Ordinal);
        return rune.Value != 0xFFFD
            && System.Text.Rune.GetUnicodeCategory(rune)
                is not (
                    UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.SpaceSeparator
                    or UnicodeCategory.Surrogate
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
                );
    }

    private static bool TryAscii(string domain, out string ascii)
    {
        ascii = "";
        try
        {
            ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return ascii.Length <= 253 && !ascii.EndsWith('.');
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
