using System.Globalization;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Mails;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Commands;

/// <summary>What the operator does with mails that stand still: look, send again, take out. Addresses are shown by their domain alone.</summary>
internal static class OutboxCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var what = arguments.TakePlain();
        return what switch
        {
            "ls" => await ListAsync(arguments),
            "retry" => await RetryAsync(arguments),
            "drop" => await DropAsync(arguments),
            _ => throw new WrongArgumentException("The command outbox needs one of ls, retry, drop."),
        };
    }

    private static async Task<int> ListAsync(Arguments arguments)
    {
        var status = arguments.TakeText("--status");
        var limit = arguments.TakeNumber("--limit", 50, 1000);
        MailStatus? only =
            status is null ? null
            : Enum.TryParse<MailStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
            : throw new WrongArgumentException(
                $"The argument --status must be one of {string.Join(", ", Enum.GetNames<MailStatus>()).ToLowerInvariant()}, and \"{status}\" is not."
            );
        await using var services = await ReadyAsync(arguments);
        var queue = services.GetRequiredService<OutboxQueue>();
        var mails = only is { } one
            ? await queue.ListAsync(one, limit, CancellationToken.None)
            : await queue.ListDeadAsync(limit, CancellationToken.None);
        foreach (var mail in mails)
            await Console.Out.WriteLineAsync(Line(mail));
        await Console.Out.WriteLineAsync($"{mails.Count} mails.");
        return CommandLine.Done;
    }

    private static async Task<int> RetryAsync(Arguments arguments)
    {
        var all = arguments.Take("--all");
        Guid? id = all ? null : TakeId(arguments);
        await using var services = await ReadyAsync(arguments);
        var queue = services.GetRequiredService<OutboxQueue>();
        using var trail = Trail.Begin(await OperatorActs.OfAsync(services, "outbox retry"));
        var again = id is { } one
            ? await queue.ReplayAsync(one, CancellationToken.None)
                ? 1
                : 0
            : await queue.ReplayAllAsync(CancellationToken.None);
        if (id is not null && again == 0)
            throw new WrongArgumentException($"There is no mail {id} that was given up.");
        await Console.Out.WriteLineAsync($"Queued again: {again}.");
        return CommandLine.Done;
    }

    private static async Task<int> DropAsync(Arguments arguments)
    {
        var id = TakeId(arguments);
        await using var services = await ReadyAsync(arguments);
        using var trail = Trail.Begin(await OperatorActs.OfAsync(services, "outbox drop"));
        if (
            !await services
                .GetRequiredService<OutboxQueue>()
                .DropAsync(id, DropMail.DroppedByOperator, CancellationToken.None)
        )
            throw new WrongArgumentException($"There is no waiting mail {id}, or a worker holds it at this moment.");
        await Console.Out.WriteLineAsync("Dropped: 1.");
        return CommandLine.Done;
    }

    private static Guid TakeId(Arguments arguments)
    {
        var text =
            arguments.TakePlain() ?? throw new WrongArgumentException("The command outbox needs the mail's id here.");
        return Guid.TryParse(text, out var id)
            ? id
            : throw new WrongArgumentException($"\"{text}\" is not the id of a mail; outbox ls tells them.");
    }

    private static async Task<ServiceProvider> ReadyAsync(Arguments arguments)
    {
        var services = CommandHost.Build(arguments.Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        return services;
    }

    private static string Line(OutboxMessage mail) =>
        string.Join(
            '\t',
            mail.Id,
            mail.Status.ToString().ToLowerInvariant(),
            mail.Kind,
            $"attempts {mail.Attempts.ToString(CultureInfo.InvariantCulture)}",
            $"queued {mail.CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            mail.Recipient is { } address ? "to …" + address[Math.Max(0, address.LastIndexOf('@'))..] : "",
            mail.LastError ?? ""
        );
}
