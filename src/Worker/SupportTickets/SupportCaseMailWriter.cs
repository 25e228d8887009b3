using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.SupportTickets;

/// <summary>R43: tells who follows a service request what happened in it.</summary>
public sealed class ServiceRequestMailWriter(Database database) : IMailWriter
{
    public string Kind => EventNames.ServiceRequestChanged;

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var db = database.Open(SupportCaseMails.Everyone);
        var id = new ServiceRequestId(message.SubjectId);
        var request = await db.ServiceRequests.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var customer = await db
            .Organizations.Where(row => row.Id == request.CustomerId)
            .Select(row => row.Name)
            .SingleAsync(cancellationToken);
        return await SupportCaseMails.WriteAsync(db, message, request, customer, cancellationToken);
    }

    public Task SentAsync(OutboxMessage message, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>R43: tells who wrote in a ticket what happened in it.</summary>
public sealed class SupportTicketMailWriter(Database database) : IMailWriter
{
    public string Kind => EventNames.SupportTicketChanged;

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var db = database.Open(SupportCaseMails.Everyone);
        var id = new SupportTicketId(message.SubjectId);
        var ticket = await db.SupportTickets.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        return await SupportCaseMails.WriteAsync(db, message, ticket, customer: null, cancellationToken);
    }

    public Task SentAsync(OutboxMessage message, CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class SupportCaseMails
{
    public static readonly Tenant Everyone = Tenant.Everyone("A case has readers in several organizations.");

    public static async Task<MailDraft> WriteAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        SupportCase about,
        string? customer,
        CancellationToken cancellationToken
    )
    {
        var facts = MailFacts.Of(message);
        var told = new UserId(Guid.Parse(facts.Text(FactNames.UserId)));
        var reader = await db.Users.AsNoTracking().SingleAsync(user => user.Id == told, cancellationToken);
        if (!reader.InForce)
            return new MailDraft.Obsolete("The reader is no longer a user of the organization.");

        var said = facts.Facts.TryGetValue(FactNames.Message, out var number)
            ? about.Messages.Single(one => one.Number == int.Parse(number, CultureInfo.InvariantCulture))
            : null;
        var mail = new SupportCaseMail(
            reader.Language,
            reader.FullName,
            about.Title,
            customer,
            StepOf(facts),
            said?.Author,
            said?.Text,
            message.CreatedAt
        );
        return new MailDraft.Written(mail, reader.FullName, UsefulUntil: null);
    }

    private static SupportStep StepOf(MailFacts facts)
    {
        var name = facts.Text(FactNames.Kind);
        return Enum.GetValues<SupportStep>().Single(step => SchemaName.Of(step) == name);
    }
}
