using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PartnerGraph.Domain.Users;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.TestKit;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Mail.Mime;
using PartnerGraph.Worker.Tests.Mail.Mime;
using PartnerGraph.Worker.Tests.Python;

namespace PartnerGraph.Worker.Tests.Mail.Content;

/// <summary>R78: every mail in both languages.</summary>
public sealed class EveryMailTests
{
    public static TheoryData<string, Language> Mails =>
        new(
            from language in Enum.GetValues<Language>()
            from name in EveryMail.In(language).Keys
            select new TheoryDataRow<string, Language>(name, language)
        );

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Reads_as_agreed(string name, Language language)
    {
        var raw = MimeWriter.Write(await MessageAsync(EveryMail.In(language)[name]));
        Snapshot.Match(Readable(raw), $"{name}.{language}");
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Text_says_what_the_html_says(string name, Language language)
    {
        var mail = await RenderAsync(EveryMail.In(language)[name]);
        var links = new ReceivedMail(1, "", "", MimeWriter.Write(Message(mail, language)), false, null).Links;
        links.Count.ShouldBeLessThanOrEqualTo(1);
        foreach (var link in links)
        {
            mail.Text.ShouldContain(link.AbsoluteUri);
            mail.Html.ShouldContain($"href=\"{link.AbsoluteUri}\"");
        }
        var bare = TagFree(mail.Html);
        foreach (
            var word in mail
                .Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Length > 8)
        )
            bare.ShouldContain(word.TrimStart('«').TrimEnd('.', ',', '!', ':', ';', '»'), Case.Sensitive);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Fetches_nothing_and_runs_nothing(string name, Language language)
    {
        var html = (await RenderAsync(EveryMail.In(language)[name])).Html;
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldNotContain("src=");
        html.ShouldNotContain("<link");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("url(");
        html.ShouldContain(language == Language.En ? "<html lang=\"en\">" : "<html lang=\"ru\">");
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Names_are_encoded(string name, Language language)
    {
        var mail = await RenderAsync(EveryMail.In(language, "<img src=x onerror=alert(1)> & \"Söhne\"")[name]);
        mail.Html.ShouldNotContain("<img");
        mail.Html.ShouldContain("&lt;img");
        mail.Text.ShouldContain("<img src=x");
        MimeReading.Of(MimeWriter.Write(Message(mail, language))).Body("text/html")!.ShouldNotContain("<img");
    }

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public async Task No_hostile_name_breaks_a_mail(string hostile)
    {
        foreach (var content in EveryMail.In(Language.Ru, hostile).Values)
        {
            var mail = await RenderAsync(content);
            var read = MimeReading.Of(MimeWriter.Write(Message(mail, Language.Ru)));
            read.Headers.Count.ShouldBe(9);
            read.Body("text/html")!.ShouldNotContain("<script");
            read.Body("text/html")!.ShouldContain("</html>");
        }
    }

    [Fact]
    public async Task Python_reads_every_mail_in_both_languages()
    {
        await using var reader = PythonMail.StartReader();
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var content in EveryMail.In(language).Values)
            {
                var mail = await RenderAsync(content);
                var read = await PythonMail.ReadAsync(reader, MimeWriter.Write(Message(mail, language)));
                read.Subject.ShouldBe(mail.Subject);
                read.Text.ReplaceLineEndings("\n").ShouldBe(mail.Text);
                read.Html.ReplaceLineEndings("\n").TrimEnd().ShouldBe(mail.Html.ReplaceLineEndings("\n").TrimEnd());
                read.Defects.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void Contents_print_no_names_and_no_links() =>
        EveryMail.In(Language.En).Values.ShouldAllBe(mail => mail.ToString() == mail.GetType().Name);

    private static async Task<RenderedMail> RenderAsync(MailContent content)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        return await new MailRenderer(scopes, NullLoggerFactory.Instance).RenderAsync(content);
    }

    private static async Task<MailMessage> MessageAsync(MailContent content) =>
        Message(await RenderAsync(content), content.Language);

    private static MailMessage Message(RenderedMail mail, Language language) =>
        SampleMail.Ordinary with
        {
            Subject = mail.Subject,
            Text = mail.Text,
            Html = mail.Html,
            Language = Wording.Tag(language),
        };

    // Headers as they are on the wire, bodies as they are read: that is what a reviewer can judge.
    private static string Readable(byte[] raw)
    {
        var read = MimeReading.Of(raw);
        var wire = Encoding.UTF8.GetString(raw);
        return $"{wire[..wire.IndexOf("\r\n\r\n", StringComparison.Ordinal)]}\n\n[Subject: {read.Header("Subject")}]\n\n{read.Body("text/plain")}\n----\n\n{read.Body("text/html")}";
    }

    private static string TagFree(string html) =>
        WebUtility.HtmlDecode(
            System.Text.RegularExpressions.Regex.Replace(html, "<[^>]*>", " ", default, TimeSpan.FromSeconds(1))
        );
}
