using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// Whether the model of a context carries the tenant filters. Work for everyone has a model without them, so that the filter of
/// a tenant's query stays one comparison instead of "everyone or mine", which no index serves.
/// </summary>
internal sealed class TenantFilterChoice(bool filtered, Type? except = null, bool overViews = false, bool told = false)
    : IDbContextOptionsExtension
{
    public bool Filtered => filtered;

    /// <summary>Whether PostgreSQL is told the tenant: with filters always, without them in tests of its policies alone.</summary>
    public bool Told => filtered || told;

    /// <summary>Whether tables are those of <see cref="TenantPolicies.Schema"/>: what policies are written with.</summary>
    public bool OverViews => overViews;

    /// <summary>An entity left unfiltered by a test that shows that its filter matters.</summary>
    public Type? Except => except;

    public bool AppliesTo(Type entity) => Filtered && entity != Except;

    public DbContextOptionsExtensionInfo Info => field ??= new ChoiceInfo(this);

    public void ApplyServices(IServiceCollection services)
    {
        // The choice changes the model and no service: see TenantModelKey.
    }

    public void Validate(IDbContextOptions options)
    {
        // Any choice goes with any other option.
    }

    private sealed class ChoiceInfo(TenantFilterChoice choice) : DbContextOptionsExtensionInfo(choice)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => choice.Filtered ? "tenant filters " : "no tenant filters ";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ChoiceInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["PartnerGraph:TenantFilters"] = choice.Filtered ? "on" : "off";
    }
}

/// <summary>One cached model per context type and filter choice.</summary>
internal sealed class TenantModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime)
    {
        var choice = ((PartnerGraphDb)context).FilterChoice;
        return (context.GetType(), choice.Filtered, choice.Except, choice.OverViews, designTime);
    }
}
