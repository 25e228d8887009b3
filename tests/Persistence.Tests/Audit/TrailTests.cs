using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Audit;

public abstract class TrailTests(DatabaseFixture fixture)
{
    private readonly World world = new(fixture);

    [Fact]
    public async Task The_rows_commit_with_the_change_and_are_gone_with_it()
    {
        var reseller = await world.ResellerAsync();
        using (Trail.Begin(ActOf(reseller, "kept")))
        {
            await AddTokenAsync(reseller, commit: true);
            Trail.Current!.IsWritten.ShouldBeTrue();
        }
        using (Trail.Begin(ActOf(reseller, "takenBack")))
        {
            await AddTokenAsync(reseller, commit: false);
            Trail.Current!.IsWritten.ShouldBeFalse();
        }

        (await ActionsOfAsync(reseller)).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task A_save_without_a_transaction_of_its_own_leaves_its_row_as_well()
    {
        var reseller = await world.ResellerAsync();
        using (Trail.Begin(ActOf(reseller, "saved")))
        {
            await using var db = fixture.Database.Open(Tenant.Of(reseller.Id));
            AddToken(db, reseller);
            await db.SaveChangesAsync();
        }

        (await ActionsOfAsync(reseller)).ShouldBe(["saved"]);
    }

    [Fact]
    public async Task An_act_of_several_transactions_is_one_event_and_what_comes_after_it_is_none()
    {
        var reseller = await world.ResellerAsync();
        using (Trail.Begin(ActOf(reseller, "twice")))
        {
            await AddTokenAsync(reseller, commit: true);
            await AddTokenAsync(reseller, commit: true);
        }
        await AddTokenAsync(reseller, commit: true);

        (await ActionsOfAsync(reseller)).ShouldBe(["twice"]);
        Trail.Current.ShouldBeNull();
    }

    [Fact]
    public async Task What_an_act_has_started_and_outlives_it_leaves_no_trail()
    {
        var reseller = await world.ResellerAsync();
        var goOn = new TaskCompletionSource();
        Task later;
        using (Trail.Begin(ActOf(reseller, "over")))
        {
            later = Task.Run(async () =>
            {
                await goOn.Task;
                await AddTokenAsync(reseller, commit: true);
            });
        }
        goOn.SetResult();
        await later;

        (await ActionsOfAsync(reseller)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_commit_alongside_takes_the_change_with_it()
    {
        var reseller = await world.ResellerAsync();
        using (Trail.Begin(ActOf(reseller, "refused"), new Refusing()))
        {
            await Should.ThrowAsync<InvalidOperationException>(() => AddTokenAsync(reseller, commit: true));
        }

        (await ActionsOfAsync(reseller)).ShouldBeEmpty();
        await using var db = fixture.OpenAll();
        (await db.ApiTokens.CountAsync(row => row.OrganizationId == reseller.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_row_goes_to_every_organization_that_the_change_concerns_and_to_no_other()
    {
        var (reseller, provider, stranger) = (
            await world.ResellerAsync(),
            await world.ProviderAsync(),
            await world.ResellerAsync()
        );
        var customer = await world.CustomerAsync();
        using (Trail.Begin(ActOf(reseller, "shares") with { OnBehalfOf = customer.Id }))
        {
            await world.ProvidedByAsync(customer, provider, reseller);
        }

        foreach (var concerned in (Organization[])[reseller, provider, customer])
        {
            (await ActionsOfAsync(concerned)).ShouldBe(["shares"]);
        }
        (await ActionsOfAsync(stranger)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_decided_of_a_mail_commits_with_its_row_or_not_at_all(bool byCommand)
    {
        var reseller = await world.ResellerAsync();
        var invitation = await world.InvitationAsync(await world.ProviderAsync(), "boss@contoso.example");
        var queue = fixture.Get<OutboxQueue>();
        var mail = (await MailAsync(invitation)).Id;
        Act Named(string action) =>
            byCommand
                ? Act.OfCommand(action, reseller.Id)
                : ActOf(reseller, action) with
                {
                    Named = [new NamedSubject(NamedSubject.QueuedMail, mail)],
                };

        using (Trail.Begin(Named("drop"), new Refusing()))
        {
            await Should.ThrowAsync<InvalidOperationException>(() => queue.DropAsync(mail, "enough", default));
            Trail.Current!.IsWritten.ShouldBeFalse();
        }
        (await MailAsync(invitation)).Status.ShouldBe(MailStatus.Queued);
        (await ActionsOfAsync(reseller)).ShouldBeEmpty();

        using (Trail.Begin(Named("retry")))
        {
            (await queue.ReplayAsync(mail, default)).ShouldBeFalse();
        }
        using (Trail.Begin(Named("drop")))
        {
            (await queue.DropAsync(mail, "enough", default)).ShouldBeTrue();
            Trail.Current!.IsWritten.ShouldBeTrue();
        }

        (await MailAsync(invitation)).Status.ShouldBe(MailStatus.Dead);
        await using var db = fixture.Database.Open(Tenant.Of(reseller.Id));
        var row = await db.AuditEvents.SingleAsync();
        (row.Action, row.SubjectKind, row.SubjectId).ShouldBe(("drop", "QueuedMail", (Guid?)mail));
        row.ActorKind.ShouldBe(byCommand ? ActorKind.OperatorCommand : ActorKind.User);
    }

    [Fact]
    public async Task An_address_is_lifted_with_a_row_that_does_not_name_it_or_not_at_all()
    {
        var reseller = await world.ResellerAsync();
        var list = new SuppressionList(fixture.Database, World.Key, TimeProvider.System);
        const string address = "lifted@contoso.example";
        await using (var db = fixture.OpenAll())
        {
            await list.AddAsync(db, address, "550", world.NewId(), default);
        }

        using (Trail.Begin(Act.OfCommand("suppressions lift", reseller.Id), new Refusing()))
        {
            await Should.ThrowAsync<InvalidOperationException>(() => list.LiftAsync(address, default));
        }
        (await list.FindAsync(address, default)).ShouldNotBeNull();
        (await ActionsOfAsync(reseller)).ShouldBeEmpty();
        using (Trail.Begin(Act.OfCommand("suppressions lift", reseller.Id)))
        {
            (await list.LiftAsync(address, default)).ShouldBeTrue();
            (await list.LiftAsync(address, default)).ShouldBeFalse();
        }

        (await ActionsOfAsync(reseller)).ShouldBe(["suppressions lift"]);
    }

    [Fact]
    public async Task A_command_of_several_transactions_leaves_an_event_for_each_and_names_no_thing_among_many()
    {
        var reseller = await world.ResellerAsync();
        using (Trail.Begin(Act.OfCommand("import", organization: null)))
        {
            await AddTokenAsync(reseller, commit: true);
            await using var db = fixture.Database.Open(Tenant.Of(reseller.Id));
            AddToken(db, reseller);
            AddToken(db, reseller);
            await db.SaveChangesAsync();
        }

        (await ActionsOfAsync(reseller)).ShouldBe(["import", "import"]);
        await using var read = fixture.Database.Open(Tenant.Of(reseller.Id));
        var subjects = await read.AuditEvents.OrderBy(row => row.Id).Select(row => row.SubjectKind).ToListAsync();
        subjects.ShouldBe(["ApiToken", null], ignoreOrder: true);
    }

    private async Task<OutboxMessage> MailAsync(Domain.Invitations.Invitation invitation)
    {
        await using var db = fixture.OpenAll();
        return await db.Outbox.AsNoTracking().SingleAsync(row => row.SubjectId == invitation.Id.Value);
    }

    private static Act ActOf(Organization organization, string action) =>
        new(action, ActorKind.User, "Anna Admin") { Organization = organization.Id, Origin = "203.0.113.0/24" };

    private async Task AddTokenAsync(Organization organization, bool commit)
    {
        await using var db = fixture.Database.Open(Tenant.Of(organization.Id));
        await using var transaction = await db.Database.BeginTransactionAsync();
        AddToken(db, organization);
        await db.SaveChangesAsync();
        if (commit)
        {
            await transaction.CommitAsync();
        }
    }

    private void AddToken(PartnerGraphDb db, Organization organization) =>
        fixture
            .Get<ApiTokenStore>()
            .Create(db, organization.Id, new(world.NewId()), "robot", [ApiScope.Read], expiresAt: null);

    private async Task<IReadOnlyList<string>> ActionsOfAsync(Organization organization)
    {
        await using var db = fixture.Database.Open(Tenant.Of(organization.Id));
        return await db.AuditEvents.OrderBy(row => row.Id).Select(row => row.Action).ToListAsync();
    }

    private sealed class Refusing : ICommittedWithChange
    {
        public Task WriteAsync(PartnerGraphDb db, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Not with me.");
    }
}

public sealed class SqliteTrailTests(SqliteFixture fixture) : TrailTests(fixture), IClassFixture<SqliteFixture>;

public sealed class PostgresTrailTests(PostgresFixture fixture) : TrailTests(fixture), IClassFixture<PostgresFixture>;
