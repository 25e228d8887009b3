using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Commands;

/// <summary>
/// What a command does, for the audit trail of the operator's organization and of those whose account it changes. Which person typed it the
/// program does not know: whoever may run it there, runs the installation.
/// </summary>
internal static class OperatorActs
{
    private static readonly Tenant Everyone = Tenant.Everyone("A command finds out who the operator is.");

    /// <param name="services">The command's.</param>
    /// <param name="command">As it is typed, without its arguments: those may be addresses.</param>
    public static async Task<Act> OfAsync(IServiceProvider services, string command)
    {
        await using var db = services.GetRequiredService<Database>().Open(Everyone);
        var organization = await db
            .Organizations.Where(row => row.Kind == OrganizationKind.Operator)
            .OrderBy(row => row.Id)
            .Select(row => (OrganizationId?)row.Id)
            .FirstOrDefaultAsync();
        return Act.OfCommand(command, organization);
    }
}
