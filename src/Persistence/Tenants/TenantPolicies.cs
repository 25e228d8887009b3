using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>What PostgreSQL lets a tenant read and write of a table, as conditions on its rows.</summary>
/// <param name="Writes">Null where the system alone writes.</param>
internal sealed record TablePolicy(string Table, string Reads, TableWrites? Writes);

/// <param name="Adds">Of a new row.</param>
/// <param name="Changes">Of a row that is changed or deleted, before and after.</param>
internal sealed record TableWrites(string Adds, string Changes);

/// <summary>A view that policies look through: of the rows of its table those that concern the current tenant.</summary>
internal sealed record PolicyView(string Name, string Table, string Shows);

/// <summary>
/// The tenant filters once more as conditions in SQL, for PostgreSQL's row-level security. EF Core itself writes them, from the same
/// declarations as the filters: an entity that has a filter has a policy, and the two cannot say different things.
/// </summary>
internal sealed class TenantPolicies
{
    /// <summary>Of the views; nothing else lies there.</summary>
    public const string Schema = "tenancy";

    /// <summary>The current tenant in SQL: null, which is equal to nothing, where none was told.</summary>
    public const string CurrentTenant = "nullif(current_setting('app.tenant', true), '')::uuid";

    // Stands for the current tenant while EF Core writes the conditions.
    private static readonly OrganizationId Anybody = new(new Guid("5ee0e5ee-0000-4000-8000-00000000a11b"));

    private readonly PartnerGraphDb db;
    private readonly List<TablePolicy> tables = [];
    private readonly Dictionary<string, PolicyView> views = [];

    /// <param name="db">Over a model made with <see cref="TenantFilterChoice.OverViews"/>.</param>
    private TenantPolicies(PartnerGraphDb db)
    {
        this.db = db;
        db.Tenant = Tenant.Of(Anybody);
    }

    public IReadOnlyList<TablePolicy> Tables => tables;

    /// <summary>A view stands behind those that it looks through.</summary>
    public IReadOnlyList<PolicyView> Views { get; private set; } = [];

    public static TenantPolicies Of(PartnerGraphDb db)
    {
        var policies = new TenantPolicies(db);
        foreach (var entity in db.Model.GetEntityTypes().OrderBy(entity => entity.Name, StringComparer.Ordinal))
        {
            policies.Add(entity);
        }
        policies.Views = PolicyViews.Used(policies.tables, policies.views);
        return policies;
    }

    /// <summary>Has EF Core read the views in place of the tables.</summary>
    public static void NameViews(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetViewName() is { } view)
            {
                entity.SetViewName($"{view}_lookup");
                entity.SetViewSchema(Schema);
            }
            else
            {
                entity.SetSchema(Schema);
            }
        }
    }

    private void Add(IEntityType entity)
    {
        if (entity.GetViewName() is { } view)
        {
            var table = view[..^"_lookup".Length];
            views.Add(view, new PolicyView(view, table, AnyOf(table, OrganizationColumns(entity))));
            return;
        }
        var root = Root(entity);
        if (NoTenant.Reasons.ContainsKey(root.ClrType))
        {
            return;
        }
        var name = entity.GetTableName()!;
        if (!entity.IsOwned())
        {
            AddTable(entity, name);
        }
        else if (entity.FindOwnership() is { } ownership && ownership.PrincipalEntityType.GetTableName() != name)
        {
            var through = ThroughOwner(ownership, name);
            tables.Add(new TablePolicy(name, through, new TableWrites(through, through)));
        }
    }

    private static IEntityType Root(IEntityType entity) =>
        entity.FindOwnership() is { } ownership ? Root(ownership.PrincipalEntityType) : entity;

    private void AddTable(IEntityType entity, string table)
    {
        var type = entity.ClrType;
        var reads = ConditionOf(type, table);
        views.Add(table, new PolicyView(table, table, reads));
        if (TenantOwnership.WrittenBySystem.Contains(type))
        {
            tables.Add(new TablePolicy(table, reads, Writes: null));
            return;
        }
        var writers = TenantOwnership.Writers.GetValueOrDefault(type, ["OrganizationId"]);
        var writes = AnyOf(table, writers.Select(name => Column(entity, name)));
        var changes = TenantOwnership.ChangedByViewers.Contains(type) ? reads : writes;
        tables.Add(new TablePolicy(table, reads, new TableWrites(writes, changes)));
    }

    /// <summary>A row of an aggregate's own table shows and is written with the aggregate's.</summary>
    private static string ThroughOwner(IForeignKey ownership, string table)
    {
        var owner = ownership.PrincipalEntityType.GetTableName()!;
        var keys = ownership
            .Properties.Zip(ownership.PrincipalKey.Properties)
            .Select(pair => $"owner.\"{pair.Second.GetColumnName()}\" = {table}.\"{pair.First.GetColumnName()}\"");
        return $"exists (select 1 from {Schema}.{owner} as owner where {string.Join(" and ", keys)})";
    }

    private static string AnyOf(string table, IEnumerable<string> columns) =>
        string.Join(" or ", columns.Select(column => $"{table}.\"{column}\" = {CurrentTenant}"));

    private static IEnumerable<string> OrganizationColumns(IEntityType lookup) =>
        from property in lookup.GetProperties()
        where property.ClrType == typeof(OrganizationId) || property.ClrType == typeof(OrganizationId?)
        select property.GetColumnName();

    private static string Column(IEntityType entity, string property) =>
        entity.FindProperty(property)?.GetColumnName()
        ?? throw new InvalidOperationException(
            $"{entity.ClrType.Name} has a filter and no {property}. Say in TenantOwnership who writes its rows: in Writers the properties that name those organizations ([typeof({entity.ClrType.Name})] = [nameof({entity.ClrType.Name}.…)]), or in WrittenBySystem where no tenant does."
        );

    private string ConditionOf(Type entity, string table)
    {
        var write = typeof(TenantPolicies).GetMethod(
            nameof(Written),
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance
        )!;
        return (string)write.MakeGenericMethod(entity).Invoke(this, [new TenantFilters(db).Of(entity), table])!;
    }

    private string Written<TEntity>(Expression<Func<TEntity, bool>> filter, string table)
        where TEntity : class
    {
        using var command = db.Set<TEntity>().Where(filter).Select(row => 1).CreateDbCommand();
        return PolicyCondition.Of(command, table, Anybody.Value);
    }
}
