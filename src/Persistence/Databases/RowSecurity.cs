using Npgsql;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Databases;

/// <summary>
/// PostgreSQL's second wall behind the tenant filters: roles, policies on every table that has a tenant, and the proof that tenants
/// cannot pass by them. Part of migrating; whoever comes when all is there changes nothing.
/// </summary>
internal sealed class RowSecurity(Database database)
{
    private readonly DatabaseRoles roles = database.Roles;

    // The policies follow from this build alone: the same build need not write them again.
    private string Stamp => $"{typeof(RowSecurity).Assembly.ManifestModule.ModuleVersionId:N} {roles.Tenant}";

    public async Task<bool> IsMadeAsync(NpgsqlConnection owner, CancellationToken cancellationToken) =>
        await owner.AskAsync(
            $"""
            select coalesce(obj_description(to_regnamespace('{TenantPolicies.Schema}'), 'pg_namespace'), '') = $1
                and not exists (
                    select 1 from pg_policies
                    join pg_class on relname = tablename and relnamespace = schemaname::regnamespace
                    where schemaname = current_schema() and not (relrowsecurity and relforcerowsecurity)
                )
            """,
            cancellationToken,
            Stamp
        );

    /// <summary>
    /// Makes the roles where they are missing. Whoever owns the tables and whoever signs in for the program are members of both.
    /// </summary>
    public async Task MakeRolesAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        var login = new NpgsqlConnectionStringBuilder(database.ConnectionString).Username ?? owner.UserName;
        foreach (var role in (string[])[roles.Tenant, roles.Everyone])
        {
            await owner.DoAsync(
                $"""
                do $$
                begin
                    if to_regrole('{role}') is null then
                        create role {role} nologin nosuperuser nobypassrls;
                    end if;
                exception when duplicate_object or unique_violation then
                    null; -- another database of this server made it at this moment
                end $$;
                """,
                cancellationToken
            );
            foreach (var member in new[] { owner.UserName, login }.OfType<string>().Distinct())
            {
                await JoinAsync(owner, role, member, cancellationToken);
            }
        }
    }

    public Task DropPoliciesAsync(NpgsqlConnection owner, CancellationToken cancellationToken) =>
        InTransactionAsync(owner, PolicyScript.Drop, cancellationToken);

    /// <summary>In one transaction: others see the former policies or these.</summary>
    public async Task MakePoliciesAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        TenantPolicies policies;
        await using (var db = database.OpenOverViews())
        {
            policies = TenantPolicies.Of(db);
        }
        var script = string.Join(
            '\n',
            PolicyScript.Drop,
            PolicyScript.Create(policies, roles),
            Grants,
            $"comment on schema {TenantPolicies.Schema} is '{Stamp}';"
        );
        await InTransactionAsync(owner, script, cancellationToken);
    }

    /// <summary>Throws where the sessions of tenants could pass by the policies, whatever the reason.</summary>
    public async Task ProveAsync(CancellationToken cancellationToken)
    {
        await using var tenant = database.TenantConnection();
        await tenant.OpenAsync(cancellationToken);
        var held = await tenant.AskAsync(
            """
            select current_user = $1
                and not exists (select 1 from pg_roles where rolname = current_user and (rolsuper or rolbypassrls))
                and not exists (select 1 from pg_class where relowner = current_user::regrole and relkind = 'r')
                and not pg_has_role(current_user, $2, 'member')
            """,
            cancellationToken,
            roles.Tenant,
            roles.Everyone
        );
        if (!held)
        {
            throw new DatabaseSettingsException(
                $"Sessions for tenants must run in the role {roles.Tenant}, which owns no table, has no BYPASSRLS and is no member of {roles.Everyone}; they do not. Is there a connection pooler that drops the option role?"
            );
        }
    }

    private string Grants =>
        $"""
            do $$
            declare
                made record;
            begin
                execute format('grant usage on schema %I to {roles.Tenant}, {roles.Everyone}', current_schema());
                execute format('grant usage, select on all sequences in schema %I to {roles.Tenant}, {roles.Everyone}', current_schema());
                for made in select relname from pg_class
                    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relname not like '\_\_%'
                loop
                    execute format('grant select, insert, update, delete on %I to {roles.Tenant}, {roles.Everyone}', made.relname);
                end loop;
            end $$;
            grant select on "__EFMigrationsHistory" to {roles.Everyone};
            create schema if not exists {DatabaseConnections.ScheduleSchema};
            grant usage, create on schema {DatabaseConnections.ScheduleSchema} to {roles.Everyone};
            """;

    private static Task JoinAsync(
        NpgsqlConnection owner,
        string role,
        string member,
        CancellationToken cancellationToken
    ) =>
        owner.DoAsync(
            $"""
            do $$
            begin
                if not pg_has_role('{member.Replace("'", "''", StringComparison.Ordinal)}', '{role}', 'member') then
                    grant {role} to "{member.Replace("\"", "\"\"", StringComparison.Ordinal)}";
                end if;
            end $$;
            """,
            cancellationToken
        );

    private static async Task InTransactionAsync(
        NpgsqlConnection owner,
        string script,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await owner.BeginTransactionAsync(cancellationToken);
        await owner.DoAsync(script, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
