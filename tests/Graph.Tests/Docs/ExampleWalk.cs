using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Demo;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Idempotency;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Tests.Docs;

/// <summary>Somebody who goes through the examples over HTTP in a running demo world.</summary>
public sealed class ExampleWalk(GraphServer server)
{
    public Uri Address { get; } = server.ClientOptions.BaseAddress;

    private readonly Dictionary<string, string> sessions = new(StringComparer.Ordinal);
    private readonly HashSet<string> done = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Done => done;

    /// <summary>The session of a work account that an example made: for those that begin with "With the session".</summary>
    public string? Session { get; set; }

    /// <summary>The example's data; an error of the request or of the rules fails the test.</summary>
    public async Task<JsonElement> StepAsync(string name, params (string Place, string Value)[] values)
    {
        var example = Example.Read(name);
        var client = await ClientAsync(example);
        var answer = await Repetition.SendAsync(example, client, example.Filled(values));
        answer.Errors.ShouldBeEmpty($"{name}: {answer.Text}");
        foreach (var field in answer.Data.EnumerateObject())
        {
            field.Value.ValueKind.ShouldNotBe(JsonValueKind.Null, $"{name}: {answer.Text}");
            if (field.Value.TryGetProperty("errors", out var errors))
                errors.GetArrayLength().ShouldBe(0, $"{name}: {answer.Text}");
        }
        done.Add(name);
        return answer.Data;
    }

    /// <summary>The first event of a subscription.</summary>
    public async Task<JsonElement> FirstEventAsync(string name, string field)
    {
        var example = Example.Read(name);
        var client = await ClientAsync(example);
        await using var stream = await EventStream.OpenAsync(client, example.Operation, example.Filled());
        var first = await stream.NextAsync(field);
        done.Add(name);
        return first;
    }

    /// <summary>What stands in the link that is mailed to this address.</summary>
    public async Task<string> InvitationTokenAsync(string recipient)
    {
        var email = EmailAddress.Parse(recipient);
        await using var db = server.Open();
        var newest = await db
            .Invitations.Where(row => row.RecipientEmail == email)
            .OrderByDescending(row => row.Id)
            .FirstAsync();
        return newest.Secret(Key).Token;
    }

    public async Task<string> EnrollmentTokenAsync(string contact)
    {
        await using var db = server.Open();
        var all = await db.Enrollments.ToListAsync();
        return all.Single(row => row.PrimaryContact?.Email.Value == contact).LinkSecret(Key).Token;
    }

    /// <summary>What stands in the newest link that was mailed to this person.</summary>
    public async Task<string> PersonTokenAsync(string address)
    {
        var email = EmailAddress.Parse(address);
        await using var db = server.Open();
        var newest = await db
            .PersonLinks.Where(link => db.Users.Any(user => user.PersonId == link.PersonId && user.Email == email))
            .OrderByDescending(link => link.Id)
            .FirstAsync();
        return newest.Secret(Key).Token;
    }

    /// <summary>The id of a user who has an account elsewhere and is asked to belong here too.</summary>
    public async Task<string> AskForConsentAsync(string asking, string asked)
    {
        var session = (await server.SignInAsync(asking, DemoCast.Password)).Session.ShouldNotBeNull();
        var added = await new GraphClient(Address, session.AccessToken).DoAsync(
            "addUser",
            new
            {
                fullName = "Greta Hofer",
                email = asked,
                agentRole = "NOT_AN_AGENT",
                adminRole = "NOT_AN_ADMIN",
            },
            "user { id }"
        );
        return added.Text("user.id");
    }

    /// <summary>A minute passes for every link, so that it may be mailed again.</summary>
    public async Task WaitForResendAsync()
    {
        await using var db = server.Open();
        var then = DateTimeOffset.UtcNow.AddMinutes(-2);
        await db.Enrollments.ExecuteUpdateAsync(set => set.SetProperty(row => row.LinkIssuedAt, then));
        await db.PersonLinks.ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedAt, then));
    }

    /// <summary>No worker runs beside this world: its mails wait.</summary>
    public async Task<string> WaitingMailAsync()
    {
        await using var db = server.Open();
        var mail = await db.Outbox.Where(row => row.Status == MailStatus.Queued).OrderBy(row => row.Id).FirstAsync();
        return GlobalId.Of(NodeKind.QueuedMail, mail.Id);
    }

    private LinkKey Key => server.Services.GetRequiredService<LinkKey>();

    private async Task<GraphClient> ClientAsync(Example example)
    {
        if (example.Operation.StartsWith("# Anonymous. ", StringComparison.Ordinal))
            return new GraphClient(Address);
        if (example.SignInName is not { } email)
            return new GraphClient(Address, Session.ShouldNotBeNull(example.Name));
        if (!sessions.TryGetValue(email, out var token))
            sessions[email] = token = (await server.SignInAsync(email, DemoCast.Password))
                .Session.ShouldNotBeNull(email)
                .AccessToken;
        return new GraphClient(Address, token);
    }
}
