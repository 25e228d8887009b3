using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Tenants;

/// <summary>A PostgreSQL database full of random rows of several tenants, looked at through one wall or the other.</summary>
public sealed class RowSecurityWorld : IAsyncLifetime
{
    private readonly PostgresFixture fixture = new();

    public PostgresFixture Fixture => fixture;

    public IReadOnlyList<OrganizationId> Tenants { get; private set; } = [];

    /// <summary>Everything of the model that some tenant owns and that has a filter of its own.</summary>
    public IReadOnlyList<IEntityType> Owned { get; private set; } = [];

    /// <summary>Filters and no policies, policies and no filters.</summary>
    internal Database Filters { get; private set; } = null!;

    internal Database Policies { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await fixture.InitializeAsync();
        Filters = fixture.Walled(filters: true, policies: false);
        Policies = fixture.Walled(filters: false, policies: true);
        await using var db = fixture.OpenAll();
        var model = db.GetService<IDesignTimeModel>().Model;
        var rows = new RandomRows(model, seed: 20261122);
        await rows.WriteAsync(Superuser);
        Tenants = rows.Organizations;
        Owned =
        [
            .. model
                .GetEntityTypes()
                .Where(entity => !entity.IsOwned() && !NoTenant.Reasons.ContainsKey(entity.ClrType))
                .OrderBy(entity => entity.Name, StringComparer.Ordinal),
        ];
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    /// <summary>Past every wall.</summary>
    public string Superuser =>
        new NpgsqlConnectionStringBuilder(fixture.ConnectionString) { Pooling = false }.ConnectionString;

    /// <summary>A connection of the pool that tenants use, with no tenant told.</summary>
    public async Task<NpgsqlConnection> TenantConnectionAsync(int? only = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(Policies.TenantConnection().ConnectionString);
        if (only is { } connections)
            settings.MaxPoolSize = connections;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The keys of all rows of an entity that a tenant sees, in order.</summary>
    internal async Task<IReadOnlyList<string>> KeysAsync(Database database, OrganizationId tenant, IEntityType entity)
    {
        await using var db = database.Open(Tenant.Of(tenant));
        return await KeysAsync(db, entity);
    }

    public static Task<IReadOnlyList<string>> KeysAsync(PartnerGraphDb db, IEntityType entity)
    {
        var read = typeof(RowSecurityWorld).GetMethod(
            nameof(ReadAsync),
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static
        )!;
        return (Task<IReadOnlyList<string>>)read.MakeGenericMethod(entity.ClrType).Invoke(null, [db, entity])!;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync<TEntity>(PartnerGraphDb db, IEntityType entity)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var keys = entity
            .FindPrimaryKey()!
            .Properties.Select(property =>
                Expression.Convert(
                    Expression.Call(
                        typeof(EF),
                        nameof(EF.Property),
                        [property.ClrType],
                        row,
                        Expression.Constant(property.Name)
                    ),
                    typeof(object)
                )
            );
        var selector = Expression.Lambda<Func<TEntity, object[]>>(Expression.NewArrayInit(typeof(object), keys), row);
        var rows = await db.Set<TEntity>().AsNoTracking().Select(selector).ToListAsync();
        return [.. rows.Select(key => string.Join('/', key)).Order(StringComparer.Ordinal)];
    }

    public static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
