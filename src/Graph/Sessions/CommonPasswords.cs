namespace PartnerGraph.Graph.Sessions;

/// <summary>Passwords that everybody tries first: from lists of leaked ones, keyboard walks, names, teams and the program's own words.</summary>
internal static class CommonPasswords
{
    private const string Resource = "PartnerGraph.Graph.Sessions.common-passwords.txt";

    public static IEnumerable<string> All()
    {
        using var stream =
            typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program has no {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
