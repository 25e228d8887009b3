using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Commands;

/// <summary>
/// The program's commands. Exit code 0: done. 2: what was asked for is wrong (a command, a setting, a line of a file), said in a sentence on
/// standard error. 1: something broke.
/// </summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Broken = 1;
    public const int Refused = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await DispatchAsync(args);
        }
        catch (Exception wrong)
            when (wrong is WrongSettingException or WrongArgumentException or DatabaseSettingsException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return Refused;
        }
        catch (Exception away) when (Reason(away) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return Broken;
        }
    }

    // What an operator meets and can mend gets a sentence; a bug keeps its stack trace.
    private static string? Reason(Exception failure) =>
        failure switch
        {
            DbException database => $"The database cannot be used: {database.Message}",
            InvalidOperationException { InnerException: DbException database } =>
                $"The database cannot be used: {database.Message}",
            IOException { InnerException: AddressInUseException } busy => $"The program cannot listen: {busy.Message}",
            _ => null,
        };

    // What begins with "--" is configuration for `serve` (--Demo=false), as everywhere in ASP.NET Core.
    private static Task<int> DispatchAsync(string[] args)
    {
        if (args.Any(a => a is "--help" or "-h" or "-?"))
            return Help.PrintAsync();
        if (args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal))
            return Serve.RunAsync(args);
        var rest = args[1..];
        return args[0] switch
        {
            "audit" => Audit.RunAsync(rest),
            "serve" => Serve.RunAsync(rest),
            "worker" => RunWorker.RunAsync(rest),
            "import-memberships" => ImportMemberships.RunAsync(rest),
            "import-members" => ImportedLines.MembersAsync(rest),
            "import-customers" => ImportedLines.CustomersAsync(rest),
            "import-offers" => ImportOffers.RunAsync(rest),
            "link-login" => LinkLogin.RunAsync(rest),
            "outbox" => OutboxCommand.RunAsync(rest),
            "mail" => MailCommand.RunAsync(rest),
            "migrate" => Migrate.RunAsync(rest),
            "suppressions" => SuppressionsCommand.RunAsync(rest),
            "webhooks" => WebhooksCommand.RunAsync(rest),
            "seed" => SeedBenchmark.RunAsync(rest),
            "help" => Help.PrintAsync(),
            _ => throw new WrongArgumentException(
                $"There is no command \"{args[0]}\"; the commands are {string.Join(", ", Help.Commands)}."
            ),
        };
    }
}
