using System.Net;

namespace PartnerGraph.Worker.Mail.Smtp;

public enum SmtpSecurity
{
    /// <summary>No encryption: for a server on the same machine.</summary>
    None,

    /// <summary>Begins in plain text and must switch to TLS: a server that does not offer it gets no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>Where the mail server is, how to sign in, and how long to wait for it.</summary>
public sealed record SmtpOptions
{
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required SmtpSecurity Security { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>The name this client gives itself in EHLO.</summary>
    public required string ClientName { get; init; }

    /// <summary>Certificates (PEM) of authorities to trust besides the machine's own: for a company's private authority.</summary>
    public string? TrustedAuthoritiesPem { get; init; }

    /// <summary>Lets a password cross the network unencrypted. Never needed for a server on the same machine.</summary>
    public bool AllowPlainTextPassword { get; init; }

    public int MaxConnections { get; init; } = 4;
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer to the final dot may take: giving up there risks a second copy.</summary>
    public TimeSpan FinalDotTimeout { get; init; } = TimeSpan.FromMinutes(2);

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
