using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.TestHosts;
using PartnerGraph.Worker;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Mail.Smtp;
using PartnerGraph.Worker.Users;

namespace PartnerGraph.Bench.Delivery;

/// <summary>
/// The same mails by the same SMTP client over four connections to a sink: sent in a bare loop, written and sent in a loop, and out
/// of the outbox on a PostgreSQL that syncs what it commits.
/// </summary>
internal static class MailComparison
{
    private const int Mails = 2000;
    private const int Connections = 4;

    private static readonly Tenant Everyone = Tenant.Everyone("A bench counts all rows.");

    /// <param name="keeping">How long the sink takes over a mail.</param>
    public static async Task RunAsync(int rounds, TimeSpan keeping)
    {
        await using var postgres = PostgresServer.Start();
        using var sink = MailSink.Start(keeping);
        var database = new DatabaseOptions
        {
            Provider = DatabaseProvider.Postgres,
            ConnectionString = postgres.ConnectionString,
        };
        using var idle = Build(database, sink.Port);
        await idle.Services.GetRequiredService<Database>().MigrateAsync();
        var (bare, written, outbox) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var times = new[]
            {
                await LoopAsync(idle.Services, isWritten: false),
                await LoopAsync(idle.Services, isWritten: true),
                await OutboxAsync(database, sink.Port),
            };
            // The first round warms up.
            if (round > 0)
            {
                bare.Add(times[0]);
                written.Add(times[1]);
                outbox.Add(times[2]);
            }
        }

        Console.WriteLine("| | mails/s | ratio to the bare loop |\n|---|---|---|");
        Tell("bare loop of the SMTP client", bare, bare);
        Tell("the same, each mail written anew", written, bare);
        Tell("out of the outbox", outbox, bare);
    }

    private static void Tell(string what, List<double> rates, List<double> bare) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {Median(rates):N0} | {Median(rates) / Median(bare):0.00} |"
            )
        );

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> LoopAsync(IServiceProvider services, bool isWritten)
    {
        var transport = services.GetRequiredService<IMailTransport>();
        var renderer = services.GetRequiredService<MailRenderer>();
        var one = await renderer.RenderAsync(Greeting.Content);
        var left = Mails;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(SendAsync)));
        return Mails / watch.Elapsed.TotalSeconds;

        async Task SendAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var rendered = isWritten ? await renderer.RenderAsync(Greeting.Content) : one;
                var outcome = await transport.SendAsync(Message(rendered), CancellationToken.None);
                if (outcome is not MailOutcome.Sent)
                {
                    throw new InvalidOperationException("The sink refused a mail.");
                }
            }
        }
    }

    private static MailMessage Message(RenderedMail rendered)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new MailMessage
        {
            MessageId = $"{Guid.CreateVersion7(now):N}@partnergraph",
            Date = now,
            From = Address("Partner programme <no-reply@partners.example>"),
            To = Address("Anna Schmidt <anna@contoso.example>"),
            Subject = rendered.Subject,
            Text = rendered.Text,
            Html = rendered.Html,
            Language = "en",
        };
    }

    private static Mailbox Address(string text) =>
        Mailbox.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    private static async Task<double> OutboxAsync(DatabaseOptions database, int port)
    {
        using var host = Build(database, port);
        var rows = host.Services.GetRequiredService<Database>();
        await QueueAsync(rows);
        await using var db = rows.Open(Everyone);
        var watch = Stopwatch.StartNew();
        await host.StartAsync();
        while (await db.Outbox.AnyAsync(row => row.Status != MailStatus.Sent))
        {
            await Task.Delay(20);
        }

        var rate = Mails / watch.Elapsed.TotalSeconds;
        await host.StopAsync();
        await db.Outbox.ExecuteDeleteAsync();
        return rate;
    }

    private static async Task QueueAsync(Database database)
    {
        var now = TimeProvider.System.GetUtcNow();
        var organizations = Enumerable.Range(0, 20).Select(_ => new OrganizationId(Guid.CreateVersion7(now))).ToList();
        await using var db = database.Open(Everyone);
        foreach (var at in Enumerable.Range(0, Mails))
        {
            var id = Guid.CreateVersion7(now);
            db.Outbox.Add(
                new OutboxMessage
                {
                    Id = id,
                    OrganizationId = organizations[at % organizations.Count],
                    Kind = Greeting.Name,
                    Payload = "{}",
                    SubjectType = "bench",
                    SubjectId = id,
                    Recipient = $"person{at}@contoso.example",
                    MessageId = $"{id:N}@partnergraph",
                    CreatedAt = now,
                }
            );
        }

        await db.SaveChangesAsync();
    }

    private static IHost Build(DatabaseOptions database, int port)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddPersistence(database);
        builder.Services.AddSingleton(new LinkKey(new byte[LinkKey.Size]));
        builder.Services.AddSingleton(new LinkAddress(new Uri("https://partners.example")));
        builder.Services.AddSingleton(new DispatchOptions { Lanes = Connections });
        var smtp = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Security = SmtpSecurity.None,
            ClientName = "bench.example",
            MaxConnections = Connections,
        };
        builder.Services.AddWorker(
            new MailOptions(Address("Partner programme <no-reply@partners.example>"), "", smtp)
            {
                Caps = MailCaps.None,
            },
            database
        );
        builder.Services.AddSingleton<IMailWriter, Greeting>();
        return builder.Build();
    }

    /// <summary>Writes a mail that needs no other rows.</summary>
    private sealed class Greeting : IMailWriter
    {
        public const string Name = "bench.greeting";

        public static readonly MailContent Content = new PasswordResetMail(
            Language.En,
            "Anna Schmidt",
            "Contoso",
            new Uri("https://partners.example/verify/BENCHBENCHBENCHBENCHBENCHBENCHBENCHBENCHBENCH1"),
            TimeProvider.System.GetUtcNow().AddDays(30),
            TimeSpan.FromDays(30)
        );

        public string Kind => Name;

        public Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken) =>
            Task.FromResult<MailDraft>(new MailDraft.Written(Content, "Anna Schmidt", message.CreatedAt.AddDays(30)));
    }
}
