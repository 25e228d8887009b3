using System.Security.Cryptography;

namespace PartnerGraph.Graph.Settings;

/// <summary>The key of links on a developer's machine: made at the first start and kept, so that yesterday's mails still lead somewhere.</summary>
internal static class DevelopmentKey
{
    public static byte[] In(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "links.key");
        Directory.CreateDirectory(dataFolder);
        if (!File.Exists(file))
            Make(dataFolder, file);
        var key = Read(file);
        return key.Length == 32
            ? key
            : throw new WrongSettingException(
                $"The file {file} must hold 32 bytes in base64: delete it, or set Links__Key."
            );
    }

    // Written aside and moved: of two first starts at once both end up with the one key that came first.
    private static void Make(string folder, string file)
    {
        var aside = Path.Combine(folder, $"links.{Environment.ProcessId}.key.new");
        File.WriteAllText(aside, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(aside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
        }
    }

    private static byte[] Read(string file)
    {
        try
        {
            return Convert.FromBase64String(File.ReadAllText(file).Trim());
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
