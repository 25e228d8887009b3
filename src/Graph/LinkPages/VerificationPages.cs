using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Enrollments;
using PartnerGraph.Graph.Localization;
using PartnerGraph.Graph.Users;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>
/// What is confirmed by a mailed link: an enrollment's address (R23), a membership (R32), a new password (R38), an account's address, or that
/// the account is not the reader's.
/// </summary>
public sealed class VerificationPages(
    PageMutations mutations,
    MutationTrail trail,
    PresentedEnrollmentLink enrollments,
    PresentedPersonLink persons,
    ConsentToMembership consent,
    SetNewPassword newPassword,
    VerifyEmail verifyEmail,
    ReleaseAddress releaseAddress
)
{
    public Task<IResult> LookAsync(PageVisit visit) => ShowAsync(visit, FilledForm.Empty, StatusCodes.Status200OK);

    public async Task<IResult> TakeAsync(PageVisit visit) =>
        visit.Pressed switch
        {
            "confirm-address" => await ConfirmAsync(visit),
            "consent" => await ConsentAsync(visit),
            "new-password" => await SetPasswordAsync(visit),
            "verify-address" => await VerifyAddressAsync(visit),
            "release-address" => await ReleaseAddressAsync(visit),
            _ => visit.Show<StaleFormPage>(StatusCodes.Status400BadRequest),
        };

    private async Task<IResult> ShowAsync(PageVisit visit, FilledForm form, int status)
    {
        var enrollment = await enrollments.FindAsync(visit.Token, visit.Cancellation);
        if (enrollment is not null)
        {
            return enrollment.Refusal is { } late
                ? Closed(visit, late)
                : visit.Show<ConfirmAddressPage>(status, ("Link", enrollment));
        }

        var link = await persons.FindAsync(visit.Token, visit.Cancellation);
        if (link is null)
            return visit.Unknown();
        // The link is for one person, whose profile tells the language.
        var theirs = visit.InLanguageOf(link.Language);
        if (link.Refusal is { } refusal)
            return Closed(theirs, refusal);
        return link.Purpose switch
        {
            LinkPurpose.MembershipConsent => theirs.Show<ConsentPage>(status, ("Link", link)),
            LinkPurpose.AddressProof => theirs.Show<VerifyAddressPage>(status, ("Link", link)),
            _ => theirs.Show<NewPasswordPage>(status, ("Link", link), ("Form", form)),
        };
    }

    private async Task<IResult> ConfirmAsync(PageVisit visit)
    {
        var payload = await mutations.RunAsync(
            "verifyEnrollmentEmail",
            mutations.Make<VerifyEnrollmentEmail>(),
            new VerifyEnrollmentEmailInput(visit.Token),
            visit
        );
        return payload.Errors.Count == 0
            ? visit.Tell(
                StatusCodes.Status200OK,
                visit.Page.Say("confirm.done.title"),
                visit.Page.Say("confirm.done.text")
            )
            : Refused(visit, payload.Errors[0]);
    }

    private async Task<IResult> ConsentAsync(PageVisit visit)
    {
        var link = await persons.FindAsync(visit.Token, visit.Cancellation);
        var theirs = link is null ? visit : visit.InLanguageOf(link.Language);
        var outcome = await trail.RunAsync(
            "consentToMembership",
            visit.Request,
            () => consent.ExecuteAsync(visit.Token, visit.Cancellation)
        );
        return outcome.IsDone
            ? theirs.Tell(
                StatusCodes.Status200OK,
                theirs.Page.Say("consent.done.title", ("organization", link!.OrganizationName)),
                theirs.Page.Say("consent.done.text")
            )
            : Refused(theirs, outcome.Refusals[0]);
    }

    private async Task<IResult> SetPasswordAsync(PageVisit visit)
    {
        var link = await persons.FindAsync(visit.Token, visit.Cancellation);
        var theirs = link is null ? visit : visit.InLanguageOf(link.Language);
        var outcome = await trail.RunAsync(
            "setNewPassword",
            visit.Request,
            () => newPassword.ExecuteAsync(visit.Token, visit.Text("newPassword"), visit.Cancellation)
        );
        if (outcome.IsDone)
        {
            return theirs.Tell(
                StatusCodes.Status200OK,
                theirs.Page.Say("reset.done.title"),
                theirs.Page.Say("reset.done.text")
            );
        }

        if (outcome.Refusals[0].Path.Count == 0)
            return Refused(theirs, outcome.Refusals[0]);
        var form = FilledForm.Of(theirs.Form!, theirs.Language, outcome.Refusals);
        return await ShowAsync(visit, form, StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IResult> VerifyAddressAsync(PageVisit visit)
    {
        var link = await persons.FindAsync(visit.Token, visit.Cancellation);
        var theirs = link is null ? visit : visit.InLanguageOf(link.Language);
        var payload = await mutations.RunAsync("verifyEmail", verifyEmail, new VerifyEmailInput(visit.Token), visit);
        return payload.Errors.Count == 0
            ? theirs.Tell(
                StatusCodes.Status200OK,
                theirs.Page.Say("address.done.title"),
                theirs.Page.Say("address.done.text")
            )
            : Refused(theirs, payload.Errors[0]);
    }

    private async Task<IResult> ReleaseAddressAsync(PageVisit visit)
    {
        var link = await persons.FindAsync(visit.Token, visit.Cancellation);
        var theirs = link is null ? visit : visit.InLanguageOf(link.Language);
        var payload = await mutations.RunAsync(
            "releaseAddress",
            releaseAddress,
            new ReleaseAddressInput(visit.Token),
            visit
        );
        return payload.Errors.Count == 0
            ? theirs.Tell(
                StatusCodes.Status200OK,
                theirs.Page.Say("release.done.title"),
                theirs.Page.Say("release.done.text")
            )
            : Refused(theirs, payload.Errors[0]);
    }

    private static IResult Refused(PageVisit visit, Refusal refusal) =>
        refusal.Code switch
        {
            UserErrorCode.InvitationNotFound => visit.Unknown(),
            UserErrorCode.LastGlobalAdmin => visit.Tell(
                StatusCodes.Status409Conflict,
                visit.Page.Say("release.refused.title"),
                Messages.Of(visit.Language, refusal),
                visit.Page.Say("release.refused.text")
            ),
            UserErrorCode.Conflict => visit.Tell(
                StatusCodes.Status409Conflict,
                visit.Page.Say("link.busy.title"),
                Messages.Of(visit.Language, refusal)
            ),
            _ => Closed(visit, refusal),
        };

    private static IResult Closed(PageVisit visit, Refusal late)
    {
        var (title, hint) = late.Code switch
        {
            UserErrorCode.InvitationExpired => ("link.expired.title", "link.expired.text"),
            UserErrorCode.InvitationRevoked => ("link.revoked.title", "link.revoked.text"),
            _ => ("link.used.title", "link.used.text"),
        };
        return visit.Tell(
            StatusCodes.Status410Gone,
            visit.Page.Say(title),
            Messages.Of(visit.Language, late),
            visit.Page.Say(hint)
        );
    }
}
