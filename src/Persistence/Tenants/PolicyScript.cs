using System.Text;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// The policies as one statement after another, to be run in one transaction by the owner of the tables: all that an earlier version
/// left goes, all that holds now is made. The views belong to the role that sees everything, so that a policy which looks through one
/// does not call for further policies; they show what concerns the current tenant, so that nobody learns anything by asking them.
/// </summary>
internal static class PolicyScript
{
    /// <summary>Takes away what stands on columns, so that a migration may change those. Without policies a tenant sees nothing.</summary>
    public const string Drop = $"""
        do $$
        declare
            old record;
        begin
            for old in select policyname, tablename from pg_policies
                where schemaname = current_schema() and policyname like 'tenant\_%'
            loop
                execute format('drop policy %I on %I', old.policyname, old.tablename);
            end loop;
        end $$;
        drop schema if exists {TenantPolicies.Schema} cascade;
        """;

    public static string Create(TenantPolicies policies, DatabaseRoles roles)
    {
        var script = new StringBuilder();
        script.AppendLine(
            $"""
            create schema {TenantPolicies.Schema};
            grant usage on schema {TenantPolicies.Schema} to {roles.Tenant};
            grant usage, create on schema {TenantPolicies.Schema} to {roles.Everyone};
            """
        );
        foreach (var table in policies.Tables)
        {
            Everyone(script, table.Table, roles);
        }
        foreach (var view in policies.Views)
        {
            script.AppendLine(
                $"""
                create view {TenantPolicies.Schema}.{view.Name} as select * from {view.Table} where {view.Shows};
                alter view {TenantPolicies.Schema}.{view.Name} owner to {roles.Everyone};
                grant select on {TenantPolicies.Schema}.{view.Name} to {roles.Tenant};
                """
            );
        }
        foreach (var table in policies.Tables)
        {
            Tenants(script, table, roles);
        }
        return script.ToString();
    }

    private static void Everyone(StringBuilder script, string table, DatabaseRoles roles) =>
        script.AppendLine(
            $"""
            alter table {table} enable row level security;
            alter table {table} force row level security;
            drop policy if exists everyone on {table};
            create policy everyone on {table} to {roles.Everyone} using (true) with check (true);
            """
        );

    private static void Tenants(StringBuilder script, TablePolicy policy, DatabaseRoles roles)
    {
        var (table, role) = (policy.Table, roles.Tenant);
        script.AppendLine($"create policy tenant_reads on {table} for select to {role} using ({policy.Reads});");
        if (policy.Writes is not { } writes)
        {
            return;
        }
        script.AppendLine(
            $"""
            create policy tenant_adds on {table} for insert to {role} with check ({writes.Adds});
            create policy tenant_changes on {table} for update to {role} using ({writes.Changes}) with check ({writes.Changes});
            create policy tenant_deletes on {table} for delete to {role} using ({writes.Changes});
            """
        );
    }
}
