using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

/// <summary>R12: organization, account, first user, draft and session, all of it or nothing.</summary>
public sealed class NewWorkAccount(
    Database database,
    PersonAccounts accounts,
    PasswordRules rules,
    SessionOpener opener,
    RequestLimits limits,
    LinkKey key,
    LinkPolicy links,
    TimeProvider clock
)
{
    private static readonly Tenant Everyone = Tenant.Everyone("The organization is made here: there is no tenant yet.");

    public async Task<StartEnrollmentPayload> EnrollAsync(
        StartEnrollmentInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        // It hashes a password and tells whether an address has an account: no more often than a sign-in.
        limits.SignInOrRefuse(request);
        if (Check(input) is { Count: > 0 } refusals)
            return new StartEnrollmentPayload { Errors = refusals };
        var applicant = Applicant.Of(input);
        var now = clock.GetUtcNow();
        var made = Make(applicant, request.Language, now);

        await using var db = database.Open(Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var account = await accounts.CreateAsync(db, made.User.PersonId, applicant.Email, applicant.Password);
        if (account is null)
            return new StartEnrollmentPayload { Errors = [new AccountExists(applicant.Email.Value).At("email")] };
        db.Add(made.Organization);
        db.Add(made.User);
        db.Add(made.Enrollment);
        // Whoever reads the address's mail proves it, or says that it was somebody else.
        var link = new PersonLinkId(Guid.CreateVersion7(now));
        db.Add(PersonLink.ForAddressProof(link, made.User, key, links, now));
        await db.SaveChangesAsync(cancellation);
        var session = await opener.OpenAsync(db, account, made.User.Id, cancellation);
        await db.SaveChangesAsync(cancellation);
        var membership = await Memberships.InForceAsync(db, made.User.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        request.SignedInAs(membership!.AsCaller(CallerKind.Session, session.ExpiresAt));
        return new StartEnrollmentPayload { EnrollmentId = made.Enrollment.Id, Session = session };
    }

    private List<Refusal> Check(StartEnrollmentInput input)
    {
        List<Refusal?> refusals =
        [
            TextRules.Line(input.OrganizationName)?.At("organizationName"),
            input.Country is null ? new ValueRequired().At("country") : null,
            TextRules.Line(input.FullName)?.At("fullName"),
            input.Email is null ? new ValueRequired().At("email") : null,
            string.IsNullOrEmpty(input.Password) ? new ValueRequired().At("password") : Weak(input)?.At("password"),
        ];
        return [.. refusals.OfType<Refusal>()];
    }

    private Refusal? Weak(StartEnrollmentInput input)
    {
        var address = input.Email?.Value ?? "";
        var check = rules.Check(
            input.Password,
            address,
            address.Split('@')[0],
            input.FullName ?? "",
            input.OrganizationName ?? ""
        );
        return check.IsDone ? null : check.Refusals[0];
    }

    private static Made Make(Applicant applicant, Language language, DateTimeOffset now)
    {
        var organization = Checked(
            Organization.CreateReseller(
                new OrganizationId(Guid.CreateVersion7(now)),
                applicant.OrganizationName,
                applicant.Country,
                now
            )
        );
        var user = Checked(
            User.CreateFirst(
                new UserId(Guid.CreateVersion7(now)),
                organization.Id,
                new PersonId(Guid.CreateVersion7(now)),
                applicant.FullName,
                applicant.Email,
                new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin),
                language,
                now
            )
        );
        var id = new EnrollmentId(Guid.CreateVersion7(now));
        return new Made(organization, user, Checked(Enrollment.Start(id, organization, user, newest: null, now)));
    }

    /// <summary>What the Domain could refuse was checked before, with the paths of this input.</summary>
    private static T Checked<T>(Outcome<T> outcome) =>
        outcome.TryGet(out var value, out var refusals)
            ? value
            : throw new InvalidOperationException($"Refused after it was checked: {refusals[0].Key}.");

    private sealed record Made(Organization Organization, User User, Enrollment Enrollment);

    /// <summary>The input with everything given.</summary>
    private sealed record Applicant(
        string OrganizationName,
        CountryCode Country,
        string FullName,
        EmailAddress Email,
        string Password
    )
    {
        public static Applicant Of(StartEnrollmentInput input) =>
            new(input.OrganizationName!, input.Country!, input.FullName!, input.Email!, input.Password!);
    }
}
