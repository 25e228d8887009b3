using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Demo;

/// <summary>
/// A small world to walk through, made by the program's own rules in one transaction, in a database that has no organization yet: never
/// beside anybody's data, and never twice.
/// </summary>
internal sealed class DemoWorld(Database database, DemoTools tools)
{
    private static readonly Tenant Everyone = Tenant.Everyone("A demo world has many tenants.");

    public async Task<bool> HasRoomAsync(CancellationToken cancellation)
    {
        await using var db = database.Open(Everyone);
        return !await db.Organizations.AnyAsync(cancellation);
    }

    /// <summary>Whether the demo world is there, made now or at an earlier start.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellation)
    {
        var one = DemoPartners.Id(DemoCast.Birch);
        await using var db = database.Open(Everyone);
        return await db.Organizations.AnyAsync(row => row.Id == one, cancellation);
    }

    /// <summary>To be called where there was room before the operator of the settings was made, who becomes the demo's operator too.</summary>
    public async Task MakeAsync(CancellationToken cancellation)
    {
        await using var db = database.Open(Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var stage = new DemoStage(db, tools);
        await EnterOperatorAsync(stage, cancellation);
        var partners = new DemoPartners(stage);
        await partners.EnterAsync();
        await new DemoCustomerRelationships(stage, partners).EnterAsync();
        await new DemoOrders(stage).EnterAsync();
        new DemoSupport(stage).Enter();
        new DemoLeads(stage, partners).Enter();
        new DemoInvitations(stage, partners).EnterOpenOnes();
        DemoMemberships.Enter(stage);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task EnterOperatorAsync(DemoStage stage, CancellationToken cancellation)
    {
        var cast = DemoCast.Operator;
        var at = stage.DaysAgo(340);
        var organization =
            await OperatorAsync(stage.Db, cancellation)
            ?? DemoStage.Done(
                Organization.CreateOperator(DemoPartners.Id(cast), cast.Name, CountryCode.Parse(cast.Country), at)
            );
        stage.Enter(cast, organization);
        await stage.EnterAsync(cast, cast.Admin, at);
    }

    private static Task<Organization?> OperatorAsync(PartnerGraphDb db, CancellationToken cancellation) =>
        db.Organizations.SingleOrDefaultAsync(row => row.Kind == OrganizationKind.Operator, cancellation);
}
