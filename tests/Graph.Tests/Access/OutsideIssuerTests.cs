using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Access;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Accounts;

namespace PartnerGraph.Graph.Tests.Access;

public sealed class OutsideIssuerTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_linked_subject_is_the_person_and_an_address_alone_is_nobody(TestDatabase database)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var server = await StartAsync(database, issuer);
        var anna = await server.AddPersonAsync(
            "anna@contoso.example",
            new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin)
        );
        await LinkAsync(server, anna.PersonId, issuer.Address, "subject-1");

        var caller = (await server.WhoIsAsync(issuer.Token("subject-1")))!;
        (caller.Kind, caller.User).ShouldBe((CallerKind.Outside, anna.Id));

        // The token names the address of a person that we know; only issuer and subject count.
        var stranger = await server
            .Services.GetRequiredService<Callers>()
            .RecognizeAsync($"Bearer {issuer.Token("subject-2")}", default);
        (stranger.Caller, stranger.Refused).ShouldBe((null, true));
    }

    [Fact]
    public async Task A_token_that_proves_nothing_is_refused()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var server = await StartAsync(TestDatabase.Sqlite, issuer);
        var anna = await server.AddPersonAsync(
            "anna@contoso.example",
            new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin)
        );
        await LinkAsync(server, anna.PersonId, issuer.Address, "subject-1");

        foreach (
            var (why, token) in (IEnumerable<(string, string)>)
                [
                    ("another audience", issuer.Token("subject-1", audience: "another")),
                    ("another issuer", issuer.Token("subject-1", issuer: "https://issuer.example")),
                    ("lapsed", issuer.Token("subject-1", lifetime: TimeSpan.FromMinutes(-10))),
                    ("another key", issuer.Token("subject-1", signedWith: TestIssuer.NewKey("one"))),
                    (
                        "the public key as a shared secret",
                        issuer.Token("subject-1", signedWith: issuer.PublicKeyAsSecret())
                    ),
                    ("no signature", string.Join('.', issuer.Token("subject-1").Split('.')[..2]) + "."),
                    ("no token at all", "a.b.c"),
                ]
        )
            (await server.WhoIsAsync(token)).ShouldBeNull(why);
    }

    [Fact]
    public async Task Without_an_issuer_in_the_settings_no_such_token_is_taken()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        var anna = await server.AddPersonAsync(
            "anna@contoso.example",
            new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin)
        );
        await LinkAsync(server, anna.PersonId, issuer.Address, "subject-1");

        (await server.WhoIsAsync(issuer.Token("subject-1"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer pga_unknown")]
    [InlineData("Bearer pgt_unknown")]
    [InlineData("Bearer two words")]
    [InlineData("Bearer пароль")]
    public async Task What_is_no_good_token_is_refused_and_not_anonymous(string authorization)
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);

        var known = await server.Services.GetRequiredService<Callers>().RecognizeAsync(authorization, default);

        (known.Caller, known.Refused).ShouldBe((null, true));
    }

    [Fact]
    public async Task Nothing_is_anonymous()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);

        (await server.Services.GetRequiredService<Callers>().RecognizeAsync(authorization: null, default)).ShouldBe(
            Recognition.Anonymous
        );
    }

    private static Task<GraphServer> StartAsync(TestDatabase database, TestIssuer issuer) =>
        GraphServer.StartAsync(database, ("Oidc__Authority", issuer.Address), ("Oidc__Audience", "partnergraph"));

    private static async Task LinkAsync(GraphServer server, Domain.Ids.PersonId person, string issuer, string subject)
    {
        await using var db = server.Open();
        await PersonAccounts.LinkOutsideLoginAsync(db, person, issuer, subject, CancellationToken.None);
        await db.SaveChangesAsync();
    }
}
