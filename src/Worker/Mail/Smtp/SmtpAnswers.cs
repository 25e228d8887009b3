namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>Where in the dialogue an answer was given.</summary>
internal enum SmtpStage
{
    Banner,
    Hello,
    StartTls,
    SignIn,
    Sender,
    Recipient,
    Data,
    FinalDot,
}

/// <summary>What a refusal means for the mail and for its address.</summary>
internal enum SmtpMeaning
{
    /// <summary>The server hangs up; the connection is of no more use.</summary>
    Closing,

    /// <summary>Not now.</summary>
    Later,

    /// <summary>It is about us (sign-in, sender, reputation, our way of speaking): to be mended here, and no recipient bounces for it.</summary>
    Ours,

    /// <summary>This mail is refused for good; another one to the same address may be taken.</summary>
    MailRefused,

    /// <summary>Nobody is reached at this address: it is suppressed.</summary>
    AddressRefused,

    /// <summary>No answer to what was said.</summary>
    Nonsense,
}

/// <summary>
/// The one table of what a refusal means (RFC 5321, section 4.2; RFC 3463; RFC 7372), by step, code and enhanced status. Tests go
/// through every code at every step; docs/delivery.md tells it in words.
/// </summary>
internal static class SmtpAnswers
{
    private const string All = "";

    private static readonly SmtpStage[] Anywhere = Enum.GetValues<SmtpStage>();
    private static readonly SmtpStage[] BeforeAnyMail =
    [
        SmtpStage.Banner,
        SmtpStage.Hello,
        SmtpStage.StartTls,
        SmtpStage.SignIn,
    ];
    private static readonly SmtpStage[] Sender = [SmtpStage.Sender];
    private static readonly SmtpStage[] Recipient = [SmtpStage.Recipient];
    private static readonly SmtpStage[] FromRecipientOn = [SmtpStage.Recipient, SmtpStage.Data, SmtpStage.FinalDot];

    /// <summary>Codes and statuses are lists; "5" stands for all codes that begin so, "5.7." for all such statuses.</summary>
    private sealed record Row(SmtpStage[] Stages, string Codes, string Statuses, SmtpMeaning Meaning)
    {
        public bool Fits(SmtpStage stage, string code, string status) =>
            Stages.Contains(stage)
            && Codes.Split(' ').Any(prefix => code.StartsWith(prefix, StringComparison.Ordinal))
            && (Statuses == All || Statuses.Split(' ').Any(one => IsOf(status, one)));

        private static bool IsOf(string status, string one) =>
            one.EndsWith('.') ? status.StartsWith(one, StringComparison.Ordinal) : status == one;
    }

    // The first row that fits counts.
    private static readonly Row[] Rows =
    [
        new(Anywhere, "421", All, SmtpMeaning.Closing),
        new(Anywhere, "4", All, SmtpMeaning.Later),
        new(BeforeAnyMail, "5", All, SmtpMeaning.Ours),
        // Sign-in, at whatever step a server remembers it.
        new(Anywhere, "530 534 535 538", All, SmtpMeaning.Ours),
        new(Anywhere, "5", "5.7.8 5.7.9 5.7.10 5.7.11 5.7.12 5.7.13 5.7.14", SmtpMeaning.Ours),
        // Our address, our DKIM, our SPF, our host's name, too much from us.
        new(
            Anywhere,
            "5",
            "5.1.7 5.1.8 5.7.20 5.7.21 5.7.22 5.7.23 5.7.24 5.7.25 5.7.26 5.7.27 5.7.28",
            SmtpMeaning.Ours
        ),
        // MAIL tells the size and whether addresses are Unicode; all else that it is refused for is the sender.
        new(Sender, "552", All, SmtpMeaning.MailRefused),
        new(Sender, "5", "5.2.3 5.3.4 5.6.7", SmtpMeaning.MailRefused),
        new(Sender, "5", All, SmtpMeaning.Ours),
        // No such mailbox, host or address; moved; mailbox closed; null MX. Some servers find it out after the content only.
        new(FromRecipientOn, "5", "5.1.1 5.1.2 5.1.3 5.1.4 5.1.6 5.1.10 5.2.1", SmtpMeaning.AddressRefused),
        // "Unknown command", "bad sequence", "unknown parameter": the dialogue went wrong, not the address.
        new(FromRecipientOn, "500 501 502 503 504 555", All, SmtpMeaning.Ours),
        // Full, too large, wrong content, policy: the next mail may be taken.
        new(Recipient, "552 571", All, SmtpMeaning.MailRefused),
        new(Recipient, "5", "5.2.2 5.2.3 5.3. 5.6. 5.7.", SmtpMeaning.MailRefused),
        new(Recipient, "5", All, SmtpMeaning.AddressRefused),
        new(FromRecipientOn, "5", All, SmtpMeaning.MailRefused),
    ];

    /// <summary>What an answer means that is not the one that was hoped for.</summary>
    public static SmtpMeaning Of(SmtpStage stage, SmtpReply reply)
    {
        var code = reply.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var status = reply.EnhancedStatus ?? "";
        return Array.Find(Rows, row => row.Fits(stage, code, status))?.Meaning ?? SmtpMeaning.Nonsense;
    }

    /// <summary>The outcome of the attempt, with a sentence for the inviter.</summary>
    public static MailOutcome Outcome(SmtpStage stage, SmtpReply reply) =>
        Of(stage, reply) switch
        {
            SmtpMeaning.MailRefused => new MailOutcome.Bounced(Reason(stage, reply), BounceScope.Mail),
            SmtpMeaning.AddressRefused => new MailOutcome.Bounced(Reason(stage, reply), BounceScope.Address),
            // Whether the mail was taken cannot be known.
            SmtpMeaning.Nonsense when stage is SmtpStage.FinalDot => new MailOutcome.Unknown(Reason(stage, reply)),
            _ => new MailOutcome.Deferred(Reason(stage, reply)),
        };

    public static string Reason(SmtpStage stage, SmtpReply reply) =>
        Of(stage, reply) switch
        {
            SmtpMeaning.Closing => $"The mail server is closing: {reply.Summary}",
            SmtpMeaning.Later => $"{NotNow(stage)}: {reply.Summary}",
            SmtpMeaning.Ours => $"{NotUs(stage)}: {reply.Summary}",
            SmtpMeaning.MailRefused or SmtpMeaning.AddressRefused =>
                $"The mail server refused the mail: {reply.Summary}",
            SmtpMeaning.Nonsense => "The mail server gave an answer that does not fit the command.",
        };

    private static string NotNow(SmtpStage stage) =>
        BeforeAnyMail.Contains(stage)
            ? "The mail server does not take mails now"
            : "The mail server does not take the mail now";

    private static string NotUs(SmtpStage stage) =>
        stage switch
        {
            SmtpStage.SignIn => "The mail server refused the sign-in",
            SmtpStage.Sender => "The mail server refused the sender",
            SmtpStage.Recipient or SmtpStage.Data or SmtpStage.FinalDot =>
                "The mail server refused this sender, not the recipient",
            SmtpStage.Banner or SmtpStage.Hello or SmtpStage.StartTls => "The mail server refused the connection",
        };
}
