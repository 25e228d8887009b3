using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Users;

public sealed class UserTests
{
    [Fact]
    public void A_user_is_known_to_history_by_name_and_id()
    {
        var user = UserOf(Reseller(), GlobalAdmin);

        user.AsActor().ShouldBe(new Actor("Anna Admin", user.Id));
    }

    [Fact]
    public void R78_The_persons_language_and_last_sign_in_are_kept()
    {
        var user = UserOf(Reseller(), GlobalAdmin);

        user.Speak(Language.Ru);
        user.SignedIn(Now.AddDays(1));

        user.Language.ShouldBe(Language.Ru);
        user.LastSignedInAt.ShouldBe(Now.AddDays(1));
    }

    [Fact]
    public void R32_The_first_user_of_an_organization_needs_a_name_of_one_line() =>
        User.CreateFirst(
                new UserId(NewId()),
                Reseller().Id,
                new PersonId(NewId()),
                "Anna\nAdmin",
                Email("anna@contoso.example"),
                new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin),
                Language.En,
                Now
            )
            .ShouldBeRefused(new ControlCharacterRefused().At("fullName"));

    [Fact]
    public void Stored_events_are_told_once()
    {
        var user = UserOf(Reseller(), GlobalAdmin);
        user.PendingEvents().Count.ShouldBe(1);

        user.ClearEvents();

        user.PendingEvents().ShouldBeEmpty();
    }
}
