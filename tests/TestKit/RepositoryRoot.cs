namespace PartnerGraph.TestKit;

/// <summary>The folder that holds PartnerGraph.sln, found upwards from the running test.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> Found = new(Find);

    public static string Path => Found.Value;

    public static string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "PartnerGraph.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"No PartnerGraph.sln above {AppContext.BaseDirectory}.");
    }
}
