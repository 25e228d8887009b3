using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Invitations;
using PartnerGraph.Graph.Localization;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>Who is signed in, as the page tells it.</summary>
public sealed record SignedInNote(string Name, string OrganizationName);

/// <summary>What the pages of an invitation show; nothing here is saved.</summary>
public sealed class InvitationPages(Database database, Acceptance acceptance, TimeProvider clock)
{
    public const string Opening = "";
    public const string Answer = "answer";
    public const string SignIn = "sign-in";

    public static readonly IReadOnlyList<string> Steps = [Opening, Answer, SignIn];

    public Task<IResult> LookAsync(PageVisit visit) => ShowAsync(visit, FilledForm.Empty, StatusCodes.Status200OK);

    /// <summary>The page of the visit's step, with what was typed before.</summary>
    public async Task<IResult> ShowAsync(PageVisit visit, FilledForm form, int status)
    {
        await using var db = database.Open(PresentedInvitation.Everyone);
        if (await PresentedInvitation.FindAsync(db, visit.Token, visit.Cancellation) is not { } invitation)
            return visit.Unknown();
        var now = clock.GetUtcNow();
        var preview = await PresentedInvitation.PreviewAsync(db, invitation, now, visit.Cancellation);
        if (invitation.RefuseAnswer(now) is { } late)
            return Closed(visit, preview, late);

        return visit.Page.Step switch
        {
            Opening => visit.Show<OpeningPage>(status, ("Invitation", preview)),
            SignIn when visit.Request.Caller is null => SignInPage(visit, preview, form, status),
            _ => await AnswerAsync(visit, db, invitation, preview, form, status),
        };
    }

    public async Task<bool> KnowsAsync(string token, CancellationToken cancellation)
    {
        await using var db = database.Open(PresentedInvitation.Everyone);
        return await PresentedInvitation.FindAsync(db, token, cancellation) is not null;
    }

    /// <summary>A genuine link tells its state (R82).</summary>
    public static IResult Closed(PageVisit visit, InvitationPreview preview, Refusal late)
    {
        var (title, hint) = late.Code switch
        {
            UserErrorCode.InvitationExpired => ("closed.expired.title", "closed.expired.text"),
            UserErrorCode.InvitationRevoked => ("closed.revoked.title", "closed.revoked.text"),
            _ => ("closed.used.title", "closed.used.text"),
        };
        return visit.Show<MessagePage>(
            StatusCodes.Status410Gone,
            ("Heading", visit.Page.Say(title)),
            (
                "Paragraphs",
                new[] { Messages.Of(visit.Language, late), visit.Page.Say(hint, ("inviter", preview.InviterName)) }
            ),
            ("OffersSignOut", visit.Request.Caller is not null)
        );
    }

    private async Task<IResult> AnswerAsync(
        PageVisit visit,
        PartnerGraphDb db,
        Invitation invitation,
        InvitationPreview preview,
        FilledForm form,
        int status
    )
    {
        if (visit.Request.Caller is not { } caller)
        {
            return invitation.Kind is InvitationKind.Partnership
                ? SignInPage(visit, preview, form, status)
                : visit.Show<NewCustomerPage>(status, ("Invitation", preview), ("Form", form));
        }

        if (caller.PasswordChangeRequired)
            return visit.Show<TemporaryPasswordPage>(status, ("Form", form), ("Name", caller.Name));

        var acceptor = await acceptance.AcceptorAsync(db, invitation, caller, visit.Cancellation);
        var signedIn = new SignedInNote(caller.Name, acceptor.Organization.Name);
        if (await RefusalAsync(db, invitation, acceptor, visit.Cancellation) is { } refusal)
            return NotForYou(visit, signedIn, refusal);
        return visit.Show<AnswerPage>(status, ("Invitation", preview), ("Form", form), ("SignedIn", signedIn));
    }

    /// <summary>What an acceptance would meet at this moment: tried on the rows in memory alone.</summary>
    private async Task<Refusal?> RefusalAsync(
        PartnerGraphDb db,
        Invitation invitation,
        Acceptor acceptor,
        CancellationToken cancellation
    )
    {
        var tried = await acceptance.DecideAsync(db, invitation, acceptor, confirmed: true, cancellation);
        return tried.Refusals.FirstOrDefault();
    }

    private static IResult SignInPage(PageVisit visit, InvitationPreview preview, FilledForm form, int status) =>
        visit.Show<SignInPage>(status, ("Invitation", preview), ("Form", form));

    private static IResult NotForYou(PageVisit visit, SignedInNote signedIn, Refusal refusal)
    {
        var reason = refusal switch
        {
            { Code: UserErrorCode.GlobalAdminRequired } => visit.Page.Say(
                "notForYou.globalAdmin",
                ("organization", signedIn.OrganizationName)
            ),
            InvitationNotForYou => visit.Page.Say("notForYou.text"),
            _ => Messages.Of(visit.Language, refusal),
        };
        return visit.Show<NotForYouPage>(StatusCodes.Status403Forbidden, ("Reason", reason), ("SignedIn", signedIn));
    }
}
