using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.Enrollments;

/// <summary>R27, R28. Each change is told as it was, also where the next one has happened meanwhile.</summary>
public sealed class EnrollmentStatusMailWriter(Database database) : IMailWriter
{
    public string Kind => EventNames.EnrollmentStatusChanged;

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Tenant.Of(message.OrganizationId));
        var id = new EnrollmentId(message.SubjectId);
        var enrollment = await db.Set<Enrollment>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (enrollment?.PrimaryContact is not { } contact)
            return new MailDraft.Obsolete("The enrollment has no contact to be told.");

        var status = StatusOf(message);
        var change = enrollment.History.Where(one => one.To == status).MaxBy(one => one.Number);
        var applicant = await db
            .Users.AsNoTracking()
            .SingleAsync(user => user.Id == enrollment.StartedBy, cancellationToken);
        var mail = new EnrollmentStatusMail(
            applicant.Language,
            contact.FullName,
            enrollment.LegalName ?? "",
            status,
            change?.Reason,
            change?.At ?? message.CreatedAt
        );
        return new MailDraft.Written(mail, contact.FullName, UsefulUntil: null);
    }

    private static EnrollmentStatus StatusOf(OutboxMessage message)
    {
        var name = MailFacts.Of(message).Text(FactNames.To);
        return Enum.GetValues<EnrollmentStatus>().Single(status => SchemaName.Of(status) == name);
    }
}
