using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Administration;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Localization;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>
/// What a partner asks a customer to delegate. Whoever has the link reads it; it is answered by a global admin of the customer who signs in,
/// under the same permission as in the API.
/// </summary>
public sealed class GrantPages(PresentedGrant grants, PageSignIn signIn, MutationTrail trail)
{
    private static readonly Permission Decides = PermissionTable.Of(PermissionName.DecideDelegatedAdministration);

    public async Task<bool> KnowsAsync(PageVisit visit) =>
        await grants.FindAsync(visit.Token, visit.Cancellation) is not null;

    public Task<IResult> LookAsync(PageVisit visit) => ShowAsync(visit, FilledForm.Empty, StatusCodes.Status200OK);

    public async Task<IResult> TakeAsync(PageVisit visit) =>
        visit.Pressed switch
        {
            "sign-in" => await signIn.SignInAsync(visit, AgainAsync),
            "sign-out" => await signIn.SignOutAsync(visit),
            "new-password" => await signIn.ChangePasswordAsync(visit, AgainAsync),
            "approve" => await AnswerAsync(visit, approves: true),
            "decline" => await AnswerAsync(visit, approves: false),
            _ => visit.Show<StaleFormPage>(StatusCodes.Status400BadRequest),
        };

    private Task<IResult> AgainAsync(PageVisit visit, IReadOnlyList<Refusal> refusals) =>
        ShowAsync(
            visit,
            FilledForm.Of(visit.Form!, visit.Language, refusals),
            StatusCodes.Status422UnprocessableEntity
        );

    private async Task<IResult> ShowAsync(PageVisit visit, FilledForm form, int status)
    {
        if (await grants.FindAsync(visit.Token, visit.Cancellation) is not { } grant)
            return visit.Unknown();
        if (grant.Refusal is { } late)
            return Closed(visit, grant.Partner, late);
        if (visit.Page.Step == InvitationPages.Opening)
            return visit.Show<GrantPage>(status, ("Grant", grant));
        if (visit.Request.Caller is not { } caller)
            return visit.Show<GrantSignInPage>(status, ("Grant", grant), ("Form", form));
        if (caller.PasswordChangeRequired)
            return visit.Show<TemporaryPasswordPage>(status, ("Form", form), ("Name", caller.Name));
        return MayAnswer(caller, grant)
            ? visit.Show<GrantAnswerPage>(status, ("Grant", grant), ("Name", caller.Name))
            : visit.Show<GrantNotForYouPage>(StatusCodes.Status403Forbidden, ("Grant", grant));
    }

    private async Task<IResult> AnswerAsync(PageVisit visit, bool approves)
    {
        if (await grants.FindAsync(visit.Token, visit.Cancellation) is not { } grant)
            return visit.Unknown();
        // The sign-in lapsed meanwhile, or it is somebody else's by now: the page says so.
        if (visit.Request.Caller is not { } caller || !MayAnswer(caller, grant))
            return visit.GoTo(InvitationPages.Answer);
        var outcome = await trail.RunAsync(
            approves ? "approveAdministration" : "declineAdministration",
            visit.Request,
            () => grants.AnswerAsync(visit.Token, caller, approves, visit.Cancellation)
        );
        if (!outcome.IsDone)
            return Refused(visit, grant, outcome.Refusals[0]);
        var said = approves ? "grant.approved" : "grant.declined";
        return visit.Show<MessagePage>(
            StatusCodes.Status200OK,
            ("Heading", visit.Page.Say($"{said}.title", ("partner", grant.Partner))),
            ("Paragraphs", new[] { visit.Page.Say($"{said}.text", ("partner", grant.Partner)) }),
            ("OffersSignOut", true)
        );
    }

    private static bool MayAnswer(Caller caller, GrantPreview grant) =>
        caller.Organization == grant.CustomerId && Decides.Refuse(caller) is null;

    private static IResult Refused(PageVisit visit, GrantPreview grant, Refusal refusal) =>
        refusal.Code switch
        {
            UserErrorCode.InvitationNotFound or UserErrorCode.NotFound => visit.Unknown(),
            UserErrorCode.Conflict => visit.Tell(
                StatusCodes.Status409Conflict,
                visit.Page.Say("link.busy.title"),
                Messages.Of(visit.Language, refusal)
            ),
            _ => Closed(visit, grant.Partner, refusal),
        };

    /// <summary>A genuine link tells its state (R82).</summary>
    private static IResult Closed(PageVisit visit, string partner, Refusal late)
    {
        var expired = late.Code is UserErrorCode.InvitationExpired;
        return visit.Tell(
            StatusCodes.Status410Gone,
            visit.Page.Say(expired ? "link.expired.title" : "link.used.title"),
            Messages.Of(visit.Language, late),
            visit.Page.Say(expired ? "grant.expired.text" : "link.used.text", ("partner", partner))
        );
    }
}
