using Microsoft.AspNetCore.Http;
using PartnerGraph.Graph.Access;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>What a signed-in person answers behind a mailed link: an invitation, or what a partner asks to be delegated.</summary>
public sealed class AnsweredPages(InvitationPages invitations, InvitationForms answers, GrantPages grants)
{
    public async Task<IResult> LookAsync(PageVisit visit) =>
        await grants.KnowsAsync(visit) ? await grants.LookAsync(visit) : await invitations.LookAsync(visit);

    public async Task<IResult> TakeAsync(PageVisit visit)
    {
        try
        {
            return await grants.KnowsAsync(visit) ? await grants.TakeAsync(visit) : await answers.TakeAsync(visit);
        }
        catch (GraphQLException refused) when (refused.Error.Code is RequestErrorCodes.RateLimited)
        {
            return VisitReader.TooMany(visit, TimeSpan.FromMinutes(1));
        }
        catch (GraphQLException refused)
            when (refused.Error.Code is RequestErrorCodes.Unauthenticated or RequestErrorCodes.PasswordChangeRequired)
        {
            // The sign-in ended between two pages: the next one asks for it.
            return visit.GoTo(InvitationPages.Answer);
        }
    }
}
