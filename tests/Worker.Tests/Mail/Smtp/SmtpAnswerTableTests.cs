using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;

namespace PartnerGraph.Worker.Tests.Mail.Smtp;

/// <summary>Every class of refusal at every step of a dialogue with a server on a socket: what becomes of the mail and of its address.</summary>
public sealed class SmtpAnswerTableTests
{
    private const char Deferred = 'd';
    private const char Bounced = 'b';
    private const char AndSuppressed = 'S';
    private const char StillSent = '+';

    private static readonly SmtpStep[] Columns =
    [
        SmtpStep.Banner,
        SmtpStep.Ehlo,
        SmtpStep.StartTls,
        SmtpStep.Auth,
        SmtpStep.MailFrom,
        SmtpStep.RcptTo,
        SmtpStep.Data,
        SmtpStep.AfterDot,
    ];

    // A server that does not know EHLO is spoken to with HELO, where TLS is not asked for.
    private const string Table = """
        answer        banner ehlo tls auth mail rcpt data dot
        421 4.3.2          d    d   d    d    d    d    d   d
        421                d    d   d    d    d    d    d   d
        432 4.7.12         d    d   d    d    d    d    d   d
        450                d    d   d    d    d    d    d   d
        450 4.2.1          d    d   d    d    d    d    d   d
        450 4.2.0          d    d   d    d    d    d    d   d
        451                d    d   d    d    d    d    d   d
        451 4.7.1          d    d   d    d    d    d    d   d
        452                d    d   d    d    d    d    d   d
        452 4.2.2          d    d   d    d    d    d    d   d
        452 4.3.1          d    d   d    d    d    d    d   d
        454 4.7.0          d    d   d    d    d    d    d   d
        455                d    d   d    d    d    d    d   d
        471 4.7.1          d    d   d    d    d    d    d   d
        500                d    +   d    d    d    d    d   d
        500 5.5.2          d    +   d    d    d    d    d   d
        501                d    +   d    d    d    d    d   d
        501 5.1.3          d    +   d    d    d    S    S   S
        501 5.1.7          d    +   d    d    d    d    d   d
        502                d    +   d    d    d    d    d   d
        502 5.5.1          d    +   d    d    d    d    d   d
        503 5.5.1          d    d   d    d    d    d    d   d
        504 5.5.4          d    d   d    d    d    d    d   d
        521                d    d   d    d    d    S    b   b
        521 5.3.2          d    d   d    d    d    b    b   b
        523 5.7.10         d    d   d    d    d    d    d   d
        530                d    d   d    d    d    d    d   d
        530 5.7.0          d    d   d    d    d    d    d   d
        534 5.7.9          d    d   d    d    d    d    d   d
        535                d    d   d    d    d    d    d   d
        535 5.7.8          d    d   d    d    d    d    d   d
        538 5.7.11         d    d   d    d    d    d    d   d
        550                d    d   d    d    d    S    b   b
        550 5.1.0          d    d   d    d    d    S    b   b
        550 5.1.1          d    d   d    d    d    S    S   S
        550 5.1.2          d    d   d    d    d    S    S   S
        550 5.1.6          d    d   d    d    d    S    S   S
        550 5.1.8          d    d   d    d    d    d    d   d
        550 5.1.10         d    d   d    d    d    S    S   S
        550 5.2.1          d    d   d    d    d    S    S   S
        550 5.2.2          d    d   d    d    d    b    b   b
        550 5.4.1          d    d   d    d    d    S    b   b
        550 5.7.1          d    d   d    d    d    b    b   b
        550 5.7.8          d    d   d    d    d    d    d   d
        550 5.7.23         d    d   d    d    d    d    d   d
        550 5.7.25         d    d   d    d    d    d    d   d
        550 5.7.26         d    d   d    d    d    d    d   d
        550 5.7.510        d    d   d    d    d    b    b   b
        551                d    d   d    d    d    S    b   b
        551 5.1.6          d    d   d    d    d    S    S   S
        551 5.7.1          d    d   d    d    d    b    b   b
        552                d    d   d    d    b    b    b   b
        552 5.2.2          d    d   d    d    b    b    b   b
        552 5.3.4          d    d   d    d    b    b    b   b
        553                d    d   d    d    d    S    b   b
        553 5.1.3          d    d   d    d    d    S    S   S
        553 5.6.7          d    d   d    d    b    b    b   b
        554                d    d   d    d    d    S    b   b
        554 5.5.1          d    d   d    d    d    S    b   b
        554 5.6.0          d    d   d    d    d    b    b   b
        554 5.7.1          d    d   d    d    d    b    b   b
        555 5.5.4          d    d   d    d    d    d    d   d
        556 5.1.10         d    d   d    d    d    S    S   S
        571                d    d   d    d    d    b    b   b
        571 5.7.1          d    d   d    d    d    b    b   b
        550 4.1.1          d    d   d    d    d    S    b   b
        354                d    d   d    d    d    d    +   ?
        """;

    private static IEnumerable<string[]> Rows =>
        Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static TheoryData<string> Answers => [.. Rows.Select(row => string.Join(' ', row[..^Columns.Length]))];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_leads_to_what_the_table_says_at_every_step(string answer)
    {
        var row = Rows.Single(one => string.Join(' ', one[..^Columns.Length]) == answer);
        await using var open = await SmtpTestServer.StartAsync(new() { OfferStartTls = true });
        await using var closed = await SmtpTestServer.StartAsync(new() { User = "worker", Password = "a word for it" });
        foreach (var (step, expected) in Columns.Zip(row[^Columns.Length..]))
        {
            var server = step is SmtpStep.Auth ? closed : open;
            await using var transport = SmtpTransportTests.Transport(
                server,
                options =>
                    options with
                    {
                        Security = step is SmtpStep.StartTls ? SmtpSecurity.StartTls : SmtpSecurity.None,
                        TrustedAuthoritiesPem = server.CertificatePem,
                        User = server.Options.User,
                        Password = server.Options.Password,
                    }
            );
            server.Script.Clear();
            server.Script.Say(step, $"{answer} because", times: 1);

            var outcome = await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary);

            Letter(outcome).ShouldBe(expected[0], $"{answer} at {step}: {outcome}");
        }
    }

    [Fact]
    public void Table_decides_more_than_five_hundred_cases() =>
        Rows.Sum(row => row[^Columns.Length..].Length).ShouldBeGreaterThan(500);

    private static char Letter(MailOutcome outcome) =>
        outcome switch
        {
            MailOutcome.Sent => StillSent,
            MailOutcome.Deferred => Deferred,
            MailOutcome.Bounced { Scope: BounceScope.Mail } => Bounced,
            MailOutcome.Bounced { Scope: BounceScope.Address } => AndSuppressed,
            _ => '?',
        };
}
