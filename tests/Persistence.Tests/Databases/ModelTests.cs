using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Tests.Databases;

public sealed class ModelTests
{
    [Fact]
    public void The_model_and_the_migrations_for_SQLite_are_the_same()
    {
        using var db = new SqliteDb(DesignTimeModel.Options<SqliteDb>(DatabaseProvider.Sqlite));
        db.Database.HasPendingModelChanges().ShouldBeFalse("run dotnet-ef: see CONTRIBUTING.md");
    }

    [Fact]
    public void The_model_and_the_migrations_for_PostgreSQL_are_the_same()
    {
        using var db = new PostgresDb(DesignTimeModel.Options<PostgresDb>(DatabaseProvider.Postgres));
        db.Database.HasPendingModelChanges().ShouldBeFalse("run dotnet-ef: see CONTRIBUTING.md");
    }

    [Fact]
    public void Every_entity_is_filtered_by_tenant_or_says_why_not()
    {
        using var db = new SqliteDb(DesignTimeModel.Options<SqliteDb>(DatabaseProvider.Sqlite));
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            var filtered = entity.FindDeclaredQueryFilter("tenant") is not null;
            var excused = NoTenant.Reasons.ContainsKey(entity.ClrType);
            (filtered ^ excused).ShouldBeTrue(entity.ClrType.Name);
        }
    }

    [Fact]
    public void Tables_and_columns_are_in_snake_case()
    {
        using var db = new PostgresDb(DesignTimeModel.Options<PostgresDb>(DatabaseProvider.Postgres));
        var names = db
            .Model.GetEntityTypes()
            .SelectMany(entity =>
                entity
                    .GetProperties()
                    .Select(property => property.GetColumnName())
                    .Append(entity.GetTableName() ?? entity.GetViewName()!)
            );
        foreach (var name in names)
        {
            name.ShouldMatch("^[a-z][a-z0-9_]*$");
        }
    }
}
