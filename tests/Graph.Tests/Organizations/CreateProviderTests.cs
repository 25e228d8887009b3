using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Organizations;
using PartnerGraph.Graph.Tests.Access;
using PartnerGraph.Graph.Tests.Enrollments;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using static PartnerGraph.Graph.Tests.Enrollments.EnrollmentWorld;

namespace PartnerGraph.Graph.Tests.Organizations;

[Collection(EnrollmentCollection.Name)]
public sealed class CreateProviderTests(EnrollmentServers servers)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R35_R38_the_first_admin_gets_a_password_that_only_sets_a_new_one(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var email = NewAddress();

        var created = await CreateAsync(world, Provider(email));

        created.Errors.ShouldBeEmpty();
        created.SignInName.ShouldBe(email.Value);
        var signedIn = await world.Server.SignInAsync(email.Value, created.TemporaryPassword!);
        signedIn.Session!.PasswordChangeRequired.ShouldBeTrue();
        var admin = signedIn.Viewer!;
        (admin.Organization, admin.OrganizationKind, admin.Approved).ShouldBe(
            (created.OrganizationId!.Value, OrganizationKind.IndirectProvider, true)
        );
        admin.Roles.ShouldBe(new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R5_R6_the_directory_entry_has_services_and_a_contact(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var input = Provider(NewAddress()) with
        {
            Services = [ProviderService.Marketing, ProviderService.TechnicalTrainingAndAssistance],
        };

        var created = await CreateAsync(world, input);

        await using var db = world.Server.Open();
        var provider = await db.Organizations.SingleAsync(row => row.Id == created.OrganizationId);
        provider.Services.ShouldBe([ProviderService.TechnicalTrainingAndAssistance, ProviderService.Marketing]);
        provider.BusinessProfile!.Contact.ShouldBe(new Contact("Dora Distributor", input.AdminEmail, null));
        provider.MpnId.ShouldBe(input.MpnId);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_a_person_with_an_account_gets_no_password_but_is_asked(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var email = NewAddress();
        var known = await world.Server.AddPersonAsync(email.Value, Roles.None);

        var unproven = await CreateAsync(world, Provider(email));
        unproven.Errors.ShouldBe([new AccountNotVerified(email.Value).At("adminEmail")]);

        await using var db = world.Server.Open();
        await db
            .Accounts.Where(row => row.Id == known.PersonId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EmailConfirmed, true));
        var created = await CreateAsync(world, Provider(email));

        created.Errors.ShouldBeEmpty();
        created.TemporaryPassword.ShouldBeNull();
        var member = await db.Users.SingleAsync(row => row.OrganizationId == created.OrganizationId);
        (member.PersonId, member.ConsentPending).ShouldBe((known.PersonId, true));
        var link = await db.PersonLinks.SingleAsync(row => row.UserId == member.Id);
        link.Purpose.ShouldBe(LinkPurpose.MembershipConsent);
        (await world.Server.SignInAsync(email.Value)).Viewer!.Organization.ShouldBe(known.OrganizationId);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_several_providers_with_one_mpn_id_one_is_made(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var input = Provider(NewAddress());
        var by = await world.OperatorAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => CreateAsync(world, input with { AdminEmail = NewAddress() }, by)))
        );

        answers.Count(answer => answer.Errors.Count == 0).ShouldBe(1);
        answers
            .SelectMany(answer => answer.Errors)
            .ShouldAllBe(error => error == new MpnTaken(input.MpnId).At("mpnId"));
        await using var db = world.Server.Open();
        (await db.Organizations.CountAsync(row => row.MpnId == input.MpnId)).ShouldBe(1);
    }

    [Fact]
    public async Task Each_wrong_value_is_told_by_its_path()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var good = Provider(NewAddress());

        await RefusesAsync(good with { Name = "" }, "name");
        await RefusesAsync(good with { MpnId = " " }, "mpnId");
        await RefusesAsync(good with { AdminFullName = "" }, "adminFullName");

        async Task RefusesAsync(CreateProviderInput input, string path)
        {
            var error = (await CreateAsync(world, input)).Errors.ShouldHaveSingleItem();
            error.Code.ShouldBe(UserErrorCode.Required);
            error.Path.ShouldBe([path]);
        }
    }

    [Fact]
    public async Task Only_the_operator_creates_providers()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);

        AskedPermission.Of<CreateProvider>().Refuse(null).ShouldBe(RequestErrorCodes.Unauthenticated);
        AskedPermission.Of<CreateProvider>().Refuse(await world.ApplicantAsync()).ShouldBe(RequestErrorCodes.Forbidden);
        AskedPermission.Of<CreateProvider>().Refuse(await world.OperatorAsync()).ShouldBeNull();
    }

    private static CreateProviderInput Provider(EmailAddress admin) =>
        new("Distri", CountryCode.Parse("DE"), Unique("mpn"), "Dora Distributor", admin, Services: null);

    private static async Task<CreateProviderPayload> CreateAsync(
        EnrollmentWorld world,
        CreateProviderInput input,
        Caller? by = null
    ) =>
        await world.Server.RunAsync<CreateProvider, CreateProviderInput, CreateProviderPayload>(
            input,
            by ?? await world.OperatorAsync()
        );
}
