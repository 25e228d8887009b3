using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// Gives every tenant-owned entity its named filter. An entity with a property OrganizationId belongs to that organization;
/// other ways to belong are declared in <see cref="TenantOwnership"/>; what has no tenant is in <see cref="NoTenant"/> with a reason.
/// </summary>
internal sealed class TenantFilters(PartnerGraphDb db)
{
    /// <summary>The filter's name, for whoever looks the model over.</summary>
    public const string Name = "tenant";

    public void Apply(ModelBuilder builder)
    {
        var filters = new TenantOwnership(db).Filters;
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => !entity.IsOwned()).ToList())
        {
            if (!db.FilterChoice.AppliesTo(entity.ClrType) || NoTenant.Reasons.ContainsKey(entity.ClrType))
            {
                continue;
            }
            var filter = filters.GetValueOrDefault(entity.ClrType) ?? ByOrganizationId(entity.ClrType);
            builder.Entity(entity.ClrType).HasQueryFilter(Name, filter);
        }
    }

    /// <summary>The filter of an entity that is not in <see cref="NoTenant"/>.</summary>
    public LambdaExpression Of(Type entity) =>
        new TenantOwnership(db).Filters.GetValueOrDefault(entity) ?? ByOrganizationId(entity);

    private LambdaExpression ByOrganizationId(Type entity)
    {
        var property =
            entity.GetProperty("OrganizationId")
            ?? throw new InvalidOperationException(
                $"{entity.Name} has no tenant: give it an OrganizationId, or declare it in TenantOwnership, or in NoTenant with a reason."
            );
        var row = Expression.Parameter(entity, "row");
        var current = Expression.Property(
            Expression.Constant(db, typeof(PartnerGraphDb)),
            nameof(PartnerGraphDb.CurrentOrganization)
        );
        Expression mine =
            property.PropertyType == typeof(OrganizationId)
                ? current
                : Expression.Convert(current, property.PropertyType);
        return Expression.Lambda(Expression.Equal(Expression.Property(row, property), mine), row);
    }
}
