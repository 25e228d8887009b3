using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Enrollments;

public sealed record VerifyEnrollmentEmailInput(string Token);

public sealed record VerifyEnrollmentEmailPayload : Payload
{
    public EnrollmentStatus? Status { get; init; }
}

/// <summary>R23, R24: whoever reads the contact's mail confirms the sign-up and the address, once; then the review goes on.</summary>
public sealed class VerifyEnrollmentEmail(Database database, PersonAccounts accounts, TimeProvider clock)
    : IMutation<VerifyEnrollmentEmailInput, VerifyEnrollmentEmailPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("Whoever holds the link need not be signed in.");

    public async Task<VerifyEnrollmentEmailPayload> ExecuteAsync(
        VerifyEnrollmentEmailInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        if (!LinkSecret.TryParse(input.Token, out var secret))
            return Refused(new LinkNotFound());
        // Who loses a race looks again: the winner's traces then tell the reason.
        return await TryAsync(secret, cancellation)
            ?? await TryAsync(secret, cancellation)
            ?? Refused(new ChangedMeanwhile());
    }

    /// <summary>Null where somebody else was faster.</summary>
    private async Task<VerifyEnrollmentEmailPayload?> TryAsync(LinkSecret secret, CancellationToken cancellation)
    {
        await using var db = database.Open(Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var enrollment = await LinkLookup.FindEnrollmentAsync(db, secret, cancellation);
        if (enrollment is null)
            return Refused(new LinkNotFound());

        var verified = enrollment.VerifyContactEmail(secret, clock.GetUtcNow());
        if (!verified.IsDone)
            return Refused(verified.Refusals[0]);

        if (!await LinkConsumption.SaveVerifiedAsync(db, enrollment, cancellation))
            return null;
        await MarkOwnAccountAsync(db, enrollment, cancellation);
        await transaction.CommitAsync(cancellation);
        return new VerifyEnrollmentEmailPayload { Status = enrollment.Status };
    }

    /// <summary>Where the contact is a user of the organization, the address of that person's account is proven as well.</summary>
    private async Task MarkOwnAccountAsync(PartnerGraphDb db, Enrollment enrollment, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(db, enrollment.VerifiedEmail!, cancellation) is not { } account)
            return;
        var isUser = await db.Users.AnyAsync(
            user =>
                user.PersonId == account.Id
                && user.OrganizationId == enrollment.OrganizationId
                && user.Active
                && !user.ConsentPending,
            cancellation
        );
        if (isUser)
            await accounts.MarkEmailVerifiedAsync(db, account.Id, cancellation);
    }

    private static VerifyEnrollmentEmailPayload Refused(Refusal refusal) => new() { Errors = [refusal.At("token")] };
}
