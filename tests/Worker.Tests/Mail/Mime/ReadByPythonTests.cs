using PartnerGraph.Worker.Mail.Mime;
using PartnerGraph.Worker.Tests.Python;

namespace PartnerGraph.Worker.Tests.Mail.Mime;

public sealed class ReadByPythonTests
{
    [Fact]
    public async Task Python_reads_fifty_hostile_names_as_names()
    {
        await using var reader = PythonMail.StartReader();
        foreach (var row in HostileText.All)
        {
            var hostile = row.Data;
            var to = SampleMail.Box("anna@contoso.example", hostile);
            var raw = MimeWriter.Write(
                SampleMail.Ordinary with
                {
                    Subject = hostile,
                    To = to,
                    Text = hostile + "\nend",
                }
            );

            var read = await PythonMail.ReadAsync(reader, raw);

            read.Subject.ShouldBe(HostileText.AsOneLine(hostile));
            // Python keeps the white space between two encoded words of a display name, against RFC 2047, section 6.2.
            WithoutSpaces(read.ToName).ShouldBe(WithoutSpaces(HostileText.AsOneLine(hostile)));
            read.ToAddress.ShouldBe("anna@contoso.example");
            read.FromAddress.ShouldBe("no-reply@partners.example");
            read.MessageId.ShouldBe("<019aab3c5d7e7f00a1b2c3d4e5f60718@partners.example>");
            read.Date.ShouldBe("2026-01-15T09:00:00+00:00");
            read.HeaderNames.Length.ShouldBe(9);
            read.Defects.ShouldBeEmpty();
        }
    }

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
