using PartnerGraph.TestHosts.Faults;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;
using PartnerGraph.Worker.Tests.Mail;
using PartnerGraph.Worker.Tests.Mail.Smtp;

namespace PartnerGraph.Worker.Tests.Faults;

/// <summary>What the network between the worker and the mail server may do; each time the next attempt goes through.</summary>
public sealed class BadNetworkTests
{
    [Fact]
    public async Task Refused_connection_defers() =>
        await DefersAsync(network => network.Refuse(), "The mail server could not be reached (ConnectionRefused).");

    [Fact]
    public async Task Line_that_went_dead_without_a_word_defers() =>
        await DefersAsync(network => network.BlackHole(), "The mail server did not answer in time.");

    [Fact]
    public async Task Connection_that_was_cut_while_idle_is_replaced_in_the_same_attempt()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var network = TcpProxy.Start(server.Port);
        await using var transport = new SmtpTransport(SmtpTransportTests.Options(network.Port), TimeProvider.System);
        (
            await SmtpTransportTests.SendAsync(transport, SmtpTransportTests.Numbered(1))
        ).ShouldBeOfType<MailOutcome.Sent>();

        network.Cut();
        (
            await SmtpTransportTests.SendAsync(transport, SmtpTransportTests.Numbered(2))
        ).ShouldBeOfType<MailOutcome.Sent>();

        server.Mails.Count.ShouldBe(2);
        network.Accepted.ShouldBe(2);
    }

    [Fact]
    public async Task Slow_line_delays_and_loses_nothing()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var network = TcpProxy.Start(server.Port);
        network.Delay = TimeSpan.FromMilliseconds(50);
        await using var transport = new SmtpTransport(SmtpTransportTests.Options(network.Port), TimeProvider.System);

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server.Mails.Count.ShouldBe(1);
    }

    private static async Task DefersAsync(Action<TcpProxy> fault, string reason)
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var network = TcpProxy.Start(server.Port);
        var options = SmtpTransportTests.Options(network.Port) with
        {
            Timeouts = SmtpTransportTests.Within(TimeSpan.FromSeconds(1)),
        };
        await using (var impatient = new SmtpTransport(options, TimeProvider.System))
        {
            fault(network);
            (await SmtpTransportTests.SendAsync(impatient, SampleMail.Ordinary))
                .ShouldBeOfType<MailOutcome.Deferred>()
                .Reason.ShouldBe(reason);
            server.Mails.ShouldBeEmpty();
        }

        network.Forward();
        await using var patient = new SmtpTransport(SmtpTransportTests.Options(network.Port), TimeProvider.System);
        (await SmtpTransportTests.SendAsync(patient, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
    }
}
