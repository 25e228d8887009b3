using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PartnerGraph.Domain.Users;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Mail.Samples;
using PartnerGraph.Worker.Tests.Mail.Smtp;
using PartnerGraph.Worker.Tests.Python;

namespace PartnerGraph.Worker.Tests.Mail.Content;

/// <summary>Every hostile name in every mail, sent to a server and read by Python's email and html.parser: the mail stays ours.</summary>
public sealed partial class HostileNamesTests
{
    private const string Script = """
        import base64, email, email.policy, json, sys
        from html.parser import HTMLParser
        class Reader(HTMLParser):
            def __init__(self):
                super().__init__()
                self.tags, self.links, self.title, self.inside = [], [], '', None
            def handle_starttag(self, tag, attrs):
                self.inside = tag
                self.tags.append(tag + ' ' + ' '.join(sorted(name for name, _ in attrs)))
                self.links += [value for name, value in attrs if name in ('href', 'src', 'action', 'background')]
            def handle_endtag(self, tag):
                self.inside = None
                self.tags.append('/' + tag)
            def handle_data(self, data):
                if self.inside == 'title': self.title += data
        for line in sys.stdin:
            m = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)
            reader = Reader()
            reader.feed(m.get_body(('html',)).get_content())
            reader.close()
            print(json.dumps(dict(Headers=m.keys(), Parts=[part.get_content_type() for part in m.walk()],
                To=[a.addr_spec for a in m['To'].addresses], Tags=reader.tags, Links=reader.links,
                Text=m.get_body(('plain',)).get_content())), flush=True)
        """;

    private sealed record Read(
        string[] Headers,
        string[] Parts,
        string[] To,
        string[] Tags,
        string[] Links,
        string Text
    )
    {
        /// <summary>What is ours; a person's quoted words may be of any number of lines.</summary>
        public string[] OwnLines =>
            [.. Text.Split('\n').Where(line => line.Trim().Length > 0 && !line.StartsWith('>'))];
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Ru)]
    public async Task No_name_breaks_out_of_headers_html_or_links(Language language)
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server);
        await using var python = PythonProgram.Start("email", Script);
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var renderer = new MailRenderer(
            services.GetRequiredService<IServiceScopeFactory>(),
            NullLoggerFactory.Instance
        );
        var ordinary = await ReadAllAsync("Anna");
        foreach (var (at, name) in HostileNames.All.Index().Where(one => one.Index % 2 == (int)language))
        {
            foreach (var (sample, read) in await ReadAllAsync(name))
                Check(ordinary[sample], read, $"{sample}, name {at}");
        }

        async Task<Dictionary<string, Read>> ReadAllAsync(string name)
        {
            var result = new Dictionary<string, Read>(StringComparer.Ordinal);
            foreach (var sample in MailSamples.In(language, name))
            {
                var rendered = await renderer.RenderAsync(sample.Content);
                var mail = SampleMail.Ordinary with
                {
                    To = SampleMail.Box("anna@contoso.example", name),
                    Subject = rendered.Subject,
                    Text = rendered.Text,
                    Html = rendered.Html,
                };
                (await SmtpTransportTests.SendAsync(transport, mail)).ShouldBeOfType<MailOutcome.Sent>();
                result[sample.Name] = await ReadAsync(python, server.Mails[^1].Raw);
                server.Clear();
            }
            return result;
        }
    }

    private static void Check(Read ordinary, Read hostile, string which)
    {
        hostile.Headers.ShouldBe(ordinary.Headers, which);
        hostile.Parts.ShouldBe(ordinary.Parts, which);
        hostile.To.ShouldBe(ordinary.To, which);
        hostile.Links.ShouldBe(ordinary.Links, which);
        WithoutQuote(hostile.Tags).ShouldBe(WithoutQuote(ordinary.Tags), which);
        hostile.Tags.Except(ordinary.Tags).ShouldBeEmpty(which);
        // A line that was a name alone is blank where the name is.
        hostile.OwnLines.Length.ShouldBeLessThanOrEqualTo(ordinary.OwnLines.Length, which);
        var own = string.Join('\n', hostile.OwnLines);
        Address().Matches(own).Count.ShouldBe(ordinary.Links.Length, which);
        own.ShouldNotContain("evil.example", Case.Insensitive, which);
    }

    // A person's message has as many paragraphs as it has.
    private static IEnumerable<string> WithoutQuote(string[] tags)
    {
        var quoted = false;
        foreach (var tag in tags)
        {
            quoted |= tag.StartsWith("blockquote", StringComparison.Ordinal);
            if (!quoted)
                yield return tag;
            quoted &= tag != "/blockquote";
        }
    }

    private static async Task<Read> ReadAsync(PythonProgram python, byte[] raw)
    {
        await python.Input.WriteLineAsync(Convert.ToBase64String(raw));
        await python.Input.FlushAsync();
        var line = await python.Output.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return JsonSerializer.Deserialize<Read>(line ?? throw new InvalidOperationException("Python gave up."))!;
    }

    [GeneratedRegex("https?://", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
