using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>Gives new rows their tenant, and throws where a row of another tenant would be written: that is a bug, never a refusal.</summary>
internal static class TenantStamp
{
    public static void Apply(PartnerGraphDb db, IEnumerable<EntityEntry> entries)
    {
        foreach (var entry in entries.Where(IsWritten))
        {
            if (NoTenant.Reasons.ContainsKey(entry.Metadata.ClrType) || entry.Metadata.IsOwned())
            {
                continue;
            }
            Stamp(db, entry);
        }
    }

    private static bool IsWritten(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;

    private static void Stamp(PartnerGraphDb db, EntityEntry entry)
    {
        var tenant = db.Tenant?.Organization;
        if (TenantOwnership.Writers.GetValueOrDefault(entry.Metadata.ClrType) is { } writers)
        {
            if (tenant is { } writer && !writers.Any(name => Equals(entry.Property(name).CurrentValue, writer)))
            {
                throw new ForeignTenantException(entry.Metadata.ClrType);
            }
            return;
        }

        var property = entry.Property("OrganizationId");
        var owner = (OrganizationId?)property.CurrentValue ?? default;
        if (entry.State == EntityState.Added && owner == default)
        {
            property.CurrentValue =
                tenant ?? throw new InvalidOperationException($"The new {entry.Metadata.ClrType.Name} has no tenant.");
            return;
        }
        var original = entry.State == EntityState.Added ? owner : (OrganizationId?)property.OriginalValue ?? default;
        if (tenant is { } expected && (owner != expected || original != expected))
        {
            throw new ForeignTenantException(entry.Metadata.ClrType);
        }
    }
}

/// <summary>A write that would have crossed into another organization.</summary>
public sealed class ForeignTenantException(Type entity)
    : InvalidOperationException($"A {entity.Name} of another organization was about to be written.");
