using System.Net;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Worker.Mail.Samples;

namespace PartnerGraph.Graph.Tests.DevMail;

public sealed class TemplatePagesTests
{
    [Fact]
    public async Task Every_mail_can_be_looked_at_in_each_language_with_every_name()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        using var http = server.Client();
        var list = await http.GetStringAsync("/dev/mail/templates");
        foreach (var sample in MailSamples.In(Language.En))
        {
            foreach (var language in new[] { "en", "ru" })
            {
                list.ShouldContain($"href=\"/dev/mail/templates/{sample.Name}/{language}\"");
                var page = await http.GetStringAsync($"/dev/mail/templates/{sample.Name}/{language}");
                page.ShouldContain($"src=\"/dev/mail/templates/{sample.Name}/{language}/html\"");
                page.ShouldContain(
                    language == "en" ? "sent this mail automatically" : "&#x41E;&#x442;&#x432;&#x435;&#x442;"
                );
            }
        }
        for (var at = 0; at < HostileNames.All.Count; at++)
        {
            var page = await http.GetStringAsync($"/dev/mail/templates/VerifyAddress/en?hostile={at}");
            page.ShouldNotContain("<script");
            page.ShouldContain($"/html?hostile={at}\"");
        }
    }

    [Fact]
    public async Task Html_is_shown_in_a_box_that_runs_and_fetches_nothing()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        using var http = server.Client();

        var html = await http.GetAsync("/dev/mail/templates/PasswordReset/ru/html?hostile=3");
        html.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox ");
        (await html.Content.ReadAsStringAsync()).ShouldContain("prefers-color-scheme:dark");
    }

    [Theory]
    [InlineData("/dev/mail/templates/NoSuchMail/en")]
    [InlineData("/dev/mail/templates/PasswordReset/fr")]
    [InlineData("/dev/mail/templates/PasswordReset/en?hostile=1000")]
    [InlineData("/dev/mail/templates/PasswordReset/en/html?hostile=-1")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        using var http = server.Client();
        (await http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
