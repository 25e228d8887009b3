using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Enrollments;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Tests.Enrollments;

/// <summary>The steps of an enrollment, as whoever takes them sees them.</summary>
public sealed class EnrollmentWorld(GraphServer server)
{
    private const string MembershipPassword = "registry secret 1";
    private static int counter;

    public GraphServer Server => server;

    public static Address Headquarters { get; } =
        new("Ringstr. 1", null, "Berlin", null, "10115", CountryCode.Parse("DE"));

    public static SupportContact Support { get; } =
        new(EmailAddress.Parse("help@contoso.example"), "+49 30 1", new Uri("https://contoso.example/help"));

    /// <summary>A text that no other test has.</summary>
    public static string Unique(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref counter)}");

    public static EmailAddress NewAddress() => EmailAddress.Parse(Unique("anna") + "@contoso.example");

    public static StartEnrollmentInput Newcomer(EmailAddress? email = null) =>
        new("Contoso", CountryCode.Parse("DE"), "Anna Schmidt", email ?? NewAddress(), People.Password);

    public static StartEnrollmentInput Nothing { get; } = new(null, null, null, null, null);

    public Task<StartEnrollmentPayload> StartAsync(StartEnrollmentInput input, Caller? caller = null) =>
        server.RunAsync<StartEnrollment, StartEnrollmentInput, StartEnrollmentPayload>(input, caller);

    /// <summary>Somebody new with a draft; who that is, is read from the session.</summary>
    public async Task<Caller> ApplicantAsync(EmailAddress? email = null)
    {
        var started = await StartAsync(Newcomer(email));
        started.Errors.ShouldBeEmpty();
        return (await server.WhoIsAsync(started.Session!.AccessToken))!;
    }

    /// <summary>A person of the program's operator.</summary>
    public async Task<Caller> OperatorAsync()
    {
        OrganizationId id;
        await using (var db = server.Open())
        {
            var there = await db
                .Organizations.Where(row => row.Kind == OrganizationKind.Operator)
                .Select(row => (OrganizationId?)row.Id)
                .FirstOrDefaultAsync();
            id = there ?? NewId();
            if (there is null)
            {
                Organization
                    .CreateOperator(id, "Program", CountryCode.Parse("DE"), DateTimeOffset.UtcNow)
                    .TryGet(out var made, out _)
                    .ShouldBeTrue();
                db.Add(made!);
                await db.SaveChangesAsync();
            }
        }
        return await MemberAsync(id, new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin));
    }

    public async Task<Caller> MemberAsync(OrganizationId organization, Roles roles)
    {
        var email = NewAddress().Value;
        await server.AddPersonAsync(email, roles, organization: organization);
        return await CallerAsync(email);
    }

    public async Task<Caller> CallerAsync(string email)
    {
        var signedIn = await server.SignInAsync(email);
        signedIn.Errors.ShouldBeEmpty();
        return (await server.WhoIsAsync(signedIn.Session!.AccessToken))!;
    }

    /// <summary>A membership account with these profiles; the answer is its user name.</summary>
    public async Task<string> AddMembershipAsync(params MembershipRow[] profiles)
    {
        var hasher = server.Services.GetRequiredService<IPasswordHasher<MembershipAccount>>();
        var account = new MembershipAccount { UserName = profiles[0].UserName, PasswordHash = "" };
        account.PasswordHash = hasher.HashPassword(account, MembershipPassword);
        await using var db = server.Open();
        db.MembershipAccounts.Add(account);
        db.MembershipRows.AddRange(profiles);
        await db.SaveChangesAsync();
        return account.UserName;
    }

    public static MembershipRow Profile(
        string userName,
        string country = "DE",
        bool active = true,
        string? domain = null
    ) =>
        new()
        {
            MpnId = Unique("mpn"),
            UserName = userName,
            OrganizationName = "Contoso GmbH",
            Country = CountryCode.Parse(country),
            Active = active,
            Domain = domain,
            Incentives = ["Cloud"],
            Benefits = ["Support"],
            Competencies = ["Gold Cloud"],
        };

    public Task<SignInToMembershipPayload> SignInToMembershipAsync(
        Caller caller,
        string userName,
        string password = MembershipPassword
    ) =>
        server.RunAsync<SignInToMembership, SignInToMembershipInput, SignInToMembershipPayload>(
            new SignInToMembershipInput(userName, password),
            caller
        );

    public Task<ChooseMembershipProfilePayload> ChooseAsync(Caller caller, string session, string mpnId) =>
        server.RunAsync<ChooseMembershipProfile, ChooseMembershipProfileInput, ChooseMembershipProfilePayload>(
            new ChooseMembershipProfileInput(session, mpnId),
            caller
        );

    /// <summary>Signs in to a new membership and links its one profile; the answer is its MPN ID.</summary>
    public async Task<string> LinkAsync(Caller caller, string? domain = null)
    {
        var profile = Profile(Unique("member"), domain: domain);
        var userName = await AddMembershipAsync(profile);
        var session = (await SignInToMembershipAsync(caller, userName)).MembershipSession!;
        (await ChooseAsync(caller, session, profile.MpnId)).Errors.ShouldBeEmpty();
        return profile.MpnId;
    }

    public Task<UpdateEnrollmentPayload> UpdateAsync(Caller caller, UpdateEnrollmentInput input) =>
        server.RunAsync<UpdateEnrollment, UpdateEnrollmentInput, UpdateEnrollmentPayload>(input, caller);

    public static UpdateEnrollmentInput Complete(EmailAddress? contact = null) =>
        new("Contoso GmbH", Headquarters, new Contact("Carl Contact", contact ?? NewAddress(), null), Support);

    public static UpdateEnrollmentInput ContactAt(EmailAddress contact) =>
        new(null, null, new Contact("Carl Contact", contact, null), null);

    public Task<SubmitEnrollmentPayload> SubmitAsync(Caller caller) =>
        server.RunAsync<SubmitEnrollment, NoInput, SubmitEnrollmentPayload>(NoInput.Value, caller);

    public Task<ResendEnrollmentEmailPayload> ResendAsync(Caller caller) =>
        server.RunAsync<ResendEnrollmentEmail, NoInput, ResendEnrollmentEmailPayload>(NoInput.Value, caller);

    public Task<WithdrawEnrollmentPayload> WithdrawAsync(Caller caller) =>
        server.RunAsync<WithdrawEnrollment, NoInput, WithdrawEnrollmentPayload>(NoInput.Value, caller);

    public Task<VerifyEnrollmentEmailPayload> VerifyAsync(string token) =>
        server.RunAsync<VerifyEnrollmentEmail, VerifyEnrollmentEmailInput, VerifyEnrollmentEmailPayload>(
            new VerifyEnrollmentEmailInput(token),
            caller: null
        );

    /// <summary>The token of the link that was mailed last.</summary>
    public async Task<string> TokenAsync(Caller caller) =>
        (await NewestAsync(caller)).LinkSecret(server.Services.GetRequiredService<LinkKey>()).Token;

    public Task<ApproveEnrollmentPayload> ApproveAsync(Caller by, string id, string? reason = null) =>
        server.RunAsync<ApproveEnrollment, ApproveEnrollmentInput, ApproveEnrollmentPayload>(
            new ApproveEnrollmentInput(id, reason),
            by
        );

    public Task<RejectEnrollmentPayload> RejectAsync(Caller by, string id, string reason = "No.") =>
        server.RunAsync<RejectEnrollment, RejectEnrollmentInput, RejectEnrollmentPayload>(
            new RejectEnrollmentInput(id, reason),
            by
        );

    public Task<RequestEnrollmentActionPayload> AskAsync(
        Caller by,
        string id,
        string reason = "The address, please."
    ) =>
        server.RunAsync<RequestEnrollmentAction, RequestEnrollmentActionInput, RequestEnrollmentActionPayload>(
            new RequestEnrollmentActionInput(id, reason),
            by
        );

    /// <summary>Linked, complete, submitted.</summary>
    public async Task<Caller> SubmittedAsync(EmailAddress? contact = null, string? domain = null)
    {
        var applicant = await ApplicantAsync();
        await LinkAsync(applicant, domain);
        (await UpdateAsync(applicant, Complete(contact))).Errors.ShouldBeEmpty();
        (await SubmitAsync(applicant)).Errors.ShouldBeEmpty();
        return applicant;
    }

    /// <summary>Submitted, and the contact's address is proven.</summary>
    public async Task<Caller> InReviewAsync(EmailAddress? contact = null, string? domain = null)
    {
        var applicant = await SubmittedAsync(contact, domain);
        (await VerifyAsync(await TokenAsync(applicant))).Status.ShouldBe(EnrollmentStatus.InReview);
        return applicant;
    }

    public async Task<Enrollment> NewestAsync(Caller caller)
    {
        await using var db = server.Open();
        return await db
            .Enrollments.Where(row => row.OrganizationId == caller.Organization)
            .OrderByDescending(row => row.Id)
            .FirstAsync();
    }

    public async Task<string> IdAsync(Caller caller) =>
        GlobalId.Of(NodeKind.Enrollment, (await NewestAsync(caller)).Id.Value);

    public async Task<Organization> OrganizationAsync(Caller caller)
    {
        await using var db = server.Open();
        return await db.Organizations.SingleAsync(row => row.Id == caller.Organization);
    }

    /// <summary>The kinds of mails that were asked for about the caller's enrollment, in their order.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync(Caller caller)
    {
        await using var db = server.Open();
        return await db
            .Outbox.Where(mail =>
                mail.OrganizationId == caller.Organization && mail.SubjectType == MailSubject.Enrollment
            )
            .OrderBy(mail => mail.CreatedAt)
            .ThenBy(mail => mail.Id)
            .Select(mail => mail.Kind)
            .ToListAsync();
    }

    /// <summary>Time passes for the link that was mailed last.</summary>
    public async Task AgeLinkAsync(Caller caller, TimeSpan by)
    {
        var id = (await NewestAsync(caller)).Id;
        await using var db = server.Open();
        var issued = DateTimeOffset.UtcNow - by;
        var expires = issued + LinkPolicy.Default.VerificationLifetime;
        await db
            .Enrollments.Where(row => row.Id == id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.LinkIssuedAt, issued).SetProperty(row => row.LinkExpiresAt, expires)
            );
    }

    public static OrganizationId NewId() => new(Guid.CreateVersion7(DateTimeOffset.UtcNow));
}
