using Microsoft.EntityFrameworkCore.Design;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.DesignTime;

/// <summary>The model alone is looked at: no database is opened.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(DesignTimeModel.Options<SqliteDb>(DatabaseProvider.Sqlite));
}

public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(DesignTimeModel.Options<PostgresDb>(DatabaseProvider.Postgres));
}
