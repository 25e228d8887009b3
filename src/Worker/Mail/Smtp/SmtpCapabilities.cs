using System.Globalization;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>What the server offered in answer to EHLO.</summary>
internal sealed record SmtpCapabilities
{
    /// <summary>A server that knows only HELO.</summary>
    public static readonly SmtpCapabilities None = new();

    public bool StartTls { get; private init; }
    public bool Pipelining { get; private init; }
    public bool EightBitMime { get; private init; }
    public bool SmtpUtf8 { get; private init; }
    public bool Size { get; private init; }

    /// <summary>The largest mail in bytes, or null where the server sets no limit.</summary>
    public long? MaxSize { get; private init; }
    public bool AuthPlain { get; private init; }
    public bool AuthLogin { get; private init; }
    public bool AuthXOAuth2 { get; private init; }

    /// <summary>RFC 3461.</summary>
    public bool Dsn { get; private init; }

    public static SmtpCapabilities Read(SmtpReply ehlo)
    {
        var result = None;
        // The first line is the server's name and greeting.
        foreach (var line in ehlo.Lines.Skip(1))
        {
            // "AUTH=PLAIN" is an old spelling that some servers still offer beside the right one.
            var words = line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                result = result.With(words[0].ToUpperInvariant(), words[1..]);
        }
        return result;
    }

    private SmtpCapabilities With(string keyword, string[] parameters) =>
        keyword switch
        {
            "STARTTLS" => this with { StartTls = true },
            "PIPELINING" => this with { Pipelining = true },
            "8BITMIME" => this with { EightBitMime = true },
            "DSN" => this with { Dsn = true },
            "SMTPUTF8" => this with { SmtpUtf8 = true },
            "SIZE" => this with { Size = true, MaxSize = MaxSizeOf(parameters) },
            "AUTH" => this with
            {
                AuthPlain = AuthPlain || parameters.Contains("PLAIN", StringComparer.OrdinalIgnoreCase),
                AuthLogin = AuthLogin || parameters.Contains("LOGIN", StringComparer.OrdinalIgnoreCase),
                AuthXOAuth2 = AuthXOAuth2 || parameters.Contains("XOAUTH2", StringComparer.OrdinalIgnoreCase),
            },
            _ => this,
        };

    private static long? MaxSizeOf(string[] parameters) =>
        parameters.Length > 0
        && long.TryParse(parameters[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size > 0
            ? size
            : null;
}
