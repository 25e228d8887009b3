using System.Text.Json;

namespace PartnerGraph.Graph.Tests.Flow;

/// <content>How organizations and users come into the program.</content>
public sealed partial class PartnerProgram
{
    /// <summary>R12: a new work account with a draft.</summary>
    public async Task<Member> StartEnrollmentAsync(string? name = null, string country = "DE", string language = "en")
    {
        name ??= Unique("Reseller");
        var domain = $"{Unique("reseller")}.example";
        var email = $"anna@{domain}";
        var payload = await Anonymous
            .Speaking(language)
            .DoAsync(
                "startEnrollment",
                new
                {
                    organizationName = name,
                    country,
                    fullName = "Anna Schmidt",
                    email,
                    password = Password,
                },
                "session { accessToken } enrollment { organization { id } }"
            );
        var client = Anonymous.Speaking(language).As(payload.Text("session.accessToken"));
        return new Member(client, payload.Text("enrollment.organization.id"), name, domain, email, NewMpnId());
    }

    /// <summary>R13 to R16: the organization's MPN ID is in the registry, and gets linked.</summary>
    public async Task LinkMpnIdAsync(Member reseller, string country = "DE")
    {
        await ImportMembershipAsync(reseller.MpnId, reseller.MpnId, reseller.Name, country, domain: reseller.Domain);
        var session = await SignInToMembershipAsync(reseller);
        await reseller.DoAsync("chooseMembershipProfile", new { membershipSession = session, mpnId = reseller.MpnId });
    }

    public async Task<string> SignInToMembershipAsync(Member reseller, string? userName = null) =>
        (
            await reseller.DoAsync(
                "signInToMembership",
                new { userName = userName ?? reseller.MpnId, password = Password },
                "membershipSession"
            )
        ).Text("membershipSession");

    /// <summary>What is to be given beside the MPN ID.</summary>
    public static object ProfileOf(Member reseller, string? contact = null) =>
        new
        {
            legalName = $"{reseller.Name} GmbH",
            address = new
            {
                line1 = "Lindenstraße 5",
                city = "Berlin",
                country = "DE",
            },
            primaryContact = new { fullName = "Anna Schmidt", email = contact ?? reseller.Email },
            supportContact = new { email = $"help@{reseller.Domain}" },
        };

    /// <summary>Everything up to the mail that asks to confirm the address.</summary>
    public async Task<Member> SubmitEnrollmentAsync(string? name = null, string language = "en")
    {
        var reseller = await StartEnrollmentAsync(name, language: language);
        await LinkMpnIdAsync(reseller);
        await reseller.DoAsync("updateEnrollment", ProfileOf(reseller));
        await reseller.DoAsync("submitEnrollment", input: null);
        return reseller;
    }

    /// <summary>In review: the address is confirmed by the mailed link.</summary>
    public async Task<Member> VerifiedEnrollmentAsync(string? name = null, string language = "en")
    {
        var reseller = await SubmitEnrollmentAsync(name, language);
        // Another mail asks about the account itself; this one names the organization.
        var asked = await MailToAsync(reseller.Email, reseller.Name);
        var token = asked.Link("/verify/").Segments[^1];
        await Anonymous.DoAsync("verifyEnrollmentEmail", new { token }, "status");
        return reseller;
    }

    public async Task<string> EnrollmentIdAsync(Member reseller) =>
        (await reseller.AskAsync("{ enrollment { id } }")).Text("enrollment.id");

    /// <summary>An approved reseller.</summary>
    public async Task<Member> ResellerAsync(string? name = null, string language = "en")
    {
        var reseller = await VerifiedEnrollmentAsync(name, language);
        var enrollmentId = await EnrollmentIdAsync(reseller);
        var theOperator = await OperatorAsync();
        await theOperator.DoAsync("approveEnrollment", new { enrollmentId });
        return reseller;
    }

    public async Task<Member> ProviderAsync(string? name = null)
    {
        name ??= Unique("Provider");
        var domain = $"{Unique("provider")}.example";
        var email = $"peter@{domain}";
        var mpnId = NewMpnId();
        var theOperator = await OperatorAsync();
        var payload = await theOperator.DoAsync(
            "createProvider",
            new
            {
                name,
                country = "DE",
                mpnId,
                adminFullName = "Peter Provider",
                adminEmail = email,
                services = new[] { "MARKETING" },
            },
            "partner { id } signInName temporaryPassword"
        );
        var client = await TakeOverAsync(payload.Text("signInName"), payload.Text("temporaryPassword"));
        return new Member(client, payload.Text("partner.id"), name, domain, email, mpnId);
    }

    /// <summary>A user who has set a password of their own, and their id.</summary>
    public async Task<(GraphClient Client, string Id, string Email)> AddUserAsync(
        Member member,
        string agentRole,
        string adminRole
    )
    {
        var payload = await InviteUserAsync(member, agentRole, adminRole);
        var email = payload.Text("signInName");
        return (await TakeOverAsync(email, payload.Text("temporaryPassword")), payload.Text("user.id"), email);
    }

    public static Task<JsonElement> InviteUserAsync(
        Member member,
        string agentRole,
        string adminRole,
        string? email = null
    ) =>
        member.DoAsync(
            "addUser",
            new
            {
                fullName = "Boris Petrov",
                email = email ?? $"{Unique("boris")}@{member.Domain}",
                agentRole,
                adminRole,
            },
            "user { id active } signInName temporaryPassword"
        );
}
