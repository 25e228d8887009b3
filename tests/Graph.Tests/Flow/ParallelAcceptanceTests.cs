using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>Fifty who accept the same invitation at the same moment: one wins, and everything is there once.</summary>
public sealed class ParallelAcceptanceTests(WholePrograms programs)
{
    private const int Racers = 50;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Of_fifty_acceptances_of_a_partnership_one_wins(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var (provider, reseller) = (await program.ProviderAsync(), await program.ResellerAsync());
        await provider.DoAsync("inviteReseller", new { email = reseller.Email });
        var token = await program.TokenToAsync(reseller.Email);

        await RaceAsync(() => reseller.Client.MutateAsync("acceptInvitation", new { token, confirmed = true }));

        var seen = await provider.AskAsync("{ indirectResellers { totalCount } }");
        seen.At("indirectResellers.totalCount").GetInt32().ShouldBe(1);
        (await EventsAsync(running, provider)).ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Of_fifty_new_accounts_that_accept_a_joint_invitation_one_is_made(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var program = running.Program;
        var (provider, reseller) = (await program.ProviderAsync(), await program.ResellerAsync());
        await program.AuthorizeAsync(provider, reseller);
        var email = PartnerProgram.NewCustomerEmail();
        var draft = await PartnerProgram.DraftAsync(reseller, email, provider);
        var token = PartnerProgram.TokenOf(draft.Text("link"));

        await RaceAsync(() =>
            program.Anonymous.MutateAsync(
                "acceptInvitation",
                PartnerProgram.NewCustomer(token),
                "session { accessToken }"
            )
        );

        foreach (var partner in (Member[])[reseller, provider])
        {
            var seen = await partner.AskAsync("{ customers { totalCount nodes { relationships { kind } } } }");
            seen.At("customers.totalCount").GetInt32().ShouldBe(1);
            seen.Texts("customers.nodes.0.relationships", "kind").ShouldBe(["RESELLER", "PROVIDER"], ignoreOrder: true);
        }
        (await EventsAsync(running, reseller)).ShouldBe(1);
        // The authorization before and the acceptance now.
        (await EventsAsync(running, provider)).ShouldBe(2);
        await using var db = running.Server.Open();
        (await db.Accounts.CountAsync(account => account.Email == email)).ShouldBe(1);
        await program.SignInAsync(email);
    }

    private static async Task RaceAsync(Func<Task<Reply>> accept)
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(accept)));

        var outcomes = replies
            .Select(reply => reply.DataWithoutErrors().Texts("acceptInvitation.errors", "code"))
            .ToList();
        outcomes.Count(codes => codes.Count == 0).ShouldBe(1);
        outcomes
            .Where(codes => codes.Count > 0)
            .ShouldAllBe(codes =>
                codes.Count == 1 && (codes[0] == "INVITATION_ALREADY_USED" || codes[0] == "EMAIL_TAKEN")
            );
    }

    private static async Task<int> EventsAsync(WholeProgram running, Member partner)
    {
        await using var db = running.Server.Open();
        var id = new OrganizationId(GlobalId.Read(NodeKind.Partner, partner.Id)!.Value);
        return await db.Events.CountAsync(row => row.OrganizationId == id && row.Kind == "invitation.accepted");
    }
}
