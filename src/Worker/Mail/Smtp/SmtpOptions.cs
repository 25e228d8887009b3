using System.Net;

namespace PartnerGraph.Worker.Mail.Smtp;

public enum SmtpSecurity
{
    /// <summary>No encryption: for a server on the same machine.</summary>
    None,

    /// <summary>
    /// Encrypted where the server offers it, in plain text where it does not, which is logged. Whoever stands in between can make it
    /// plain text; a certificate that is wrong defers all the same, and a password never goes out in plain text.
    /// </summary>
    StartTlsIfOffered,

    /// <summary>Begins in plain text and must switch to TLS: a server that does not offer it gets no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>RFC 3461: which reports the server is to send to the sender's address, where it offers DSN.</summary>
public enum DeliveryReports
{
    Never,
    Failure,
    FailureAndDelay,
}

/// <summary>How long each step may take. The defaults are the least that RFC 5321, section 4.5.3.2, asks of a client.</summary>
public sealed record SmtpTimeouts
{
    /// <summary>Until TCP, and TLS, stand.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan Greeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The answers to EHLO, STARTTLS, AUTH, MAIL, RCPT and RSET.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The answer to DATA.</summary>
    public TimeSpan Data { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Until the network has taken a block of content.</summary>
    public TimeSpan Block { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The answer to the final dot: giving up there risks a second copy.</summary>
    public TimeSpan FinalDot { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>Where the mail server is, how to sign in, and how long to wait for it.</summary>
public sealed record SmtpOptions
{
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required SmtpSecurity Security { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>Signs in by XOAUTH2 instead of a password.</summary>
    public SmtpTokens? Tokens { get; init; }

    /// <summary>The name this client gives itself in EHLO.</summary>
    public required string ClientName { get; init; }

    /// <summary>Certificates (PEM) of authorities to trust besides the machine's own: for a company's private authority.</summary>
    public string? TrustedAuthoritiesPem { get; init; }

    /// <summary>Lets a password or a token cross the network unencrypted. Never needed for a server on the same machine.</summary>
    public bool AllowPlainTextPassword { get; init; }
    public DeliveryReports Reports { get; init; } = DeliveryReports.Failure;

    /// <summary>To the server, at once.</summary>
    public int MaxConnections { get; init; } = 4;
    public SmtpTimeouts Timeouts { get; init; } = new();

    /// <summary>A connection unused for so long is closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a mail whose content has begun may still take when the process is told to stop.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(8);

    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    // Holds a password.
    public override string ToString() => $"SMTP {Host}:{Port} {Security}";
}
