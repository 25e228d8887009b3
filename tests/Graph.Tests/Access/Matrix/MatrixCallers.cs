using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Acting;
using PartnerGraph.Graph.ApiTokens;
using PartnerGraph.Graph.Demo;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>Somebody who asks.</summary>
/// <param name="Group">Those of one group stand together in the matrix.</param>
/// <param name="Tenant">Whose own things count as own; null for the anonymous, who ask for a reseller's.</param>
public sealed record MatrixCaller(string Group, string Name, Caller? Caller, OrganizationId? Tenant);

/// <summary>Every combination of roles in every kind of organization, each really signed in, and who else may come.</summary>
public sealed class MatrixCallers(GraphServer server, Func<string, OrganizationId> organization)
{
    public static readonly Roles Everything = new(AgentRole.AdminAgent, AdminRole.GlobalAdmin);

    public static IReadOnlyList<(string Group, DemoOrganization Of)> Kinds { get; } =
    [
        ("reseller", DemoCast.Birch),
        ("provider", DemoCast.Alpenland),
        ("customer", DemoCustomers.Bakery),
        ("operator", DemoCast.Operator),
    ];

    public async Task<IReadOnlyList<MatrixCaller>> AllAsync()
    {
        var birch = organization(DemoCast.Birch.Name);
        List<MatrixCaller> all =
        [
            new("anonymous", "anonymous", null, null),
            await PersonAsync("temporary", DemoCast.Birch, Everything, temporary: true),
        ];
        foreach (var (group, of) in Kinds)
        foreach (var agent in Enum.GetValues<AgentRole>())
        foreach (var admin in Enum.GetValues<AdminRole>())
            all.Add(await PersonAsync(group, of, new Roles(agent, admin)));
        all.Add(await PersonAsync("applicant", DemoCast.Lindqvist, Everything));
        var creator = all.Single(one => one is { Group: "reseller", Caller.Roles: var roles } && roles == Everything);
        foreach (var scope in Enum.GetValues<ApiScope>())
            all.Add(new("token", $"token {scope}", await TokenAsync(creator.Caller!, scope), birch));
        all.Add(
            await ForResellerAsync(
                all.Single(one => one is { Group: "provider", Caller.Roles: var roles } && roles == Everything)
            )
        );
        all.Add(await ForCustomerAsync(creator));
        return all;
    }

    /// <summary>Who may do all that somebody of the organization may.</summary>
    public Task<MatrixCaller> SuperuserAsync(DemoOrganization of) => PersonAsync("superuser", of, Everything);

    private async Task<MatrixCaller> PersonAsync(string group, DemoOrganization of, Roles roles, bool temporary = false)
    {
        var name = $"{group} {roles.Agent} {roles.Admin}";
        var email = $"{name.Replace(' ', '-')}@{of.Domain}";
        var tenant = organization(of.Name);
        await server.AddPersonAsync(
            email,
            roles,
            temporaryUntil: temporary ? DateTimeOffset.UtcNow.AddDays(7) : null,
            organization: tenant
        );
        var session = (await server.SignInAsync(email)).Session.ShouldNotBeNull(email);
        return new MatrixCaller(group, name, await server.WhoIsAsync(session.AccessToken), tenant);
    }

    /// <summary>R52: a provider's global admin in the account of a reseller that grants administration.</summary>
    private async Task<MatrixCaller> ForResellerAsync(MatrixCaller provider)
    {
        var subject = organization(DemoCast.Birch.Name);
        await using var db = server.Open();
        var partnership = await db.Partnerships.SingleAsync(row =>
            row.ProviderId == provider.Tenant && row.ResellerId == subject
        );
        var id = GlobalId.Of(NodeKind.Partnership, partnership.Id.Value);
        var begun = await server.RunAsync<ActFor, ActForInput, ActForPayload>(new ActForInput(id), provider.Caller);
        return await ActingAsync("acting for a reseller", begun.Session, subject);
    }

    /// <summary>R72: a reseller's admin agent in the account of a customer that delegates its administration.</summary>
    private async Task<MatrixCaller> ForCustomerAsync(MatrixCaller reseller)
    {
        var subject = organization(DemoCustomers.Bakery.Name);
        var id = GlobalId.Of(NodeKind.Customer, subject.Value);
        var begun = await server.RunAsync<ActForCustomer, ActForCustomerInput, ActForCustomerPayload>(
            new ActForCustomerInput(id),
            reseller.Caller
        );
        return await ActingAsync("acting for a customer", begun.Session, subject);
    }

    private async Task<MatrixCaller> ActingAsync(string name, OpenedSession? session, OrganizationId subject)
    {
        var caller = await server.WhoIsAsync(session.ShouldNotBeNull(name).AccessToken);
        caller.ShouldNotBeNull(name).Acting.ShouldNotBeNull(name);
        return new MatrixCaller("acting", name, caller, subject);
    }

    private async Task<Caller?> TokenAsync(Caller creator, ApiScope scope)
    {
        var made = await server.RunAsync<CreateApiToken, CreateApiTokenInput, CreateApiTokenPayload>(
            new CreateApiTokenInput($"only {scope}", [scope], ExpiresAt: null),
            creator
        );
        return await server.WhoIsAsync(made.Secret);
    }
}
