using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Links;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Administration;
using PartnerGraph.Worker.Customers;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Enrollments;
using PartnerGraph.Worker.Invitations;
using PartnerGraph.Worker.Leads;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Mail.Smtp;
using PartnerGraph.Worker.Partnerships;
using PartnerGraph.Worker.Schedules;
using PartnerGraph.Worker.SupportTickets;
using PartnerGraph.Worker.Users;
using PartnerGraph.Worker.Webhooks;
using Quartz;

namespace PartnerGraph.Worker;

/// <summary>
/// The worker as services of a host, beside a server or alone. The host brings what both roles share: AddPersistence,
/// TimeProvider, LinkKey and LinkAddress.
/// </summary>
public static class WorkerServices
{
    /// <summary>Reads `Mail__…` from the settings; a wrong one stops the start with a sentence.</summary>
    /// <exception cref="MailOptionsException"/>
    public static IServiceCollection AddWorker(
        this IServiceCollection services,
        IConfiguration configuration,
        DatabaseOptions database
    ) => services.AddWorker(MailOptions.Read(configuration), database);

    public static IServiceCollection AddWorker(
        this IServiceCollection services,
        MailOptions mail,
        DatabaseOptions database
    )
    {
        services.AddMail(mail);
        services.AddSingleton<IMailWriter, VerifyAddressMailWriter>();
        services.AddSingleton<IMailWriter, EnrollmentStatusMailWriter>();
        services.AddSingleton<IMailWriter, PersonLinkMailWriter>();
        services.AddSingleton<IMailWriter, PartnershipInvitationMailWriter>();
        services.AddSingleton<IMailWriter, CustomerInvitationMailWriter>();
        services.AddSingleton<IMailWriter, PartnershipEndedMailWriter>();
        services.AddSingleton<IMailWriter, PartnershipAdministrationRemovedMailWriter>();
        services.AddSingleton<IMailWriter, CustomerAccessEndedMailWriter>();
        services.AddSingleton<IMailWriter, InvitationReminderMailWriter>();
        services.AddSingleton<IMailWriter, InvitationFailedMailWriter>();
        services.AddSingleton<IMailWriter, InvitationLapsedMailWriter>();
        services.AddSingleton<IMailWriter, WebhookFailingMailWriter>();
        services.AddSingleton<IMailWriter, WebhookStoppedMailWriter>();
        services.AddSingleton<IMailWriter, LeadMailWriter>();
        services.AddSingleton<IMailWriter, ServiceRequestMailWriter>();
        services.AddSingleton<IMailWriter, SupportTicketMailWriter>();
        foreach (var kind in AdministrationNotice.Kinds)
            services.AddSingleton<IMailWriter>(provider => new AdministrationMailWriter(
                provider.GetRequiredService<Database>(),
                provider.GetRequiredService<LinkKey>(),
                provider.GetRequiredService<LinkAddress>(),
                kind
            ));
        services.TryAddSingleton(new DispatchOptions());
        services.TryAddSingleton<SuppressionList>();
        services.AddSingleton<MailPreparation>();
        services.AddSingleton<DeliveryMeters>();
        services.AddSingleton<MailDelivery>();
        services.AddHostedService<OutboxDispatcher>();
        services.AddSchedules(database);
        return services;
    }

    /// <summary>Deliveries of events by signed requests. The host brings <see cref="RenderWebhook"/> and <see cref="ToldEvents"/>.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, WebhookOptions options)
    {
        services.AddMetrics();
        services.TryAddSingleton(options);
        services.TryAddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookMeters>();
        services.AddSingleton<WebhookDelivering>();
        services.AddHostedService<WebhookDispatcher>();
        return services;
    }

    private static void AddMail(this IServiceCollection services, MailOptions mail)
    {
        services.AddMetrics();
        services.AddSingleton(mail);
        services.AddSingleton<MailRenderer>();
        services.AddSingleton<IMailTransport>(provider =>
            mail.Smtp is { } smtp
                ? new SmtpTransport(
                    smtp,
                    provider.GetRequiredService<TimeProvider>(),
                    mail.Dkim,
                    provider.GetRequiredService<ILogger<SmtpTransport>>()
                )
                : new FolderTransport(mail.Folder, mail.Dkim)
        );
    }

    private static void AddSchedules(this IServiceCollection services, DatabaseOptions database)
    {
        services.TryAddSingleton(Retention.Default);
        services.TryAddSingleton(new WebhookOptions());
        services.AddQuartz(quartz =>
        {
            if (database.Provider == DatabaseProvider.Postgres)
                quartz.UsePersistentStore(store => Clustered(store, DatabaseConnections.ForSchedules(database)));
            foreach (var schedule in ScheduleTable.All)
                schedule.Register(quartz);
        });
        services.AddQuartzHostedService(hosting => hosting.WaitForJobsToComplete = true);
    }

    // Of any number of workers one runs a job, and another takes over where that one is gone. SQLite is for one process: there
    // the schedules live in memory.
    private static void Clustered(IPersistentStoreBuilder store, string connectionString)
    {
        store.UsePostgres(connectionString);
        store.UseSystemTextJsonSerializer();
        store.UseClustering();
        store.ProvisionSchema();
    }
}
