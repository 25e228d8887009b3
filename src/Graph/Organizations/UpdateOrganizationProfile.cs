using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Organizations;

public sealed record UpdateOrganizationProfileInput(
    int Version,
    string? LegalName,
    Address? Address,
    Contact? PrimaryContact,
    SupportContact? SupportContact,
    BusinessProfileInput? BusinessProfile
);

public sealed record BusinessProfileInput(
    string? About,
    IReadOnlyList<ProviderService> Services,
    Contact? Contact,
    Uri? Website
);

public sealed record UpdateOrganizationProfilePayload : Payload
{
    public OrganizationId? Organization { get; init; }
}

/// <summary>R74, R76: a partner keeps its profile up to date once it is in the program; before that there is the enrollment.</summary>
public sealed class UpdateOrganizationProfile(Database database, WebMailDomains webMail, TimeProvider clock)
    : IMutation<UpdateOrganizationProfileInput, UpdateOrganizationProfilePayload>
{
    public async Task<UpdateOrganizationProfilePayload> ExecuteAsync(
        UpdateOrganizationProfileInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var organization = await db.Organizations.SingleAsync(row => row.Id == caller.Organization, cancellation);
        if (ExpectedVersion.Refuse(db, organization, input.Version) is { } outdated)
        {
            return Conflict(organization, outdated);
        }

        var changed = organization.ChangeProfile(Changes(input), webMail, caller.ActorUser!.Value, clock.GetUtcNow());
        if (!changed.IsDone)
        {
            return new UpdateOrganizationProfilePayload { Errors = changed.Refusals };
        }

        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new UpdateOrganizationProfilePayload { Organization = organization.Id }
            : Conflict(organization, new ChangedMeanwhile());
    }

    /// <summary>With the state of now, so that the caller can build on it.</summary>
    private static UpdateOrganizationProfilePayload Conflict(Organization organization, Refusal refusal) =>
        new()
        {
            Organization = organization.Kind is OrganizationKind.Customer or OrganizationKind.Operator
                ? null
                : organization.Id,
            Errors = [refusal],
        };

    private static ProfileChanges Changes(UpdateOrganizationProfileInput input) =>
        new(
            input.LegalName,
            input.Address,
            input.PrimaryContact,
            input.SupportContact,
            input.BusinessProfile is { } business
                ? new BusinessProfile(business.About, business.Contact, business.Website)
                : null,
            input.BusinessProfile?.Services ?? []
        );
}
