using System.Net;
using System.Net.Sockets;
using System.Text;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Worker.Tests.Webhooks;

/// <summary>A sentinel listens on loopback; whatever the name resolves to, and however often that changes, nobody connects to it.</summary>
public sealed class WebhookSenderTests : IDisposable
{
    private static readonly IReadOnlyList<WebhookSecret> Secrets =
    [
        WebhookSecret.Of(new LinkKey(new byte[LinkKey.Size]), new WebhookEndpointId(Guid.Empty), 1),
    ];

    private readonly TcpListener sentinel = new(IPAddress.Loopback, 0);

    public WebhookSenderTests() => sentinel.Start();

    private int Port => ((IPEndPoint)sentinel.LocalEndpoint).Port;

    public void Dispose() => sentinel.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::]")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    public async Task A_form_of_this_machines_own_address_is_refused(string host)
    {
        var answer = await SendAsync($"http://{host}:{Port}/", Dns.GetHostAddressesAsync);

        answer.Status.ShouldBeNull();
        answer.Error.ShouldNotBeNull().ShouldNotContain(Port.ToString(provider: null));
        sentinel.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_changes_its_meaning_between_two_questions_leads_nowhere()
    {
        var asked = 0;
        Task<IPAddress[]> Rebinding(string host, CancellationToken cancellation) =>
            Task.FromResult<IPAddress[]>([asked++ % 2 == 0 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1")]);

        for (var i = 0; i < 4; i++)
            (await SendAsync($"http://rebinding.example:{Port}/", Rebinding)).Error!.ShouldContain("public internet");
        asked.ShouldBe(4);
        sentinel.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_enough_to_refuse_them_all()
    {
        var answer = await SendAsync(
            $"http://mixed.example:{Port}/",
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Loopback])
        );

        answer.Error!.ShouldContain("public internet");
        sentinel.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_receiver_that_says_nothing_is_left_after_the_time_out()
    {
        var answer = await SendAsync(
            $"http://127.0.0.1:{Port}/",
            Dns.GetHostAddressesAsync,
            new WebhookOptions { AllowLoopback = true, Timeout = TimeSpan.FromMilliseconds(300) }
        );

        answer.Status.ShouldBeNull();
        answer.Error.ShouldBe("The receiver did not answer in time.");
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_after_two_kilobytes()
    {
        var answering = AnswerEndlesslyAsync();
        var answer = await SendAsync(
            $"http://127.0.0.1:{Port}/",
            Dns.GetHostAddressesAsync,
            new WebhookOptions { AllowLoopback = true }
        );

        answer.Status.ShouldBe(200);
        answer.Answer!.Length.ShouldBe(2_048);
        await answering;
    }

    private async Task AnswerEndlesslyAsync()
    {
        using var client = await sentinel.AcceptTcpClientAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"));
        try
        {
            while (true)
                await stream.WriteAsync(new byte[] { (byte)'x', (byte)'y' });
        }
        catch (IOException)
        {
            // The sender has heard enough.
        }
    }

    private static async Task<WebhookAnswer> SendAsync(string url, ResolveHost resolve, WebhookOptions? options = null)
    {
        using var sender = new WebhookSender(options ?? new WebhookOptions(), resolve, TimeProvider.System);
        return await sender.SendAsync(new Uri(url), "msg_1", Secrets, "{}"u8.ToArray(), CancellationToken.None);
    }
}
