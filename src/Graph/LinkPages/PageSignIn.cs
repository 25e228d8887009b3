using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>The page of the visit's step again, with what is wrong with what was typed.</summary>
public delegate Task<IResult> ShowAgain(PageVisit visit, IReadOnlyList<Refusal> refusals);

/// <summary>Signing in and out on the way to an answer, and the first password of one's own.</summary>
public sealed class PageSignIn(IServiceProvider services, MutationTrail trail, PageSession session)
{
    public async Task<IResult> SignInAsync(PageVisit visit, ShowAgain again)
    {
        if (!EmailAddress.TryParse(visit.Text("email"), out var email))
            return await again(visit, [new EmailAddressInvalid().At("email")]);
        var input = new SignInInput(email, visit.Text("password"));
        var payload = await RunAsync("signIn", Make<SignIn>(), input, visit);
        if (payload.Session is not { } opened)
            return await again(visit, payload.Errors);
        session.Keep(visit.Context, opened);
        return visit.GoTo(InvitationPages.Answer);
    }

    public async Task<IResult> SignOutAsync(PageVisit visit)
    {
        if (visit.Request.Caller is not null)
            await RunAsync("signOut", Make<SignOut>(), NoInput.Value, visit);
        session.Forget(visit.Context);
        return visit.GoTo(InvitationPages.Answer);
    }

    /// <summary>R38: a temporary password sets a new one, and nothing else.</summary>
    public async Task<IResult> ChangePasswordAsync(PageVisit visit, ShowAgain again)
    {
        if (visit.Request.Caller is null)
            return visit.GoTo(InvitationPages.Answer);
        var input = new ChangePasswordInput(visit.Text("currentPassword"), visit.Text("newPassword"));
        var payload = await RunAsync("changePassword", Make<ChangePassword>(), input, visit);
        if (payload.Session is not { } opened)
            return await again(visit, payload.Errors);
        session.Keep(visit.Context, opened);
        return visit.GoTo(InvitationPages.Answer);
    }

    private Task<TPayload> RunAsync<TInput, TPayload>(
        string name,
        IMutation<TInput, TPayload> mutation,
        TInput input,
        PageVisit visit
    )
        where TPayload : Payload => trail.RunAsync(name, mutation, input, visit.Request, visit.Cancellation);

    private TUseCase Make<TUseCase>()
        where TUseCase : class => ActivatorUtilities.CreateInstance<TUseCase>(services);
}
