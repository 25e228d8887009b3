using System.Text;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.TestKit;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Mime;

namespace PartnerGraph.Worker.Tests.Mail.Mime;

public sealed class MimeWriterTests
{
    private static readonly string[] Expected =
    [
        "Date",
        "From",
        "To",
        "Subject",
        "Message-ID",
        "MIME-Version",
        "Auto-Submitted",
        "Content-Language",
        "Content-Type",
    ];

    [Fact]
    public void Ordinary_mail() => Snapshot.Match(Written(SampleMail.Ordinary));

    [Fact]
    public void Same_mail_gives_the_same_bytes() =>
        MimeWriter.Write(SampleMail.Ordinary).ShouldBe(MimeWriter.Write(SampleMail.Ordinary));

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void No_name_or_subject_begins_a_header_of_its_own(string hostile)
    {
        var mail = SampleMail.Ordinary with { Subject = hostile, To = SampleMail.Box("anna@contoso.example", hostile) };
        var raw = MimeWriter.Write(mail);
        var read = MimeReading.Of(raw);

        read.Headers.Select(header => header.Name).ShouldBe(Expected);
        read.Header("To")!.ShouldEndWith("anna@contoso.example" + (HostileText.IsBlank(hostile) ? "" : ">"));
        read.Header("Subject").ShouldBe(HostileText.AsOneLine(hostile));
        read.Body("text/plain").ShouldBe(SampleMail.Ordinary.Text.ReplaceLineEndings("\r\n"));
    }

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Lines_are_short_ascii_and_never_begin_with_a_dot(string hostile)
    {
        var mail = SampleMail.Ordinary with
        {
            Subject = hostile,
            To = SampleMail.Box("anna@contoso.example", hostile),
            Text = hostile,
            Html = hostile,
        };
        var raw = MimeWriter.Write(mail);
        raw.ShouldAllBe(b => b < 127);
        var lines = Encoding.ASCII.GetString(raw).Split("\r\n");
        lines.ShouldAllBe(line => line.Length <= 78);
        lines.ShouldAllBe(line => !line.StartsWith('.') && !line.StartsWith("From "));
        lines.ShouldAllBe(line => !line.Contains('\r') && !line.Contains('\n'));
    }

    [Theory]
    [InlineData(".\n..\n.hidden\nFrom here on\n  trailing \t \nend")]
    [InlineData("a=b =3D = =\n=")]
    [InlineData("мир\nпривет, как дела\n.")]
    [InlineData(
        "日本語のテキスト、とても長い行です。日本語のテキスト、とても長い行です。日本語のテキスト、とても長い行です。"
    )]
    [InlineData(
        "emoji 👩‍👩‍👧‍👦 within a mostly ascii line that is long enough to be broken softly at the wrong place, perhaps"
    )]
    [InlineData("--=_0123456789abcdef\n--=_--\n")]
    public void Content_comes_back_as_it_was(string text)
    {
        var read = MimeReading.Of(MimeWriter.Write(SampleMail.Ordinary with { Text = text, Html = text }));
        var expected = text.TrimEnd('\n').ReplaceLineEndings("\r\n") + "\r\n";
        read.Body("text/plain").ShouldBe(expected);
        read.Body("text/html").ShouldBe(expected);
    }

    [Theory]
    [InlineData("no-at")]
    [InlineData("a@b\r\nBcc: eve@evil.example")]
    [InlineData("a b@c")]
    [InlineData("<a@b>")]
    public void Message_id_of_another_form_is_refused(string id) =>
        Should.Throw<ArgumentException>(() => MimeWriter.Write(SampleMail.Ordinary with { MessageId = id }));

    [Fact]
    public void Address_beyond_ascii_stands_in_the_header_as_utf8()
    {
        var mail = SampleMail.Ordinary with { To = SampleMail.Box("анна@пример.рф", "Анна") };
        MimeReading.Of(MimeWriter.Write(mail)).Header("To").ShouldBe("Анна <анна@xn--e1afmkfd.xn--p1ai>");
    }

    private static string Written(MailMessage mail) => Encoding.UTF8.GetString(MimeWriter.Write(mail));
}
