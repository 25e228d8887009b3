using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>The page of the visit's step again, with what is wrong with what was typed.</summary>
public delegate Task<IResult> ShowAgain(PageVisit visit, IReadOnlyList<Refusal> refusals);

/// <summary>Signing in and out on the way to an answer, and the first password of one's own.</summary>
public sealed class PageSignIn(PageMutations mutations, PageSession session)
{
    public async Task<IResult> SignInAsync(PageVisit visit, ShowAgain again)
    {
        if (!EmailAddress.TryParse(visit.Text("email"), out var email))
            return await again(visit, [new EmailAddressInvalid().At("email")]);
        var input = new SignInInput(email, visit.Text("password"));
        var payload = await mutations.RunAsync("signIn", mutations.Make<SignIn>(), input, visit);
        if (payload.Session is not { } opened)
            return await again(visit, payload.Errors);
        session.Keep(visit.Context, opened);
        return visit.GoTo(InvitationPages.Answer);
    }

    public async Task<IResult> SignOutAsync(PageVisit visit)
    {
        if (visit.Request.Caller is not null)
            await mutations.RunAsync("signOut", mutations.Make<SignOut>(), NoInput.Value, visit);
        session.Forget(visit.Context);
        return visit.GoTo(InvitationPages.Answer);
    }

    /// <summary>R38: a temporary password sets a new one, and nothing else.</summary>
    public async Task<IResult> ChangePasswordAsync(PageVisit visit, ShowAgain again)
    {
        if (visit.Request.Caller is null)
            return visit.GoTo(InvitationPages.Answer);
        var input = new ChangePasswordInput(visit.Text("currentPassword"), visit.Text("newPassword"));
        var payload = await mutations.RunAsync("changePassword", mutations.Make<ChangePassword>(), input, visit);
        if (payload.Session is not { } opened)
            return await again(visit, payload.Errors);
        session.Keep(visit.Context, opened);
        return visit.GoTo(InvitationPages.Answer);
    }
}
