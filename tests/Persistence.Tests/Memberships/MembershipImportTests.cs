using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Memberships;

public abstract class MembershipImportTests(DatabaseFixture fixture)
{
    private readonly World world = new(fixture);
    private readonly string tag = $"u{World.Next()}";

    private string Good =>
        $""""
            userName,password,mpnId,organizationName,country,active,domain,incentives,benefits,competencies
            {tag}@a.example,"secret, with ""quotes""",{tag}-1,"Contoso, Ltd",DE,true,contoso.example,Gold|Silver,,Cloud
            {tag}@a.example,,{tag}-2,Contoso France,FR,false,,,,
            {tag}@b.example,other,{tag}-3,Fabrikam,US,yes,,,,
            """";

    [Fact]
    public async Task Good_lines_are_imported_and_rows_of_one_user_share_its_password()
    {
        (await ImportAsync(Good)).ExitCode.ShouldBe(0);
        var registry = fixture.Get<IMembershipRegistry>();
        var profiles = await registry.SignInAsync(
            $" {tag.ToUpperInvariant()}@A.example ",
            "secret, with \"quotes\"",
            default
        );
        profiles.ShouldNotBeNull();
        profiles.Select(profile => profile.MpnId).ShouldBe([$"{tag}-1", $"{tag}-2"]);
        profiles[0].OrganizationName.ShouldBe("Contoso, Ltd");
        profiles[0].Incentives.ShouldBe(["Gold", "Silver"]);
        profiles[0].Domain.ShouldBe("contoso.example");
        profiles[1].Active.ShouldBeFalse();
        (await registry.SignInAsync($"{tag}@a.example", "wrong", default)).ShouldBeNull();
        (await registry.SignInAsync($"{tag}@unknown.example", "wrong", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Passwords_are_stored_hashed()
    {
        await ImportAsync(Good);
        await using var db = fixture.OpenAll();
        var account = await db.MembershipAccounts.SingleAsync(row => row.UserName == $"{tag}@b.example");
        account.PasswordHash.ShouldNotContain("other");
    }

    [Fact]
    public async Task Importing_again_changes_nothing_and_a_new_line_changes_its_row()
    {
        await ImportAsync(Good);
        await using var before = fixture.OpenAll();
        var hash = (
            await before.MembershipAccounts.SingleAsync(row => row.UserName == $"{tag}@a.example")
        ).PasswordHash;
        (await ImportAsync(Good)).Imported.ShouldBe(3);
        await using var after = fixture.OpenAll();
        (await after.MembershipAccounts.SingleAsync(row => row.UserName == $"{tag}@a.example")).PasswordHash.ShouldBe(
            hash
        );

        await ImportAsync(
            $"userName,password,mpnId,organizationName,country,active\n{tag}@a.example,new,{tag}-1,Contoso SE,DE,true"
        );
        (await fixture.Get<IMembershipRegistry>().SignInAsync($"{tag}@a.example", "new", default))!
            .Single(profile => profile.MpnId == $"{tag}-1")
            .OrganizationName.ShouldBe("Contoso SE");
    }

    [Fact]
    public async Task Bad_lines_are_reported_by_number_and_the_good_ones_are_taken()
    {
        var file = $"""
            userName,password,mpnId,organizationName,country,active
            {tag}@a.example,pw,{tag}-1,One,DE,true
            {tag}@a.example,different,{tag}-2,Two,DE,true
            {tag}@b.example,pw,{tag}-1,Three,DE,true
            {tag}@c.example,pw,{tag}-4,Four,XX,true
            {tag}@d.example,pw,{tag}-5,Five,DE,maybe
            {tag}@e.example,,{tag}-6,Six,DE,true
            ,pw,{tag}-7,Seven,DE,true
            {tag}@g.example,pw,{tag}-8,Eight

            {tag}@h.example,pw,{tag}-9,Nine,DE,1
            """;
        var all = await ImportAsync(file, allOrNothing: true);
        all.Imported.ShouldBe(0);
        all.ExitCode.ShouldBe(2);
        var report = await ImportAsync(file);
        report.Imported.ShouldBe(2);
        report.ExitCode.ShouldBe(2);
        report.BadLines.Select(line => line.Number).ShouldBe([3, 4, 5, 6, 7, 8, 9]);
        report.BadLines[0].ToString().ShouldBe("line 3: the password is not the one that line 2 gives the same user");
        report.BadLines.ShouldAllBe(line => !line.Problem.Contains("different"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("userName,password,mpnId\na,b,c")]
    [InlineData("a@example.com,pw,1,One,DE,true")]
    [InlineData("userName,password,mpnId,organizationName,country,active,colour\n")]
    public async Task A_file_without_its_header_is_refused(string file)
    {
        var report = await ImportAsync(file);
        report.Imported.ShouldBe(0);
        report.ExitCode.ShouldBe(2);
        report.BadLines.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_membership_session_serves_one_enrollment_once_for_a_quarter_of_an_hour()
    {
        var sessions = fixture.Get<MembershipSessions>();
        var organization = (await world.ResellerAsync()).Id;
        var enrollment = new EnrollmentId(world.NewId());
        await using var db = fixture.OpenAll();
        var secret = sessions.Start(db, organization, enrollment, "Anna@Contoso.example");
        var lapsing = sessions.Start(db, organization, enrollment, "anna@contoso.example");
        await db.SaveChangesAsync();

        (await sessions.FindAsync(db, secret.Text, new EnrollmentId(world.NewId()), default)).ShouldBeNull();
        (await sessions.FindAsync(db, secret.Text, enrollment, default)).ShouldBe("anna@contoso.example");
        (await sessions.UseAsync(db, secret.Text, enrollment, default)).ShouldBeTrue();
        (await sessions.UseAsync(db, secret.Text, enrollment, default)).ShouldBeFalse();
        (await sessions.FindAsync(db, secret.Text, enrollment, default)).ShouldBeNull();

        fixture.Clock.Advance(MembershipSessions.Lifetime);
        (await sessions.FindAsync(db, lapsing.Text, enrollment, default)).ShouldBeNull();
    }

    private Task<ImportReport> ImportAsync(string file, bool allOrNothing = false) =>
        fixture.Get<MembershipImport>().RunAsync(new StringReader(file), allOrNothing, default);
}

public sealed class MembershipImportOnSqliteTests(SqliteFixture fixture)
    : MembershipImportTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class MembershipImportOnPostgresTests(PostgresFixture fixture)
    : MembershipImportTests(fixture),
        IClassFixture<PostgresFixture>;
