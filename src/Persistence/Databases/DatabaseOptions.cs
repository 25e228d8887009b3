namespace PartnerGraph.Persistence.Databases;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Which database, and where. Bound from the settings Database__….</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    public string ConnectionString { get; set; } = "Data Source=data/partnergraph.db";

    /// <summary>PostgreSQL: whoever owns the tables and changes them. Null where <see cref="ConnectionString"/> signs in as the owner.</summary>
    public string? OwnerConnectionString { get; set; }

    /// <summary>What the names of <see cref="DatabaseRoles"/> begin with: installations on one server need a prefix each.</summary>
    public string Roles { get; set; } = DatabaseRoles.DefaultPrefix;

    /// <summary>PBKDF2 rounds for passwords of people and of the membership registry; tests lower them, since a hash costs 65 ms.</summary>
    public int PasswordIterations { get; set; } = 100_000;
}
