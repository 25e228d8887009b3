using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Organizations;

/// <summary>What changes of a partner's profile; null leaves a part as it is. A part that is given stands for the whole part.</summary>
public sealed record ProfileChanges(
    string? LegalName,
    Address? Address,
    Contact? PrimaryContact,
    SupportContact? SupportContact,
    BusinessProfile? Business,
    IReadOnlyCollection<ProviderService> Services
)
{
    internal bool TouchesLegal => LegalName is not null || Address is not null || PrimaryContact is not null;
}

public sealed partial class Organization
{
    /// <summary>
    /// R74, R76: after approval. Name, address and contact need no new review, but each change is told with who made it; the country
    /// stays, since the MPN ID was proven for it.
    /// </summary>
    public Outcome ChangeProfile(ProfileChanges changes, WebMailDomains webMail, UserId by, DateTimeOffset now)
    {
        if (!IsPartner || !IsApproved)
        {
            return new NotInProgram();
        }

        var legal = LegalProfile.WhenComplete(
            changes.LegalName?.Trim() ?? LegalProfile?.LegalName,
            changes.Address ?? LegalProfile?.Address,
            changes.PrimaryContact ?? LegalProfile?.PrimaryContact
        );
        List<Refusal> refusals = [.. CheckLegal(changes, legal, webMail), .. CheckPresented(changes, webMail)];
        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        if (changes.Business is { } business)
        {
            var described = DescribeBusiness(business, changes.Services);
            if (!described.IsDone)
            {
                return Outcome.Refused([.. described.Refusals.Under("businessProfile")]);
            }

            Raise(new OrganizationProfileChanged(Id, by, ProfilePart.BusinessProfile, now));
        }

        if (changes.TouchesLegal && LegalProfile != legal)
        {
            LegalProfile = legal;
            Raise(new OrganizationProfileChanged(Id, by, ProfilePart.LegalProfile, now));
        }

        if (changes.SupportContact is { } support && SupportContact != support)
        {
            SupportContact = support;
            Raise(new OrganizationProfileChanged(Id, by, ProfilePart.SupportContact, now));
        }

        return Outcome.Done;
    }

    /// <summary>
    /// R10: a reseller that was in the program before this installation was. It owes nothing but its support contact, which its
    /// enrollment asks for.
    /// </summary>
    public Outcome JoinAsMember(string mpnId, LegalProfile legal, WebMailDomains webMail, DateTimeOffset now)
    {
        List<Refusal> refusals =
        [
            .. Checks.Where(
                TextRules.Line(mpnId, 50)?.At("mpnId"),
                TextRules.Line(legal.LegalName)?.At("legalName"),
                OnWebMail(legal.PrimaryContact, webMail)?.At("contactEmail")
            ),
            .. legal.Address.Check(),
            .. legal.PrimaryContact.Check(),
        ];
        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        MpnId = mpnId.Trim();
        LegalProfile = legal;
        ApprovedAt = now;
        return Outcome.Done;
    }

    private IEnumerable<Refusal> CheckLegal(ProfileChanges changes, LegalProfile? complete, WebMailDomains webMail)
    {
        var country = LegalProfile?.Address.Country ?? Country;
        return
        [
            .. Checks.Where(
                TextRules.OptionalLine(changes.LegalName)?.At("legalName"),
                changes.Address is { } address && address.Country != country
                    ? new CountryFixed(country.Value).At("address", "country")
                    : null,
                OnWebMail(changes.PrimaryContact, webMail)?.At("primaryContact", "email")
            ),
            .. changes.Address?.Check().Under("address") ?? [],
            .. changes.PrimaryContact?.Check().Under("primaryContact") ?? [],
            .. changes.TouchesLegal && complete is null ? MissingParts(changes) : [],
        ];
    }

    private IEnumerable<Refusal> MissingParts(ProfileChanges changes) =>
        Checks.Where(
            changes.LegalName is null && LegalProfile is null ? new ValueRequired().At("legalName") : null,
            changes.Address is null && LegalProfile is null ? new ValueRequired().At("address") : null,
            changes.PrimaryContact is null && LegalProfile is null ? new ValueRequired().At("primaryContact") : null
        );

    private IEnumerable<Refusal> CheckPresented(ProfileChanges changes, WebMailDomains webMail) =>
        [
            .. changes.SupportContact?.Check().Under("supportContact") ?? [],
            .. Checks.Where(
                OnWebMail(changes.Business?.Contact, webMail)?.At("businessProfile", "contact", "email"),
                // An entry of the directory without a contact would be no entry: terms are agreed with a person (R6).
                changes.Business
                    is { Contact: null }
                && Kind is OrganizationKind.IndirectProvider
                    ? new ValueRequired().At("businessProfile", "contact")
                    : null
            ),
        ];

    private static WebMailAddressRefused? OnWebMail(Contact? contact, WebMailDomains webMail) =>
        contact is not null && webMail.Contains(contact.Email) ? new WebMailAddressRefused(contact.Email.Domain) : null;
}
