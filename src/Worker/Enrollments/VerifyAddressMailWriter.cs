using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.Enrollments;

/// <summary>R23.</summary>
public sealed class VerifyAddressMailWriter(Database database, LinkKey key, LinkAddress address) : IMailWriter
{
    public string Kind => EventNames.EnrollmentVerificationRequested;

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Tenant.Of(message.OrganizationId));
        var id = new EnrollmentId(message.SubjectId);
        var enrollment = await db.Set<Enrollment>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (enrollment is not { Status: EnrollmentStatus.AwaitingEmailVerification, PrimaryContact: { } contact })
            return new MailDraft.Obsolete("The enrollment no longer waits for the address to be confirmed.");
        if (enrollment.LinkGeneration != MailFacts.Of(message).Generation)
            return new MailDraft.Obsolete("A newer link has taken this one's place.");

        var applicant = await db
            .Users.AsNoTracking()
            .SingleAsync(user => user.Id == enrollment.StartedBy, cancellationToken);
        var mail = new VerifyAddressMail(
            applicant.Language,
            contact.FullName,
            enrollment.LegalName ?? "",
            applicant.FullName,
            contact.Email.Value,
            address.For(LinkPurpose.EnrollmentEmail, enrollment.LinkSecret(key)),
            enrollment.LinkExpiresAt!.Value,
            enrollment.LinkExpiresAt.Value - enrollment.LinkIssuedAt!.Value
        );
        return new MailDraft.Written(mail, contact.FullName, enrollment.LinkExpiresAt);
    }
}
