using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

public sealed record ChooseMembershipProfileInput(string MembershipSession, string MpnId);

public sealed record ChooseMembershipProfilePayload : EnrollmentPayload;

/// <summary>R15 to R18: exactly one profile of the account that was signed in to. What was refused leaves the sign-in good for another choice.</summary>
public sealed class ChooseMembershipProfile(
    Database database,
    IMembershipRegistry registry,
    MembershipSessions sessions
) : IMutation<ChooseMembershipProfileInput, ChooseMembershipProfilePayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("An MPN ID may be any organization's.");

    public async Task<ChooseMembershipProfilePayload> ExecuteAsync(
        ChooseMembershipProfileInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var own = request.SignedIn.Organization;
        await using var db = database.Open(Tenant.Of(own));
        var enrollment = await EnrollmentQueries.FindNewestAsync(db, own, cancellation);
        if (enrollment is null)
            return Answers.Refused<ChooseMembershipProfilePayload>(new NotFound());
        var userName = await sessions.FindAsync(db, input.MembershipSession, enrollment.Id, cancellation);
        if (userName is null)
            return Ended();
        var profile = await FindAsync(userName, input.MpnId, cancellation);
        if (profile is null)
            return Answers.Refused<ChooseMembershipProfilePayload>(new MpnNotInMembership().At("mpnId"));
        var organization = await db.Organizations.SingleAsync(row => row.Id == own, cancellation);
        var holder = await HolderAsync(profile.MpnId, cancellation);

        var chosen = enrollment.ChooseMembershipProfile(profile, organization, holder);
        if (!chosen.IsDone)
            return Answers.Refused<ChooseMembershipProfilePayload>(chosen.Refusals);

        return await SaveAsync(db, enrollment, profile, input.MembershipSession, cancellation);
    }

    private async Task<ChooseMembershipProfilePayload> SaveAsync(
        PartnerGraphDb db,
        Enrollment enrollment,
        MembershipProfile profile,
        string session,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await sessions.UseAsync(db, session, enrollment.Id, cancellation))
            return Ended();
        var saved = await db.SaveInRaceAsync(cancellation);
        // Another organization linked it since we looked: the database knows of one MPN ID once.
        if (saved is SaveResult.Taken)
            return Answers.Refused<ChooseMembershipProfilePayload>(new MpnAlreadyLinked(profile.MpnId).At("mpnId"));
        if (saved is SaveResult.Saved)
            await transaction.CommitAsync(cancellation);
        return Answers.Saved<ChooseMembershipProfilePayload>(saved, enrollment);
    }

    private async Task<MembershipProfile?> FindAsync(string userName, string mpnId, CancellationToken cancellation)
    {
        var asked = mpnId.Trim();
        var profiles = await registry.ProfilesOfAsync(userName, cancellation);
        return profiles.FirstOrDefault(profile => string.Equals(profile.MpnId, asked, StringComparison.Ordinal));
    }

    private async Task<OrganizationId?> HolderAsync(string mpnId, CancellationToken cancellation)
    {
        await using var everyone = database.Open(Everyone);
        return await MpnHolder.FindAsync(everyone, mpnId, cancellation);
    }

    private static ChooseMembershipProfilePayload Ended() =>
        Answers.Refused<ChooseMembershipProfilePayload>(new MembershipSignInFailed().At("membershipSession"));
}
