using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Integrators;

namespace PartnerGraph.Graph.Tests.Faults;

/// <summary>Providers who invite resellers, one address after the other, and what they were told was done.</summary>
internal sealed class Inviters
{
    private readonly Installation installation;
    private readonly ConcurrentQueue<InvitationId> acknowledged = new();
    private int asked;
    private int unanswered;

    private Inviters(Installation installation, IReadOnlyList<Member> providers)
    {
        this.installation = installation;
        Providers = providers;
    }

    public IReadOnlyList<Member> Providers { get; }

    public int Asked => Volatile.Read(ref asked);

    /// <summary>How many got no answer, or one that said that something went wrong.</summary>
    public int Unanswered => Volatile.Read(ref unanswered);

    public IReadOnlyCollection<InvitationId> Acknowledged => acknowledged;

    public static async Task<Inviters> MakeAsync(Installation installation, int port, int count)
    {
        var program = installation.ProgramAt(port);
        var providers = new List<Member>();
        while (providers.Count < count)
            providers.Add(await program.ProviderAsync());
        return new Inviters(installation, providers);
    }

    /// <summary>True where the server said that it was done. A refusal by the program's rules fails the test: it would show nothing.</summary>
    public async Task<bool> InviteAsync(int port, Member provider, CancellationToken cancellation)
    {
        var client = new GraphClient(new Uri($"http://127.0.0.1:{port}"), provider.Client.Token);
        var email = $"owner{Interlocked.Increment(ref asked)}@reseller.example";
        try
        {
            var reply = await client
                .MutateAsync("inviteReseller", new { email }, "invitation { id }")
                .WaitAsync(cancellation);
            if (reply.Errors.Count == 0)
            {
                var payload = reply.Data.At("inviteReseller");
                payload.At("errors").GetArrayLength().ShouldBe(0, reply.Text);
                acknowledged.Enqueue(new InvitationId(Read(NodeKind.Invitation, payload.Text("invitation.id"))));
                return true;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // Whether it was done nobody knows: the rows must agree with each other.
        }

        Interlocked.Increment(ref unanswered);
        return false;
    }

    /// <summary>A day goes by for what these have sent: else their quotas would end the test.</summary>
    public async Task LetADayPassAsync()
    {
        await using var db = installation.Open();
        var old = TimeProvider.System.GetUtcNow().AddDays(-2);
        var own = Organizations();
        await db
            .Invitations.Where(row => own.Contains(row.InviterId) && row.LinkIssuedAt > old.AddDays(1))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LinkIssuedAt, old));
    }

    public IReadOnlyList<OrganizationId> Organizations() =>
        [.. Providers.Select(provider => new OrganizationId(Read(NodeKind.Partner, provider.Id)))];

    private static Guid Read(NodeKind kind, string id) => GlobalId.Read(kind, id)!.Value;
}
