namespace PartnerGraph.Graph.Commands;

internal static class Help
{
    public static readonly string[] Commands =
    [
        "serve",
        "worker",
        "migrate",
        "import-memberships",
        "import-members",
        "import-customers",
        "import-offers",
        "link-login",
        "outbox",
        "mail",
        "suppressions",
        "webhooks",
        "audit",
        "seed",
        "help",
    ];

    private const string Text = """
        PartnerGraph: one GraphQL endpoint for a two-tier partner program.

        dotnet run --project src/Graph -- [command] [arguments]

          serve                                     answers requests; this is what runs without a command
          worker                                    background work alone: mails, events, schedules
          migrate                                   brings the database to this version and ends
          import-memberships FILE.csv               fills the membership registry; bad lines are reported by their number
              --all-or-nothing                      imports nothing when one line is bad
          import-members FILE.csv                   brings in resellers that are in the program already
          import-customers FILE.csv                 brings in customers with whom resellers deal already
          import-offers FILE.csv                    fills the catalog of offers: code, name, productFamily, and available as you like
              --all-or-nothing                      imports nothing when one line is bad
          link-login EMAIL ISSUER SUBJECT           lets an account in by an outside issuer's tokens
          outbox ls                                 mails that were given up, newest first
              --status STATUS --limit N             or those queued, deferred, bounced, dead; 50 at most unless told
          outbox retry ID | --all                   sends a given-up mail again, or all of them
          outbox drop ID                            takes a waiting mail out of the queue: it is dead then, and kept
          mail test --to ADDRESS                    sends one mail at once and tells how it went
          suppressions ls                           the addresses that mails are not tried to any more; it holds hashes, not addresses
              --limit N
          suppressions lift EMAIL                   takes one off the list
          webhooks redeliver ID                     sends one delivery of any organization again; the id as its integrator reads it
          audit export --organization ID_OR_NAME    writes an organization's audit trail to standard output, as JSON Lines
              --from TIME --to TIME --action NAME --outcome DONE|REFUSED|DENIED
          seed                                      fills an empty database for benchmarks, the same for the same numbers
              --resellers N --providers N --customers N
          help                                      this text

        Every command takes settings as environment variables (Database__Provider=Postgres)
        or as arguments after it (--Database:Provider=Postgres).
        Exit code 2: a wrong command, argument, setting or line of a file, said on standard error.
        """;

    public static async Task<int> PrintAsync()
    {
        await Console.Out.WriteLineAsync(Text);
        return CommandLine.Done;
    }
}
