using System.Text;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>One answer of the server (RFC 5321, section 4.2), with its enhanced status (RFC 3463) where it gives one.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;
    public bool IsIntermediate => Code is >= 300 and < 400;
    public bool IsPermanent => Code >= 500;

    /// <summary>`x.y.z`, or null where the server does not give one or gives one of another class than its code.</summary>
    public string? EnhancedStatus
    {
        get
        {
            var word = Lines[0].Split(' ', 2)[0];
            var parts = word.Split('.');
            return parts.Length == 3 && word[0] == (char)('0' + Code / 100) && parts.All(IsShortNumber) ? word : null;
        }
    }

    /// <summary>
    /// Code and text for people: one line, at most 200 characters. Anything that looks like an address is left out, since
    /// servers like to repeat the recipient.
    /// </summary>
    public string Summary
    {
        get
        {
            var summary = new StringBuilder(Code.ToString(System.Globalization.CultureInfo.InvariantCulture));
            foreach (
                var word in Lines.SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            )
            {
                if (summary.Length + word.Length > 200)
                    return summary.Append(" …").ToString();
                summary
                    .Append(' ')
                    .Append(word.Contains('@', StringComparison.Ordinal) ? "(address)" : Printable(word));
            }
            return summary.ToString();
        }
    }

    /// <summary>For logs: no word of the server's own.</summary>
    public override string ToString() => EnhancedStatus is { } status ? $"{Code} {status}" : $"{Code}";

    private static bool IsShortNumber(string part) => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit);

    private static string Printable(string word) => new([.. word.Where(c => !char.IsControl(c))]);
}
