namespace PartnerGraph.Persistence.Tests.Tenants;

/// <summary>Each tenant filter is taken away in turn: rows of others show, so that none stands for nothing; PostgreSQL's policy shows none of them.</summary>
public sealed class FilterRemovalTests(RowSecurityWorld world) : IClassFixture<RowSecurityWorld>
{
    [Fact]
    public async Task Without_its_filter_an_entity_shows_other_tenants_rows()
    {
        foreach (var entity in world.Owned)
        {
            var opened = world.Fixture.Unfiltered(entity.ClrType);
            var more = 0;
            foreach (var tenant in world.Tenants)
            {
                var due = await world.KeysAsync(world.Filters, tenant, entity);
                var shown = await world.KeysAsync(opened, tenant, entity);
                due.Except(shown).ShouldBeEmpty(entity.ClrType.Name);
                more += shown.Count - due.Count;
            }
            more.ShouldBeGreaterThan(0, entity.ClrType.Name);
        }
    }

    [Fact]
    public async Task Without_its_filter_the_policy_shows_what_the_filter_would()
    {
        foreach (var entity in world.Owned)
        {
            var opened = world.Fixture.Unfiltered(entity.ClrType, policies: true);
            foreach (var tenant in world.Tenants)
            {
                var due = await world.KeysAsync(world.Filters, tenant, entity);
                (await world.KeysAsync(opened, tenant, entity)).ShouldBe(due, $"{entity.ClrType.Name} for {tenant}");
            }
        }
    }
}
