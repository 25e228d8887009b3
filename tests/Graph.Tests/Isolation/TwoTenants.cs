using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.Isolation;

/// <summary>Ids and words that lead to something of the first tenants, or to nothing at all.</summary>
public sealed record Names
{
    public required string Reseller { get; init; }
    public required string Provider { get; init; }
    public required string Customer { get; init; }
    public required string CustomerUser { get; init; }
    public required string User { get; init; }
    public required string Partnership { get; init; }
    public required string Enrollment { get; init; }
    public required string Sent { get; init; }
    public required string Draft { get; init; }
    public required string ApiToken { get; init; }
    public required string Listing { get; init; }
    public required string Subscription { get; init; }
    public required string Order { get; init; }
    public required string AuditEvent { get; init; }
    public required string WebhookEndpoint { get; init; }
    public required string WebhookDelivery { get; init; }
    public required string Lead { get; init; }
    public required string ServiceRequest { get; init; }
    public required string SupportTicket { get; init; }
    public required string Grant { get; init; }

    /// <summary>43 characters as a link has them: what the row keeps of a genuine one, or nothing.</summary>
    public required string Mail { get; init; }
    public required string LinkToken { get; init; }
    public required string VerificationToken { get; init; }

    /// <summary>A genuine one belongs to an enrollment of the first tenants.</summary>
    public required string MembershipSession { get; init; }
    public required string RefreshToken { get; init; }
    public required string UserName { get; init; }
    public required string MpnId { get; init; }

    /// <summary>For searches.</summary>
    public required string Word { get; init; }

    /// <summary>The same text for all of them.</summary>
    public static Names All(string text) =>
        new()
        {
            Reseller = text,
            Provider = text,
            Customer = text,
            CustomerUser = text,
            User = text,
            Partnership = text,
            Enrollment = text,
            Sent = text,
            Draft = text,
            ApiToken = text,
            Listing = text,
            Subscription = text,
            Order = text,
            WebhookEndpoint = text,
            WebhookDelivery = text,
            Grant = text,
            Mail = text,
            AuditEvent = text,
            Lead = text,
            ServiceRequest = text,
            SupportTicket = text,
            LinkToken = text,
            VerificationToken = text,
            MembershipSession = text,
            RefreshToken = text,
            UserName = text,
            MpnId = text,
            Word = text,
        };

    public IReadOnlyList<string> Nodes =>
        [
            Reseller,
            Provider,
            Customer,
            CustomerUser,
            User,
            Partnership,
            Enrollment,
            Sent,
            Draft,
            ApiToken,
            Listing,
            Subscription,
            Order,
            WebhookEndpoint,
            WebhookDelivery,
            Grant,
            Mail,
            AuditEvent,
            Lead,
            ServiceRequest,
            SupportTicket,
        ];
}

/// <summary>
/// The first tenants, of whom nobody else may learn anything, and strangers of every kind who have rows of the same sort themselves.
/// </summary>
public sealed class TwoTenants
{
    private TwoTenants(PartnerProgram program, Trio first, Trio second)
    {
        Program = program;
        First = first;
        Second = second;
    }

    public PartnerProgram Program { get; }

    public Trio First { get; }

    public Trio Second { get; }

    public required Names Genuine { get; init; }

    public required Names Unknown { get; init; }

    /// <summary>What would give the first tenants away wherever it stands in an answer to a stranger.</summary>
    public IReadOnlyList<string> Canaries =>
        [
            .. ((Member[])[First.Reseller, First.Provider, First.Customer]).SelectMany(member =>
                (string[])[member.Id, member.Name, member.Domain]
            ),
            First.Reseller.MpnId,
            First.Partnership,
        ];

    public static async Task<TwoTenants> MakeAsync(WholeProgram running)
    {
        var program = running.Program;
        var (first, second) = (await program.NewTrioAsync(), await program.NewTrioAsync());
        foreach (var trio in (Trio[])[first, second])
            await FurnishAsync(program, trio);
        return new TwoTenants(program, first, second)
        {
            Genuine = await GenuineAsync(running, first),
            Unknown = NothingAtAll(),
        };
    }

    /// <summary>Everybody who has nothing to do with the first tenants, each with a session of their own.</summary>
    public async Task<IReadOnlyList<(string Who, GraphClient Client)>> StrangersAsync() =>
        [
            ("reseller", await Program.SignInAsync(Second.Reseller.Email)),
            ("provider", await Program.SignInAsync(Second.Provider.Email)),
            ("customer", await Program.SignInAsync(Second.Customer.Email)),
            ("applicant", (await Program.StartEnrollmentAsync()).Client),
            ("anonymous", Program.Anonymous),
        ];

    /// <summary>All that the first tenants see of themselves, as text.</summary>
    public Task<string> StateAsync() => StateOfAsync(First);

    public static async Task<string> StateOfAsync(Trio trio)
    {
        var seen = new List<string>();
        foreach (var member in (Member[])[trio.Reseller, trio.Provider, trio.Customer])
            seen.Add((await member.Client.SendAsync(Everything)).Text);
        return string.Join('\n', seen);
    }

    private const string Everything = """
        {
          viewer { organization { id name ... on Partner { mpnId supportContact { email } } } user { id agentRole adminRole } }
          enrollment { id status history { to at } }
          users(first: 100) { totalCount nodes { id fullName email agentRole adminRole active language } }
          partners { totalCount nodes { id name } }
          indirectProviders { totalCount nodes { id status orderingGranted administrationGranted } }
          indirectResellers { totalCount nodes { id status orderingGranted administrationGranted } }
          customers(first: 100) { totalCount nodes { id name source relationships { kind acceptedAt } } }
          invitations(first: 100) { totalCount nodes { id status recipientEmail expiresAt } }
          apiTokens { totalCount nodes { id name scopes } }
          orders { totalCount nodes { id lines { quantity subscription { id quantity assigned status } } } }
          serviceRequests { totalCount nodes { id status messages { text } } }
          supportTickets { totalCount nodes { id status messages { text } } }
          leads { totalCount nodes { id status company history { to } } }
        }
        """;

    // Rows of every sort on both sides: an empty list would prove little.
    private static async Task FurnishAsync(PartnerProgram program, Trio trio)
    {
        await program.AddUserAsync(trio.Reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        await PartnerProgram.DraftAsync(trio.Reseller, PartnerProgram.NewCustomerEmail());
        await trio.Reseller.DoAsync("createApiToken", new { name = "robot", scopes = new[] { "READ" } });
        await trio.Reseller.DoAsync(
            "createServiceRequest",
            new
            {
                customerId = trio.Customer.Id,
                title = "No mail",
                description = $"Nothing arrives at {trio.Customer.Name}.",
            }
        );
        var lead = await trio.Provider.DoAsync(
            "createLead",
            new
            {
                company = PartnerProgram.Unique("Prospect"),
                country = "DE",
                contactName = "Tina Vogt",
                contactEmail = PartnerProgram.NewCustomerEmail(),
            },
            "lead { id }"
        );
        await trio.Provider.DoAsync("assignLead", new { leadId = lead.Text("lead.id"), resellerId = trio.Reseller.Id });
        await trio.Reseller.DoAsync("openSupportTicket", new { title = "No bill", description = trio.Reseller.Name });
    }

    private static async Task<Names> GenuineAsync(WholeProgram running, Trio first)
    {
        var program = running.Program;
        var seen = await first.Reseller.AskAsync(
            """
            { users(first: 100) { nodes { id email } } enrollment { id } apiTokens { nodes { id } }
              customers { nodes { users { nodes { id } } } } serviceRequests { nodes { id } } supportTickets { nodes { id } } leads { nodes { id } }
              invitations(first: 100) { nodes { id status } } }
            """
        );
        var listing = await program.Anonymous.AskAsync(
            "query($name: String) { providerDirectory(search: $name) { nodes { id } } }",
            new { name = first.Provider.Name }
        );
        // Two more with an open enrollment, so that the link of one and the other's sign-in to its membership are good.
        var applicant = await program.SubmitEnrollmentAsync();
        await program.MailToAsync(applicant.Email, applicant.Name);
        var beginner = await program.StartEnrollmentAsync();
        await program.LinkMpnIdAsync(beginner);
        var session = await first
            .Reseller.Client.As(null)
            .DoAsync(
                "signIn",
                new { email = first.Reseller.Email, password = PartnerProgram.Password },
                "session { accessToken }"
            );
        var (offer, _) = await Shop.OfferAsync(running, first.Reseller);
        var subscription = await Shop.SubscriptionAsync(first.Reseller, first.Customer, offer);
        var orders = await first.Reseller.AskAsync("{ orders { nodes { id } } }");
        var events = await first.Reseller.AskAsync("{ auditEvents(first: 1) { nodes { id } } }");
        // Never called: a name that nobody has.
        var endpoint = (
            await first.Reseller.DoAsync(
                "createWebhookEndpoint",
                new { url = "https://hooks.nobody.example/x" },
                "webhookEndpoint { id }"
            )
        ).Text("webhookEndpoint.id");
        var test = await first.Reseller.DoAsync(
            "sendTestWebhook",
            new { webhookEndpointId = endpoint },
            "webhookDelivery { id }"
        );
        var grants = await first.Reseller.AskAsync("{ administrationGrants { nodes { id } } }");
        var invitations = seen.List("invitations.nodes");
        var draft = invitations.First(one => one.Text("status") == "DRAFT").Text("id");
        return new Names
        {
            Reseller = first.Reseller.Id,
            Provider = first.Provider.Id,
            Customer = first.Customer.Id,
            CustomerUser = seen.Text("customers.nodes.0.users.nodes.0.id"),
            User = seen.List("users.nodes").First(one => one.Text("email") != first.Reseller.Email).Text("id"),
            Partnership = first.Partnership,
            Enrollment = seen.Text("enrollment.id"),
            Sent = invitations.First(one => one.Text("status") == "ACCEPTED").Text("id"),
            Draft = draft,
            ApiToken = seen.Text("apiTokens.nodes.0.id"),
            Listing = listing.Text("providerDirectory.nodes.0.id"),
            Subscription = subscription,
            Order = orders.Text("orders.nodes.0.id"),
            WebhookEndpoint = endpoint,
            WebhookDelivery = test.Text("webhookDelivery.id"),
            Grant = grants.Text("administrationGrants.nodes.0.id"),
            Mail = await MailOfAsync(running, first.Provider),
            AuditEvent = events.Text("auditEvents.nodes.0.id"),
            Lead = seen.Text("leads.nodes.0.id"),
            ServiceRequest = seen.Text("serviceRequests.nodes.0.id"),
            SupportTicket = seen.Text("supportTickets.nodes.0.id"),
            LinkToken = await StoredHashAsync(running, draft),
            VerificationToken = await StoredHashAsync(running, applicant),
            MembershipSession = await program.SignInToMembershipAsync(beginner),
            RefreshToken = session.Text("session.accessToken"),
            UserName = beginner.MpnId,
            MpnId = beginner.MpnId,
            Word = first.Reseller.Name,
        };
    }

    private static async Task<string> MailOfAsync(WholeProgram running, Member provider)
    {
        var id = new OrganizationId(GlobalId.Read(NodeKind.Partner, provider.Id)!.Value);
        await using var db = running.Server.Open();
        var mail = await db.Outbox.Where(row => row.OrganizationId == id).Select(row => row.Id).FirstAsync();
        return GlobalId.Of(NodeKind.QueuedMail, mail);
    }

    private static async Task<string> StoredHashAsync(WholeProgram running, string invitation)
    {
        var id = new InvitationId(GlobalId.Read(NodeKind.Invitation, invitation)!.Value);
        await using var db = running.Server.Open();
        var hash = await db.Invitations.Where(row => row.Id == id).Select(row => row.SecretHash).SingleAsync();
        return Base64Url.EncodeToString([.. hash]);
    }

    private static async Task<string> StoredHashAsync(WholeProgram running, Member applicant)
    {
        var id = new OrganizationId(GlobalId.Read(NodeKind.Partner, applicant.Id)!.Value);
        await using var db = running.Server.Open();
        var hash = await db
            .Enrollments.Where(row => row.OrganizationId == id)
            .Select(row => row.LinkSecretHash)
            .SingleAsync();
        return Base64Url.EncodeToString([.. hash!]);
    }

    private static Names NothingAtAll()
    {
        static string New(NodeKind kind) => GlobalId.Of(kind, Guid.CreateVersion7());
        return new Names
        {
            Reseller = New(NodeKind.Partner),
            Provider = New(NodeKind.Partner),
            Customer = New(NodeKind.Customer),
            CustomerUser = New(NodeKind.CustomerUser),
            User = New(NodeKind.User),
            Partnership = New(NodeKind.Partnership),
            Enrollment = New(NodeKind.Enrollment),
            Sent = New(NodeKind.Invitation),
            Draft = New(NodeKind.Invitation),
            ApiToken = New(NodeKind.ApiToken),
            Listing = New(NodeKind.ProviderListing),
            Subscription = New(NodeKind.Subscription),
            Order = New(NodeKind.Order),
            WebhookEndpoint = New(NodeKind.WebhookEndpoint),
            WebhookDelivery = New(NodeKind.WebhookDelivery),
            Grant = New(NodeKind.AdministrationGrant),
            Mail = New(NodeKind.QueuedMail),
            AuditEvent = New(NodeKind.AuditEvent),
            Lead = New(NodeKind.Lead),
            ServiceRequest = New(NodeKind.ServiceRequest),
            SupportTicket = New(NodeKind.SupportTicket),
            LinkToken = new string('A', 43),
            VerificationToken = new string('B', 43),
            MembershipSession = "nothing",
            RefreshToken = "pgr_nothing",
            UserName = "9999999",
            MpnId = "9999999",
            Word = "nobody-is-called-so",
        };
    }
}
