using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Users;

namespace PartnerGraph.Worker.Tests.Dispatch;

/// <summary>Writes a mail that needs no other rows.</summary>
internal sealed class GreetingMailWriter : IMailWriter
{
    public const string Name = "test.greeting";

    public string Kind => Name;

    public Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<MailDraft>(
            new MailDraft.Written(
                new PasswordResetMail(
                    Language.En,
                    "Anna Secretname",
                    "Contoso",
                    new Uri("https://partners.example/verify/SECRETLINKSECRETLINKSECRETLINKSECRETLINK123"),
                    message.CreatedAt.AddDays(30),
                    TimeSpan.FromDays(30)
                ),
                "Anna Secretname",
                message.CreatedAt.AddDays(30)
            )
        );
}

/// <summary>A template with a bug.</summary>
internal sealed class BrokenMailWriter : IMailWriter
{
    public const string Name = "test.broken";

    public string Kind => Name;

    public Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This template has a bug.");
}
