using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Localization;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Sessions;

/// <summary>The operator organization and its first global admin, from the settings Operator__Email and Operator__Password, when it has none.</summary>
public sealed class FirstOperator(Database database, PersonAccounts accounts, PasswordRules rules, TimeProvider clock)
{
    private static readonly Tenant Everyone = Tenant.Everyone(
        "The operator's organization is made before anybody belongs to it."
    );

    public async Task EnsureAsync(OperatorSettings settings, CancellationToken cancellation)
    {
        await using var db = database.Open(Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var organization = await OrganizationAsync(db, settings, cancellation);
        if (await HasGlobalAdminAsync(db, organization, cancellation))
            return;

        var email = EmailAddress.Parse(settings.Email);
        var account = await accounts.FindAsync(db, email, cancellation);
        if (account is null)
            account = await CreateAsync(db, email, settings.Password);
        else if (!account.EmailConfirmed)
            // Anybody may have made an account with this address before us: whoever it was, its password is of no use from here on.
            await accounts.SetPasswordAsync(db, account, Checked(email, settings.Password));
        await accounts.MarkEmailVerifiedAsync(db, account.Id, cancellation);
        var user = User.CreateFirst(
            new UserId(Guid.CreateVersion7(clock.GetUtcNow())),
            organization,
            account.Id,
            "Operator",
            email,
            new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin),
            Language.En,
            clock.GetUtcNow()
        );
        if (user.TryGet(out var admin, out _))
            db.Users.Add(admin);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<OrganizationId> OrganizationAsync(
        PartnerGraphDb db,
        OperatorSettings settings,
        CancellationToken cancellation
    )
    {
        var there = await db
            .Organizations.Where(row => row.Kind == OrganizationKind.Operator)
            .Select(row => (OrganizationId?)row.Id)
            .FirstOrDefaultAsync(cancellation);
        if (there is { } known)
            return known;
        var now = clock.GetUtcNow();
        var id = new OrganizationId(Guid.CreateVersion7(now));
        var created = Organization.CreateOperator(
            id,
            settings.OrganizationName,
            CountryCode.Parse(settings.Country),
            now
        );
        if (!created.TryGet(out var organization, out var refusals))
            throw new WrongSettingException(
                $"The setting Operator__Name is refused: {Messages.Of(Language.En, refusals[0])}"
            );
        db.Organizations.Add(organization);
        await db.SaveChangesAsync(cancellation);
        return id;
    }

    private static Task<bool> HasGlobalAdminAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        CancellationToken cancellation
    ) =>
        db.Users.AnyAsync(
            user =>
                user.OrganizationId == organization
                && user.Active
                && !user.ConsentPending
                && user.AdminRole == AdminRole.GlobalAdmin,
            cancellation
        );

    private async Task<Account> CreateAsync(PartnerGraphDb db, EmailAddress email, string password)
    {
        var account = await accounts.CreateAsync(
            db,
            new PersonId(Guid.CreateVersion7(clock.GetUtcNow())),
            email,
            Checked(email, password)
        );
        return account
            ?? throw new InvalidOperationException(
                "The operator's account was created by somebody else at this moment; start again."
            );
    }

    private string Checked(EmailAddress email, string password)
    {
        var check = rules.Check(password, email.Value, email.Value.Split('@')[0]);
        return check.IsDone
            ? password
            : throw new WrongSettingException(
                $"The setting Operator__Password is refused: {Messages.Of(Language.En, check.Refusals[0])}"
            );
    }
}
