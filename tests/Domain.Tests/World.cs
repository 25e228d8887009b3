using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Tests;

/// <summary>The people and organizations that the tests tell of.</summary>
internal static class World
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    public static readonly LinkKey Key = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    public static readonly LinkPolicy Policy = LinkPolicy.Default;
    public static readonly LinkAddress PublicLinks = new(new Uri("https://partners.example/"));
    public static readonly WebMailDomains WebMail = WebMailDomains.Default;
    public static readonly CountryCode France = CountryCode.Parse("FR");
    public static readonly CountryCode Spain = CountryCode.Parse("ES");
    public static readonly Roles GlobalAdmin = new(AgentRole.NotAnAgent, AdminRole.GlobalAdmin);
    public static readonly Roles UserManagementAdmin = new(AgentRole.NotAnAgent, AdminRole.UserManagementAdmin);
    public static readonly Actor Operator = new("Olga Operator", new UserId(Guid.CreateVersion7()));

    public static Guid NewId() => Guid.CreateVersion7();

    public static EmailAddress Email(string text) => EmailAddress.Parse(text);

    public static Organization Reseller(string name = "Contoso", bool approved = true)
    {
        var reseller = Value(Organization.CreateReseller(new OrganizationId(NewId()), name, France, Now));
        if (approved)
        {
            reseller.EnterProgram(Legal(), Support(), Now);
        }

        return reseller;
    }

    public static Organization Provider(string name = "Fabrikam") =>
        Value(
            Organization.CreateProvider(
                new OrganizationId(NewId()),
                name,
                France,
                "700001",
                [ProviderService.Marketing],
                Now
            )
        );

    public static Organization Customer(string name = "Tailspin") =>
        Value(Organization.CreateCustomer(new OrganizationId(NewId()), name, France, "tailspin.example", Now));

    public static User UserOf(Organization organization, Roles roles, string email = "anna@contoso.example") =>
        Value(
            User.CreateFirst(
                new UserId(NewId()),
                organization.Id,
                new PersonId(NewId()),
                "Anna Admin",
                Email(email),
                roles,
                Language.En,
                Now
            )
        );

    public static Partnership PartnershipOf(Organization provider, Organization reseller) =>
        Partnership.Establish(new PartnershipId(NewId()), provider.Id, reseller.Id, Now);

    public static Contact Contact(string email = "paula@contoso.example") =>
        new("Paula Primary", Email(email), "+33 1 23 45");

    public static Address Street() => new("1 rue de la Paix", null, "Paris", null, "75002", France);

    public static LegalProfile Legal(string email = "paula@contoso.example") =>
        new("Contoso SARL", Street(), Contact(email));

    public static SupportContact Support() =>
        new(Email("support@contoso.example"), null, new Uri("https://contoso.example/help"));

    public static MembershipProfile Membership(
        string mpnId = "4711",
        bool active = true,
        CountryCode? country = null
    ) =>
        new(
            mpnId,
            "Contoso",
            country ?? France,
            active,
            "contoso.example",
            ["Rebate"],
            ["Cloud credits"],
            ["Security"]
        );

    public static T Value<T>(Outcome<T> outcome) =>
        outcome.Match(value => value, refusals => throw new InvalidOperationException(string.Join(", ", refusals)));

    public static void ShouldBeDone(this Outcome outcome) => outcome.Refusals.ShouldBeEmpty();

    public static void ShouldBeRefused(this Outcome outcome, Refusal expected) => outcome.Refusals.ShouldBe([expected]);

    public static void ShouldBeRefused<T>(this Outcome<T> outcome, Refusal expected) =>
        outcome.Refusals.ShouldBe([expected]);

    /// <summary>A reseller's enrollment with everything that a submission needs.</summary>
    public static (Enrollment Enrollment, Organization Organization, User Enroller) CompleteDraft()
    {
        var organization = Reseller(approved: false);
        var enroller = UserOf(organization, GlobalAdmin);
        var enrollment = Value(Enrollment.Start(new EnrollmentId(NewId()), organization, enroller, null, Now));
        enrollment.ChooseMembershipProfile(Membership(), organization, linkedTo: null).ShouldBeDone();
        enrollment
            .Update(new EnrollmentChanges("Contoso SARL", Street(), Contact(), Support()), WebMail, Key, Policy, Now)
            .ShouldBeDone();
        return (enrollment, organization, enroller);
    }
}
