namespace PartnerGraph.Persistence.Databases;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Which database, and where. Bound from the settings Database__Provider and Database__ConnectionString.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    public string ConnectionString { get; set; } = "Data Source=data/partnergraph.db";

    /// <summary>PBKDF2 rounds for passwords of people and of the membership registry; tests lower them, since a hash costs 65 ms.</summary>
    public int PasswordIterations { get; set; } = 100_000;
}
