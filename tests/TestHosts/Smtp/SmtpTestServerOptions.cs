namespace PartnerGraph.TestHosts.Smtp;

public sealed record SmtpTestServerOptions
{
    /// <summary>TLS from the first byte.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Offers STARTTLS (never within TLS).</summary>
    public bool OfferStartTls { get; init; }

    /// <summary>The extensions that EHLO lists beside STARTTLS and AUTH.</summary>
    public IReadOnlyList<string> Extensions { get; init; } =
    ["PIPELINING", "SIZE 10485760", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"];

    /// <summary>With a user set, mail needs a sign-in.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>What AUTH offers, as "PLAIN LOGIN".</summary>
    public string AuthMechanisms { get; init; } = "PLAIN LOGIN";

    /// <summary>False: an old server that knows HELO only.</summary>
    public bool KnowsEhlo { get; init; } = true;
}
