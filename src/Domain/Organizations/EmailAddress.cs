using System.Diagnostics.CodeAnalysis;

namespace PartnerGraph.Domain.Organizations;

/// <summary>
/// An address in its one normal form: lower case throughout, the domain in ASCII (punycode). So two spellings of one
/// mailbox are equal, and the text can stand in a mail header as it is.
/// </summary>
public sealed record EmailAddress
{
    public const int MaximumLength = 254;
    private const int MaximumLocalLength = 64;
    private const string LocalSymbols = "!#$%&'*+-/=?^_`{|}~.";

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    /// <summary>The part after the @, in ASCII.</summary>
    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    /// <summary>
    /// Takes what the world uses: a dot-atom before the @, a host name of two labels or more after it. Quoted local parts,
    /// address literals, comments and control characters are refused.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var trimmed = text?.Trim(' ');
        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > MaximumLength)
        {
            return false;
        }

        var at = trimmed.LastIndexOf('@');
        if (at <= 0 || !IsLocal(trimmed.AsSpan(0, at)))
        {
            return false;
        }

        if (!DomainName.TryNormalize(trimmed[(at + 1)..], out var domain) || trimmed[^1] == '.')
        {
            return false;
        }

        var normal = $"{trimmed[..at].ToLowerInvariant()}@{domain}";
        if (normal.Length > MaximumLength)
        {
            return false;
        }

        address = new EmailAddress(normal);
        return true;
    }

    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not an e-mail address.");

    /// <summary>From our own storage, where only parsed addresses are kept.</summary>
    public static EmailAddress Restore(string stored) => new(stored);

    public override string ToString() => Value;

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (
            local.Length > MaximumLocalLength
            || local[0] == '.'
            || local[^1] == '.'
            || local.Contains("..", StringComparison.Ordinal)
        )
        {
            return false;
        }

        foreach (var c in local)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !LocalSymbols.Contains(c))
            {
                return false;
            }
        }

        return true;
    }
}
