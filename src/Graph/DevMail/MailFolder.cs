namespace PartnerGraph.Graph.DevMail;

/// <summary>The mails that the folder transport wrote, newest first. An id is a file's name and must be one that the folder lists.</summary>
public sealed class MailFolder(string folder)
{
    private const int Shown = 500;
    private const int LargestMail = 5 * 1024 * 1024;

    public IReadOnlyList<StoredMail> List()
    {
        var files = Files()
            .OrderByDescending(f => f.LastWriteTimeUtc)
            .ThenByDescending(f => f.Name, StringComparer.Ordinal);
        return [.. files.Take(Shown).Select(f => Read(f)).OfType<StoredMail>()];
    }

    public StoredMail? Find(string id)
    {
        var file = Files().FirstOrDefault(f => string.Equals(f.Name, id, StringComparison.Ordinal));
        return file is null ? null : Read(file);
    }

    private IEnumerable<FileInfo> Files()
    {
        var place = new DirectoryInfo(folder);
        return place.Exists ? place.EnumerateFiles("*.eml").Where(f => f.Length <= LargestMail) : [];
    }

    // A mail may be moved away between the listing and the reading.
    private static StoredMail? Read(FileInfo file)
    {
        try
        {
            return new StoredMail(
                file.Name,
                file.LastWriteTimeUtc,
                MailMessage.Parse(File.ReadAllBytes(file.FullName))
            );
        }
        catch (IOException)
        {
            return null;
        }
    }
}

public sealed record StoredMail(string Id, DateTime WrittenAt, MailMessage Message);
