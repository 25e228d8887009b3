using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Leads;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Leads;

public sealed record CreateLeadInput(
    string Company,
    CountryCode Country,
    string ContactName,
    EmailAddress ContactEmail,
    string? Need,
    string? ProviderId
);

public sealed record CreateLeadPayload : Payload
{
    public LeadId? Lead { get; init; }
}

/// <summary>R43, R68: the program refers a possible customer to a provider, or a provider enters its own.</summary>
public sealed class CreateLead(Database database, TimeProvider clock) : IMutation<CreateLeadInput, CreateLeadPayload>
{
    public async Task<CreateLeadPayload> ExecuteAsync(
        CreateLeadInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var program = caller.OrganizationKind is OrganizationKind.Operator;
        await using var everyone = database.Open(LeadChange.Everyone);
        if (await ProviderAsync(everyone, caller, input.ProviderId, cancellation) is not { } provider)
        {
            Refusal missing = program && input.ProviderId is null ? new ValueRequired() : new NotFound();
            return new CreateLeadPayload { Errors = [missing.At("providerId")] };
        }

        var now = clock.GetUtcNow();
        // A provider knows what it enters itself.
        var told = program ? await LeadPeople.OfAsync(everyone, provider, cancellation) : [];
        var outcome = Lead.Enter(
            new LeadId(Guid.CreateVersion7(now)),
            new Prospect(input.Company, input.Country, input.ContactName, input.ContactEmail, input.Need),
            provider,
            program,
            new LeadStep(caller.Organization, caller.Actor, told),
            now
        );
        if (!outcome.TryGet(out var lead, out var refusals))
        {
            return new CreateLeadPayload { Errors = refusals };
        }

        await using var db = database.Open(Tenant.Of(caller.Organization));
        db.Leads.Add(lead);
        await db.SaveChangesAsync(cancellation);
        return new CreateLeadPayload { Lead = lead.Id };
    }

    /// <summary>The provider itself; for the program any provider.</summary>
    private static async Task<OrganizationId?> ProviderAsync(
        PartnerGraphDb db,
        Caller caller,
        string? id,
        CancellationToken cancellation
    )
    {
        var named = GlobalId.Read(NodeKind.Partner, id) is { } known
            ? new OrganizationId(known)
            : (OrganizationId?)null;
        if (caller.OrganizationKind is OrganizationKind.IndirectProvider)
        {
            return id is null || named == caller.Organization ? caller.Organization : null;
        }

        return
            named is { } provider
            && await db.Organizations.AnyAsync(
                row => row.Id == provider && row.Kind == OrganizationKind.IndirectProvider,
                cancellation
            )
            ? provider
            : null;
    }
}
