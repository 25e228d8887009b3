using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Commands;

/// <summary>
/// Lets a person in by an outside issuer's tokens: links an account to an issuer, exactly as its tokens name it, and a subject there. An
/// address in a token never links anything, so somebody has to say it: the operator, here.
/// </summary>
internal static class LinkLogin
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var (address, issuer, subject) = (arguments.TakePlain(), arguments.TakePlain(), arguments.TakePlain());
        if (!EmailAddress.TryParse(address, out var email) || !IsName(issuer) || !IsName(subject))
        {
            throw new WrongArgumentException(
                "link-login needs the account's e-mail address, the issuer as its tokens name it, and the subject there."
            );
        }

        await using var services = CommandHost.Build(arguments.Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        return await LinkAsync(services, email, issuer!, subject!);
    }

    private static bool IsName(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= 255;

    private static async Task<int> LinkAsync(
        ServiceProvider services,
        EmailAddress email,
        string issuer,
        string subject
    )
    {
        var accounts = services.GetRequiredService<PersonAccounts>();
        using var trail = Trail.Begin(await OperatorActs.OfAsync(services, "link-login"));
        await using var db = services
            .GetRequiredService<Database>()
            .Open(Tenant.Everyone("An outside login belongs to a person, not to a tenant."));
        if (await accounts.FindAsync(db, email, CancellationToken.None) is not { } account)
        {
            throw new WrongArgumentException("There is no account with this address.");
        }

        if (await accounts.FindByOutsideLoginAsync(db, issuer, subject, CancellationToken.None) is { } linked)
        {
            return linked == account.Id
                ? await SayAsync("This subject is linked to this account already.")
                : throw new WrongArgumentException("This subject is linked to another account.");
        }

        await PersonAccounts.LinkOutsideLoginAsync(db, account.Id, issuer, subject, CancellationToken.None);
        await db.SaveChangesAsync();
        return await SayAsync("Linked: tokens of this issuer and subject let the account in.");
    }

    private static async Task<int> SayAsync(string sentence)
    {
        await Console.Out.WriteLineAsync(sentence);
        return CommandLine.Done;
    }
}
