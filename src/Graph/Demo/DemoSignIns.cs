using System.Text;
using PartnerGraph.Domain.Access;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Demo;

/// <summary>The table of the demo world's sign-ins: on the console at a start in Development, and in the README.</summary>
public static class DemoSignIns
{
    /// <summary>Everybody of the partners and the operator, and one customer's admin: the other customers are alike.</summary>
    public static IEnumerable<(DemoOrganization Organization, DemoPerson Person)> All =>
        from organization in (DemoOrganization[])
            [DemoCast.Operator, .. DemoCast.Providers, .. DemoCast.Resellers, DemoCustomers.Bakery]
        from person in organization.Kind() is "customer" ? organization.People[..1] : organization.People
        select (organization, person);

    public static string Table()
    {
        var rows = All.Select(one =>
                (
                    one.Person.Email,
                    Organization: $"{one.Organization.Name} ({one.Organization.Kind()})",
                    Roles(one.Person)
                )
            )
            .ToList();
        var email = rows.Max(row => row.Email.Length);
        var organization = rows.Max(row => row.Organization.Length);
        var table = new StringBuilder();
        table.AppendLine($"The demo world. Everybody's password: {DemoCast.Password}");
        foreach (var row in rows)
            table.AppendLine($"  {row.Email.PadRight(email)}  {row.Organization.PadRight(organization)}  {row.Item3}");
        table.AppendLine(
            $"  Every customer has an admin@ of its domain. To enroll: membership account \"{DemoCast.MembershipUser}\", same password."
        );
        return table.ToString();
    }

    public static string Roles(DemoPerson person)
    {
        string[] levels =
        [
            .. person.Admin is AdminRole.NotAnAdmin ? Array.Empty<string>() : [SchemaName(person.Admin)],
            .. person.Agent is AgentRole.NotAnAgent ? Array.Empty<string>() : [SchemaName(person.Agent)],
        ];
        var roles = levels.Length == 0 ? "no role" : string.Join(" + ", levels);
        return person.Temporary ? $"{roles}, temporary password" : roles;
    }

    private static string Kind(this DemoOrganization organization) =>
        organization == DemoCast.Operator ? "operator"
        : DemoCast.Providers.Contains(organization) ? "provider"
        : DemoCast.Resellers.Contains(organization) ? "reseller"
        : "customer";

    private static string SchemaName<T>(T role)
        where T : struct, Enum =>
        string.Concat(
            role.ToString().Select((c, index) => index > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}")
        );
}
