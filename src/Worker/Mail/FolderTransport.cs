using PartnerGraph.Worker.Mail.Dkim;

namespace PartnerGraph.Worker.Mail;

/// <summary>
/// Writes each mail as one .eml file, for development and for a drop folder. A file appears complete or not at all, and
/// a second attempt at the same mail replaces the first.
/// </summary>
public sealed class FolderTransport : IMailTransport
{
    private readonly string _folder;
    private readonly MailBytes _bytes;

    /// <param name="dkim">Null: mails are not signed.</param>
    public FolderTransport(string folder, DkimSigner? dkim = null)
    {
        _folder = Path.GetFullPath(folder);
        _bytes = new MailBytes(dkim);
    }

    public async Task<MailOutcome> SendAsync(MailMessage mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var name = FileName(mail);
        // A dot in front and another ending: whoever lists *.eml never sees half a mail.
        var temporary = Path.Combine(_folder, $".{name}.part");
        try
        {
            Directory.CreateDirectory(_folder);
            await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(_bytes.Of(mail), cancellationToken);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, Path.Combine(_folder, name), overwrite: true);
            return new MailOutcome.Sent();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new MailOutcome.Deferred($"The mail folder could not be written ({fault.GetType().Name}).");
        }
    }

    public Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            return Task.FromResult<string?>(null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<string?>($"The mail folder cannot be written ({fault.GetType().Name}).");
        }
    }

    // Sorted by date in any file list; the Message-ID tells mails of one second apart.
    private static string FileName(MailMessage mail)
    {
        var id = new string([.. mail.MessageId.TakeWhile(c => c != '@').Where(char.IsAsciiLetterOrDigit)]);
        return $"{mail.Date.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{id}.eml";
    }
}
