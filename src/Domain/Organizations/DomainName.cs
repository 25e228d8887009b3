using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PartnerGraph.Domain.Organizations;

/// <summary>Host names in one normal form, and the part of them that somebody registered.</summary>
public static class DomainName
{
    private const int MaximumLength = 253;
    private const int MaximumLabelLength = 63;

    // What registries of countries sell names under. Wide on purpose: it only decides where a registered name begins.
    private static readonly FrozenSet<string> CountrySecondLevel = (
        "ac co com edu go gob gov gouv id ind info ltd me mil ne net nom or org plc sch web firm gen biz ad ed gr lg"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Lower case, ASCII, without a trailing dot; at least two labels, the last of which is no number.</summary>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? domain)
    {
        domain = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaximumLength + 1)
        {
            return false;
        }

        var ascii = ToAscii(text.EndsWith('.') ? text[..^1] : text);
        if (ascii is null || ascii.Length > MaximumLength)
        {
            return false;
        }

        var labels = ascii.Split('.');
        if (labels.Length < 2 || !labels.All(IsLabel) || labels[^1].All(char.IsAsciiDigit))
        {
            return false;
        }

        domain = ascii;
        return true;
    }

    /// <summary>The registered part of a normalized domain: <c>mail.contoso.co.uk</c> gives <c>contoso.co.uk</c>.</summary>
    public static string Registrable(string normalized)
    {
        var labels = normalized.Split('.');
        var suffix = SuffixLength(labels);
        return labels.Length <= suffix + 1 ? normalized : string.Join('.', labels[^(suffix + 1)..]);
    }

    /// <summary>
    /// True for <c>com</c> and for what countries' registries sell under: <c>fr</c>, <c>co.uk</c>; not for <c>nyc</c>.
    /// </summary>
    public static bool IsComOrCountrySuffix(string suffix)
    {
        var labels = suffix.Split('.');
        return labels switch
        {
            [var only] => only is "com" || IsCountry(only),
            [var second, var top] => IsCountry(top) && CountrySecondLevel.Contains(second),
            _ => false,
        };
    }

    private static int SuffixLength(string[] labels) =>
        labels.Length > 2 && IsCountry(labels[^1]) && CountrySecondLevel.Contains(labels[^2]) ? 2 : 1;

    private static bool IsCountry(string label) =>
        label.Length == 2 || label.StartsWith("xn--", StringComparison.Ordinal);

    private static string? ToAscii(string text)
    {
        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }
                .GetAscii(text)
                .ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaximumLabelLength
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
