using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Architecture.Tests;

/// <summary>Nobody can add a table and forget whose rows it holds.</summary>
public sealed class TenancyTests
{
    public static TheoryData<DatabaseProvider, string> Providers =>
        new()
        {
            { DatabaseProvider.Sqlite, "Data Source=/nowhere/none.db" },
            // The model is looked at; nothing connects.
            { DatabaseProvider.Postgres, "Host=127.0.0.1;Database=none;Username=nobody" },
        };

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Every_entity_is_filtered_by_tenant_or_on_the_list_with_a_reason(
        DatabaseProvider provider,
        string connectionString
    )
    {
        var options = new DatabaseOptions { Provider = provider, ConnectionString = connectionString };
        var database = new Database(options, new EventSignal(), new OutboxSignal(), TimeProvider.System);
        await using var db = database.Open(Tenant.Of(new OrganizationId(Guid.NewGuid())));

        var unfiltered =
            from entity in db.Model.GetEntityTypes()
            where !entity.IsOwned() && entity.GetDeclaredQueryFilters().Count == 0
            select entity.ClrType;

        unfiltered.Except(NoTenant.Reasons.Keys).ShouldBeEmpty("these have neither a tenant filter nor a reason");
    }

    [Fact]
    public void The_list_without_tenant_is_short_and_says_why()
    {
        NoTenant.Reasons.Count.ShouldBeLessThanOrEqualTo(12);
        NoTenant.Reasons.Values.ShouldAllBe(reason => reason.EndsWith('.') && reason.Length > 20);
    }
}
