using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Invitations;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>What the buttons of an invitation's pages do: the same use cases as the schema's mutations.</summary>
public sealed class InvitationForms(PageMutations mutations, InvitationPages pages, PageSignIn signIn)
{
    public async Task<IResult> TakeAsync(PageVisit visit) =>
        visit.Pressed switch
        {
            "continue" => await ContinueAsync(visit),
            "sign-in" => await SignInAsync(visit),
            "sign-out" => await signIn.SignOutAsync(visit),
            "new-password" => await signIn.ChangePasswordAsync(visit, AgainAsync),
            "accept" => await AcceptAsync(visit),
            "create" => await CreateAsync(visit),
            "decline" => await DeclineAsync(visit),
            _ => visit.Show<StaleFormPage>(StatusCodes.Status400BadRequest),
        };

    /// <summary>R81: going on is what marks it viewed.</summary>
    private async Task<IResult> ContinueAsync(PageVisit visit)
    {
        var payload = await mutations.RunAsync(
            "previewInvitation",
            mutations.Make<PreviewInvitation>(),
            new PreviewInvitationInput(visit.Token),
            visit
        );
        return payload.Errors.Count > 0 ? visit.Unknown() : visit.GoTo(InvitationPages.Answer);
    }

    private async Task<IResult> SignInAsync(PageVisit visit) =>
        await IsKnownAsync(visit) ? await signIn.SignInAsync(visit, AgainAsync) : visit.Unknown();

    /// <summary>R49, R72: by whoever is signed in.</summary>
    private async Task<IResult> AcceptAsync(PageVisit visit)
    {
        if (!await IsKnownAsync(visit))
            return visit.Unknown();
        // The sign-in lapsed meanwhile, or a temporary password comes first.
        if (visit.Request.Caller is not { PasswordChangeRequired: false })
            return visit.GoTo(InvitationPages.Answer);
        var input = new AcceptInvitationInput(visit.Token, IsTicked(visit), Organization: null);
        var payload = await mutations.RunAsync("acceptInvitation", mutations.Make<AcceptInvitation>(), input, visit);
        return payload.Preview is { } accepted
            ? Accepted(visit, accepted, newAccount: false)
            : await AgainAsync(visit, payload.Errors);
    }

    /// <summary>R72: the recipient makes the account on the way.</summary>
    private async Task<IResult> CreateAsync(PageVisit visit)
    {
        if (!await IsKnownAsync(visit))
            return visit.Unknown();
        if (visit.Request.Caller is not null)
            return visit.GoTo(InvitationPages.Answer);
        if (!CountryCode.TryParse(visit.Text("country"), out var country))
            return await AgainAsync(visit, [new ValueRequired().At("country")]);
        var organization = new NewCustomerInput(
            visit.Text("name"),
            country,
            visit.Text("domain"),
            visit.Text("adminFullName"),
            visit.Text("password")
        );
        var input = new AcceptInvitationInput(visit.Token, IsTicked(visit), organization);
        var payload = await mutations.RunAsync("acceptInvitation", mutations.Make<AcceptInvitation>(), input, visit);
        return payload.Preview is { } accepted
            ? Accepted(visit, accepted, newAccount: true)
            : await AgainAsync(visit, payload.Errors);
    }

    /// <summary>Whoever holds the link may say no.</summary>
    private async Task<IResult> DeclineAsync(PageVisit visit)
    {
        var payload = await mutations.RunAsync(
            "declineInvitation",
            mutations.Make<DeclineInvitation>(),
            new DeclineInvitationInput(visit.Token),
            visit
        );
        if (payload.Preview is not { } declined)
            return await AgainAsync(visit, payload.Errors);
        return visit.Show<MessagePage>(
            StatusCodes.Status200OK,
            ("Heading", visit.Page.Say("declined.title")),
            ("Paragraphs", new[] { visit.Page.Say("declined.text", ("inviter", declined.InviterName)) }),
            ("OffersSignOut", visit.Request.Caller is not null)
        );
    }

    private static IResult Accepted(PageVisit visit, InvitationPreview accepted, bool newAccount)
    {
        var say = visit.Page;
        var inviter = ("inviter", (object)accepted.InviterName);
        var provider = ("provider", (object)(accepted.IndirectProviderName ?? ""));
        var (title, text) = accepted.Kind switch
        {
            InvitationKind.Partnership => (
                say.Say("accepted.partnership.title", inviter),
                say.Say("accepted.partnership.text", inviter)
            ),
            InvitationKind.Customer => (
                say.Say("accepted.customer.title", inviter),
                say.Say("accepted.customer.text", inviter)
            ),
            InvitationKind.CustomerWithProvider => (
                say.Say("accepted.joint.title", inviter, provider),
                say.Say("accepted.joint.text", inviter, provider)
            ),
        };
        string[] paragraphs = newAccount ? [text, say.Say("accepted.newAccount")] : [text];
        return visit.Show<MessagePage>(
            StatusCodes.Status200OK,
            ("Heading", title),
            ("Paragraphs", paragraphs),
            ("OffersSignOut", !newAccount && visit.Request.Caller is not null)
        );
    }

    /// <summary>The same page, with what was typed and what is wrong with it; where the link is the reason, the page that says so.</summary>
    private Task<IResult> AgainAsync(PageVisit visit, IReadOnlyList<Refusal> refusals)
    {
        var form = FilledForm.Of(visit.Form!, visit.Language, refusals.Select(refusal => OnThisPage(refusal)));
        return pages.ShowAsync(visit, form, StatusCodes.Status422UnprocessableEntity);
    }

    // What the schema says of users in general is said here of this form.
    private static Refusal OnThisPage(Refusal refusal) =>
        refusal switch
        {
            EmailTaken => new AccountExists(),
            ConfirmationRequired => refusal.At("confirmed"),
            _ => refusal,
        };

    private async Task<bool> IsKnownAsync(PageVisit visit) => await pages.KnowsAsync(visit.Token, visit.Cancellation);

    private static bool IsTicked(PageVisit visit) =>
        string.Equals(visit.Text("confirmed"), "yes", StringComparison.Ordinal);

    /// <summary>The recipient's address has an account already: it accepts by signing in.</summary>
    private sealed record AccountExists() : Refusal(UserErrorCode.EmailTaken, "page.customer.accountExists");
}
