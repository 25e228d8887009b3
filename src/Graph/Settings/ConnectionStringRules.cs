using System.Data.Common;

namespace PartnerGraph.Graph.Settings;

/// <summary>What a connection string may not say, because tenants would meet in one session.</summary>
internal static class ConnectionStringRules
{
    private const string Name = "Database__ConnectionString";

    public static void Check(DatabaseProvider provider, string text)
    {
        var parts = Parts(text);
        if (provider == DatabaseProvider.Sqlite)
        {
            if (!parts.ContainsKey("Data Source") && !parts.ContainsKey("DataSource") && !parts.ContainsKey("Filename"))
                throw new WrongSettingException($"The setting {Name} must name a file by \"Data Source=…\" for Sqlite.");
            return;
        }
        if (!parts.ContainsKey("Host") && !parts.ContainsKey("Server"))
            throw new WrongSettingException($"The setting {Name} must name a server by \"Host=…\" for Postgres.");
        if (IsOn(parts, "Multiplexing"))
            throw new WrongSettingException($"The setting {Name} may not switch Multiplexing on: it mixes tenants in one session.");
        if (IsOn(parts, "No Reset On Close"))
            throw new WrongSettingException($"The setting {Name} may not set No Reset On Close: it keeps one tenant's session for the next.");
    }

    // A connection string holds a password: no sentence repeats it.
    private static DbConnectionStringBuilder Parts(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw new WrongSettingException($"The setting {Name} is not a connection string of the form \"Name=value;Name=value\".");
        }
    }

    private static bool IsOn(DbConnectionStringBuilder parts, string key) =>
        (parts.TryGetValue(key, out var value) || parts.TryGetValue(key.Replace(" ", "", StringComparison.Ordinal), out value))
        && bool.TryParse(value as string, out var on)
        && on;
}
