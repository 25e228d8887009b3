using System.Text;
using PartnerGraph.Graph.DevMail;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.DevMail;

public sealed class MailPagesTests
{
    private const string Mail = """
        From: =?utf-8?B?0J/QsNGA0YLQvdGR0YDRiw==?= <no-reply@partnergraph.example>
        To: anna@contoso.example
        Subject: =?utf-8?Q?Bitte_=3Cb=3E?= =?utf-8?Q?best=C3=A4tigen?=
        Date: Sun, 22 Nov 2026 09:30:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="b1"

        --b1
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Gr=C3=BC=C3=9Fe <script>alert(1)</script> http://localhost:5080/verify/abc=
        def.
        --b1
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        PHA+0J/RgNC40LLQtdGCPC9wPjxzY3JpcHQ+YWxlcnQoMSk8L3NjcmlwdD4=
        --b1--

        """;

    [Fact]
    public void A_mail_is_read_with_its_encodings()
    {
        var mail = MailMessage.Parse(Encoding.ASCII.GetBytes(Mail.ReplaceLineEndings("\r\n")));

        mail.From.ShouldBe("Партнёры <no-reply@partnergraph.example>");
        mail.Subject.ShouldBe("Bitte <b>bestätigen");
        mail.Text!.Trim().ShouldBe("Grüße <script>alert(1)</script> http://localhost:5080/verify/abcdef.");
        mail.Html.ShouldBe("<p>Привет</p><script>alert(1)</script>");
    }

    [Fact]
    public async Task Mails_of_a_development_run_are_listed_and_shown_safely()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        using var http = server.Client();
        (await http.GetStringAsync("/dev/mail")).ShouldContain("No mail yet.");
        var folder = Directory.CreateDirectory(Path.Combine(server.DataFolder, "mail"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "one.eml"), Mail);

        (await http.GetStringAsync("/dev/mail")).ShouldContain("href=\"/dev/mail/one.eml\"");
        var page = await http.GetStringAsync("/dev/mail/one.eml");
        page.ShouldContain("Bitte &lt;b&gt;best");
        page.ShouldNotContain("<script>");
        page.ShouldContain("href=\"http://localhost:5080/verify/abcdef\"");
        page.ShouldContain("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");

        var html = await http.GetAsync("/dev/mail/one.eml/html");
        var policy = html.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("sandbox ");
        policy.ShouldNotContain("allow-scripts");
        policy.ShouldNotContain("allow-same-origin");
        policy.ShouldContain("default-src 'none'");
        html.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/dev/mail/two.eml")]
    [InlineData("/dev/mail/..%2Flinks.key")]
    [InlineData("/dev/mail/..%2Flinks.key/source")]
    [InlineData("/dev/mail/%2Fetc%2Fpasswd/source")]
    public async Task Only_mails_of_the_folder_are_shown(string path)
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        using var http = server.Client();

        ((int)(await http.GetAsync(path)).StatusCode).ShouldBe(404);
    }
}
