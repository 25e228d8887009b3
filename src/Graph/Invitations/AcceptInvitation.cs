using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;

namespace PartnerGraph.Graph.Invitations;

public sealed record AcceptInvitationInput(string Token, bool Confirmed, NewCustomerInput? Organization);

public sealed record NewCustomerInput(
    string Name,
    CountryCode Country,
    string? Domain,
    string AdminFullName,
    string Password
);

public sealed record AcceptInvitationPayload : Payload
{
    public InvitationPreview? Preview { get; init; }

    public PartnershipId? Partnership { get; init; }

    public OrganizationId? Customer { get; init; }

    /// <summary>Of an account that was made on the way.</summary>
    public OpenedSession? Session { get; init; }
}

/// <summary>
/// R49 to R52, R66, R72: by the signed-in recipient, or by a customer who makes the account on the way. Of all who accept at the same
/// moment one wins; everything that follows is saved with it, or nothing is.
/// </summary>
public sealed class AcceptInvitation(
    Database database,
    Acceptance acceptance,
    NewCustomers newCustomers,
    SessionOpener opener,
    TimeProvider clock
) : IMutation<AcceptInvitationInput, AcceptInvitationPayload>
{
    private static readonly Permission Person = PermissionTable.Of(PermissionName.SignedInPerson);
    private static readonly Permission Member = PermissionTable.Of(PermissionName.Member);

    public async Task<AcceptInvitationPayload> ExecuteAsync(
        AcceptInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(PresentedInvitation.Everyone);
        if (await PresentedInvitation.FindAsync(db, input.Token, cancellation) is not { } invitation)
        {
            return Refused([new InvitationNotFound()]);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var asked = await AcceptorAsync(db, invitation, input, request, cancellation);
        if (!asked.TryGet(out var who, out var refusals))
        {
            return Refused(refusals);
        }

        var outcome = await acceptance.DecideAsync(db, invitation, who.Acceptor, input.Confirmed, cancellation);
        if (!outcome.IsDone)
        {
            return Refused(outcome.Refusals);
        }

        if (!await LinkConsumption.SaveAnsweredAsync(db, invitation, cancellation))
        {
            await transaction.RollbackAsync(cancellation);
            return Refused([await WhatWasFasterAsync(input.Token, now, cancellation)]);
        }

        var session = await SessionAsync(db, who, cancellation);
        await transaction.CommitAsync(cancellation);
        return await AnswerAsync(db, invitation, who, session, request, cancellation);
    }

    private static AcceptInvitationPayload Refused(IReadOnlyList<Refusal> refusals) => new() { Errors = refusals };

    /// <summary>Who answers: the signed-in user, or the account that is made now for the recipient of a customer invitation.</summary>
    private async Task<Outcome<WhoAccepts>> AcceptorAsync(
        PartnerGraphDb db,
        Invitation invitation,
        AcceptInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        if (request.Caller is { } caller)
        {
            // A person, and not before a temporary password was changed (R38).
            if ((Person.Decide(request) ?? Member.Decide(request)) is { } denied)
            {
                throw new GraphQLException(denied);
            }

            return new WhoAccepts(await acceptance.AcceptorAsync(db, invitation, caller, cancellation), Account: null);
        }

        var late = invitation.RefuseAnswer(clock.GetUtcNow());
        if (late is not null)
        {
            return late;
        }

        if (invitation.Kind is InvitationKind.Partnership || input.Organization is null)
        {
            throw new GraphQLException(Member.Decide(request)!);
        }

        return input.Confirmed
            ? await newCustomers.CreateAsync(db, invitation, input.Organization, request.Language, cancellation)
            : new ConfirmationRequired().At("confirmed");
    }

    private async Task<OpenedSession?> SessionAsync(PartnerGraphDb db, WhoAccepts who, CancellationToken cancellation)
    {
        if (who.Account is not { } account)
        {
            return null;
        }

        var session = await opener.OpenAsync(db, account, who.Acceptor.User.Id, cancellation);
        await db.SaveChangesAsync(cancellation);
        return session;
    }

    private async Task<AcceptInvitationPayload> AnswerAsync(
        PartnerGraphDb db,
        Invitation invitation,
        WhoAccepts who,
        OpenedSession? session,
        RequestState request,
        CancellationToken cancellation
    )
    {
        if (session is not null)
        {
            // The rest of the operation reads what the new account may see.
            var membership = await Memberships.InForceAsync(db, who.Acceptor.User.Id, cancellation);
            request.SignedInAs(membership!.AsCaller(CallerKind.Session, session.ExpiresAt));
        }

        return new AcceptInvitationPayload
        {
            Preview = await PresentedInvitation.PreviewAsync(db, invitation, clock.GetUtcNow(), cancellation),
            Partnership = invitation.PartnershipId,
            Customer = invitation.CustomerId,
            Session = session,
        };
    }

    /// <summary>Another answer, a revocation or a newer link came between reading and saving: its own refusal is the answer.</summary>
    private async Task<Refusal> WhatWasFasterAsync(string token, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = database.Open(PresentedInvitation.Everyone);
        return await PresentedInvitation.FindAsync(db, token, cancellation) is { } invitation
            ? invitation.RefuseAnswer(now) ?? new ChangedMeanwhile()
            : new InvitationNotFound();
    }
}
