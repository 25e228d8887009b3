using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Enrollments;

/// <summary>What an update changes; null leaves a part as it is, so that a draft can be filled step by step (R8).</summary>
public sealed record EnrollmentChanges(
    string? LegalName,
    Address? Address,
    Contact? PrimaryContact,
    SupportContact? SupportContact
)
{
    internal List<Refusal> Check(WebMailDomains webMail) =>
        [
            .. Checks.Where(TextRules.OptionalLine(LegalName)?.At("legalName")),
            .. Address?.Check().Under("address") ?? [],
            .. PrimaryContact?.Check().Under("primaryContact") ?? [],
            .. Checks.Where(ContactAddress.Check(PrimaryContact, webMail)),
            .. SupportContact?.Check().Under("supportContact") ?? [],
        ];
}

internal static class ContactAddress
{
    /// <summary>R22.</summary>
    public static Refusal? Check(Contact? contact, WebMailDomains webMail) =>
        contact is not null && webMail.Contains(contact.Email)
            ? new WebMailAddressRefused(contact.Email.Domain).At("primaryContact", "email")
            : null;
}
