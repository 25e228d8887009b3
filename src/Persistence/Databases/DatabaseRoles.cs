using System.Text.RegularExpressions;

namespace PartnerGraph.Persistence.Databases;

/// <summary>
/// The two roles of PostgreSQL in which the program works. Neither owns a table, neither may pass by policies, nobody signs in as one of
/// them: a session begins in its role and stays there.
/// </summary>
public sealed partial record DatabaseRoles
{
    public const string DefaultPrefix = "partnergraph";

    public DatabaseRoles(string prefix)
    {
        if (!Name().IsMatch(prefix))
        {
            throw new DatabaseSettingsException(
                $"Database__Roles is \"{prefix}\", and must be a name of lower-case letters, digits and underscores, 40 at most."
            );
        }
        Tenant = $"{prefix}_tenant";
        Everyone = $"{prefix}_everyone";
    }

    /// <summary>Sees what concerns the tenant that it tells; nothing without one.</summary>
    public string Tenant { get; }

    /// <summary>Sees the rows of all, for work that says why (<see cref="Tenants.Tenant.Everyone"/>).</summary>
    public string Everyone { get; }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
