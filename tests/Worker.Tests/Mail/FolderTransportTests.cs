using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;

namespace PartnerGraph.Worker.Tests.Mail;

public sealed class FolderTransportTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "mail-" + Guid.NewGuid().ToString("N"), "inner");

    [Fact]
    public async Task Mail_becomes_one_eml_file_that_can_be_read()
    {
        var outcome = await new FolderTransport(folder).SendAsync(SampleMail.Ordinary, CancellationToken.None);

        outcome.ShouldBeOfType<MailOutcome.Sent>();
        var file = Directory.GetFiles(folder).ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldBe("20260115T090000Z-019aab3c5d7e7f00a1b2c3d4e5f60718.eml");
        MimeReading.Of(await File.ReadAllBytesAsync(file)).Header("Subject").ShouldBe(SampleMail.Ordinary.Subject);
    }

    [Fact]
    public async Task Second_attempt_replaces_the_first()
    {
        var transport = new FolderTransport(folder);
        await transport.SendAsync(SampleMail.Ordinary, CancellationToken.None);
        await transport.SendAsync(SampleMail.Ordinary, CancellationToken.None);

        Directory.GetFiles(folder).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_defers_the_mail()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        await File.WriteAllTextAsync(folder, "a file where the folder should be");

        var outcome = await new FolderTransport(folder).SendAsync(SampleMail.Ordinary, CancellationToken.None);

        outcome.ShouldBeOfType<MailOutcome.Deferred>().Reason.ShouldStartWith("The mail folder could not be written");
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
}
