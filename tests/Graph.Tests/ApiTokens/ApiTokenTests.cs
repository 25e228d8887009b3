using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.ApiTokens;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;

namespace PartnerGraph.Graph.Tests.ApiTokens;

public sealed class ApiTokenTests
{
    private static readonly Roles Admin = new(AgentRole.AdminAgent, AdminRole.GlobalAdmin);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_token_works_in_its_scopes_with_its_creators_roles_until_it_is_revoked(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database);
        var anna = await server.AddPersonAsync("anna@contoso.example", Admin);
        var caller = await SignedInAsync(server, "anna@contoso.example");

        var created = await CreateAsync(server, caller, "Billing", ApiScope.Read, ApiScope.Read);
        var token = (await server.WhoIsAsync(created.Secret))!;
        created.Secret!.ShouldStartWith("pgt_");
        (token.Kind, token.Person, token.User, token.Name).ShouldBe((CallerKind.ApiToken, null, null, "Billing"));
        token.Organization.ShouldBe(anna.OrganizationId);
        Permission.To(PartnerAction.ViewCustomers).Refuse(token).ShouldBeNull();
        Permission.To(PartnerAction.ManageLeads, ApiScope.Write).Refuse(token).ShouldBe(RequestErrorCodes.Forbidden);
        Permission.ForPeopleTo(PartnerAction.ManageUsers).Refuse(token).ShouldBe(RequestErrorCodes.Forbidden);
        Permission.Person.Refuse(token).ShouldBe(RequestErrorCodes.Forbidden);

        await server.RunAsync<RevokeApiToken, RevokeApiTokenInput, RevokeApiTokenPayload>(
            new RevokeApiTokenInput(GlobalId.Of(NodeKind.ApiToken, created.ApiToken!.Id.Value)),
            caller
        );
        (await server.WhoIsAsync(created.Secret)).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_loses_what_its_creator_loses()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        var anna = await server.AddPersonAsync("anna@contoso.example", Admin);
        var created = await CreateAsync(
            server,
            await SignedInAsync(server, "anna@contoso.example"),
            "Billing",
            ApiScope.Read
        );

        await server.ChangeUserAsync(anna.Id, "demoted");
        (await server.WhoIsAsync(created.Secret))!.Roles.Admin.ShouldBe(AdminRole.NotAnAdmin);
        await server.ChangeUserAsync(anna.Id, "deactivated");
        await Task.Delay(RecentCallers.Kept + TimeSpan.FromMilliseconds(200));
        (await server.WhoIsAsync(created.Secret)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_ones_own_tokens_are_seen_without_user_management()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        var anna = await server.AddPersonAsync("anna@contoso.example", Admin);
        await server.AddPersonAsync(
            "boris@contoso.example",
            new Roles(AgentRole.HelpdeskAgent, AdminRole.NotAnAdmin),
            organization: anna.OrganizationId
        );
        await server.AddPersonAsync("eve@fabrikam.example", Admin);
        var hers = await CreateAsync(
            server,
            await SignedInAsync(server, "anna@contoso.example"),
            "Hers",
            ApiScope.Read
        );
        var id = GlobalId.Of(NodeKind.ApiToken, hers.ApiToken!.Id.Value);

        foreach (var stranger in (string[])["boris@contoso.example", "eve@fabrikam.example"])
        {
            var refused = await server.RunAsync<RevokeApiToken, RevokeApiTokenInput, RevokeApiTokenPayload>(
                new RevokeApiTokenInput(id),
                await SignedInAsync(server, stranger)
            );
            refused.Errors.ShouldBe([new NotFound().At("apiTokenId")]);
        }
        (await server.WhoIsAsync(hers.Secret)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_token_without_name_scope_or_future_is_refused_by_field()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        await server.AddPersonAsync("anna@contoso.example", Admin);

        var refused = await server.RunAsync<CreateApiToken, CreateApiTokenInput, CreateApiTokenPayload>(
            new CreateApiTokenInput(" ", [], DateTimeOffset.UtcNow.AddMinutes(-1)),
            await SignedInAsync(server, "anna@contoso.example")
        );

        refused.Errors.Select(error => error.Path.Single()).ShouldBe(["name", "scopes", "expiresAt"]);
        refused.Secret.ShouldBeNull();
    }

    private static async Task<Caller> SignedInAsync(GraphServer server, string email) =>
        (await server.WhoIsAsync((await server.SignInAsync(email)).Session!.AccessToken))!;

    private static Task<CreateApiTokenPayload> CreateAsync(
        GraphServer server,
        Caller caller,
        string name,
        params ApiScope[] scopes
    ) =>
        server.RunAsync<CreateApiToken, CreateApiTokenInput, CreateApiTokenPayload>(
            new CreateApiTokenInput(name, scopes, ExpiresAt: null),
            caller
        );
}
