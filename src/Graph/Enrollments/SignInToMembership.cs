using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

public sealed record SignInToMembershipInput(string UserName, string Password);

public sealed record SignInToMembershipPayload : Payload
{
    public IReadOnlyList<MembershipProfile>? Profiles { get; init; }

    /// <summary>This once: only its hash is kept.</summary>
    public string? MembershipSession { get; init; }
}

/// <summary>R13, R14: the membership account shows its profiles. The password is used once and kept nowhere; nothing is linked yet.</summary>
public sealed class SignInToMembership(
    Database database,
    IMembershipRegistry registry,
    MembershipSessions sessions,
    RequestLimits limits
) : IMutation<SignInToMembershipInput, SignInToMembershipPayload>
{
    public async Task<SignInToMembershipPayload> ExecuteAsync(
        SignInToMembershipInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        limits.MembershipOrRefuse(request, input.UserName);
        var organization = request.SignedIn.Organization;
        await using var db = database.Open(Tenant.Of(organization));
        var enrollment = await EnrollmentQueries.FindNewestAsync(db, organization, cancellation);
        if (enrollment is null)
            return new SignInToMembershipPayload { Errors = [new NotFound()] };

        var profiles = await registry.SignInAsync(input.UserName, input.Password, cancellation);
        if (profiles is null)
            return new SignInToMembershipPayload { Errors = [new MembershipSignInFailed()] };

        var session = sessions.Start(db, organization, enrollment.Id, input.UserName);
        await db.SaveChangesAsync(cancellation);
        return new SignInToMembershipPayload { Profiles = profiles, MembershipSession = session.Text };
    }
}
