using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Worker.Mail;

namespace PartnerGraph.Graph.Commands;

/// <summary>One mail by the settings as they are, beside the queue: the answer of the mail server is told at once.</summary>
internal static class MailCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var what = arguments.TakePlain();
        var to = arguments.TakeText("--to");
        if (what != "test" || to is null)
            throw new WrongArgumentException("The command mail needs an address: mail test --to ADDRESS.");
        if (!Mailbox.TryParse(name: null, to, out var recipient))
            throw new WrongArgumentException("The argument --to must be a mail address.");

        var builder = GraphHost.CreateBuilder(arguments.Settings());
        var settings = ReadSettings.From(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Services.AddShared(settings);
        builder.Services.AddBackgroundWork(settings);
        await using var services = builder.Services.BuildServiceProvider();
        var outcome = await services
            .GetRequiredService<IMailTransport>()
            .SendAsync(
                Compose(settings, recipient, services.GetRequiredService<TimeProvider>()),
                CancellationToken.None
            );
        return await TellAsync(outcome);
    }

    private static MailMessage Compose(GraphSettings settings, Mailbox recipient, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        const string text = "This mail was sent by the command mail test. Whoever reads it knows that mail arrives.";
        return new MailMessage
        {
            MessageId = $"{Guid.CreateVersion7(now):N}@{settings.Links.PublicUrl.IdnHost}",
            Date = now,
            From = settings.Mail.From,
            To = recipient,
            Subject = "PartnerGraph: mail arrives",
            Text = text + "\n",
            Html = $"<!DOCTYPE html><html lang=\"en\"><body><p>{text}</p></body></html>",
            Language = "en",
        };
    }

    private static async Task<int> TellAsync(MailOutcome outcome)
    {
        var (sentence, code) = outcome switch
        {
            MailOutcome.Sent => ("Sent: the mail server has taken it.", CommandLine.Done),
            MailOutcome.Deferred later => ($"Not now: {later.Reason}", CommandLine.Broken),
            MailOutcome.Unknown unknown => ($"Perhaps: {unknown.Reason}", CommandLine.Broken),
            MailOutcome.Bounced never => ($"Refused: {never.Reason}", CommandLine.Broken),
            _ => throw new InvalidOperationException($"No sentence for {outcome.GetType().Name}."),
        };
        await (code == CommandLine.Done ? Console.Out : Console.Error).WriteLineAsync(sentence);
        return code;
    }
}
