using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

public sealed record StartEnrollmentInput(
    string? OrganizationName,
    CountryCode? Country,
    string? FullName,
    EmailAddress? Email,
    string? Password
);

public sealed record StartEnrollmentPayload : EnrollmentPayload
{
    /// <summary>Of the account that was made on the way; null for the signed-in.</summary>
    public OpenedSession? Session { get; init; }
}

/// <summary>R8 to R12: a draft for one's own organization; the anonymous make their work account on the way.</summary>
public sealed class StartEnrollment(Database database, NewWorkAccount newAccount, TimeProvider clock)
    : IMutation<StartEnrollmentInput, StartEnrollmentPayload>
{
    public Task<StartEnrollmentPayload> ExecuteAsync(
        StartEnrollmentInput input,
        RequestState request,
        CancellationToken cancellation
    ) =>
        request.Caller is { } caller
            ? ForOwnOrganizationAsync(input, caller, request, cancellation)
            : newAccount.EnrollAsync(input, request, cancellation);

    /// <summary>R11: whoever is no global admin there is refused.</summary>
    private async Task<StartEnrollmentPayload> ForOwnOrganizationAsync(
        StartEnrollmentInput input,
        Caller caller,
        RequestState request,
        CancellationToken cancellation
    )
    {
        // Members alone, after their password is their own: what everybody may start, a token or a temporary password may not.
        if (caller.User is not { } self || caller.PasswordChangeRequired)
            throw new GraphQLException(PermissionTable.Of(PermissionName.ManageAccount).Decide(request)!);
        if (Surplus(input).ToList() is { Count: > 0 } surplus)
            return new StartEnrollmentPayload { Errors = surplus };

        await using var db = database.Open(Tenant.Of(caller.Organization));
        var organization = await db.Organizations.SingleAsync(row => row.Id == caller.Organization, cancellation);
        var user = await db.Users.SingleAsync(row => row.Id == self, cancellation);
        var newest = await EnrollmentQueries.FindNewestAsync(db, caller.Organization, cancellation);

        var now = clock.GetUtcNow();
        var id = new EnrollmentId(Guid.CreateVersion7(now));
        if (!Enrollment.Start(id, organization, user, newest, now).TryGet(out var enrollment, out var refusals))
            return new StartEnrollmentPayload { Errors = refusals };

        db.Enrollments.Add(enrollment);
        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new StartEnrollmentPayload { EnrollmentId = id }
            : new StartEnrollmentPayload { Errors = [new EnrollmentExists(EnrollmentStatus.Draft)] };
    }

    private static IEnumerable<Refusal> Surplus(StartEnrollmentInput input)
    {
        if (input.OrganizationName is not null)
            yield return new OnlyForAnonymous().At("organizationName");
        if (input.Country is not null)
            yield return new OnlyForAnonymous().At("country");
        if (input.FullName is not null)
            yield return new OnlyForAnonymous().At("fullName");
        if (input.Email is not null)
            yield return new OnlyForAnonymous().At("email");
        if (input.Password is not null)
            yield return new OnlyForAnonymous().At("password");
    }
}
