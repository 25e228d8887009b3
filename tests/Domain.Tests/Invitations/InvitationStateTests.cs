using FsCheck;
using FsCheck.Fluent;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;
using Outcome = PartnerGraph.Domain.Refusals.Outcome;
using S = PartnerGraph.Domain.Invitations.InvitationStatus;

namespace PartnerGraph.Domain.Tests.Invitations;

/// <summary>The states of R81 and R82: every pair, every command in every state, and any sequence of commands.</summary>
public sealed class InvitationStateTests
{
    private static readonly HashSet<(S From, S To)> Arrows =
    [
        (S.Draft, S.Queued),
        (S.Draft, S.Sent),
        (S.Draft, S.Viewed),
        (S.Draft, S.Accepted),
        (S.Draft, S.Declined),
        (S.Draft, S.Expired),
        (S.Draft, S.Revoked),
        (S.Queued, S.Queued),
        (S.Queued, S.Sent),
        (S.Queued, S.Viewed),
        (S.Queued, S.Accepted),
        (S.Queued, S.Declined),
        (S.Queued, S.Expired),
        (S.Queued, S.Revoked),
        (S.Sent, S.Queued),
        (S.Sent, S.Viewed),
        (S.Sent, S.Accepted),
        (S.Sent, S.Declined),
        (S.Sent, S.Expired),
        (S.Sent, S.Revoked),
        (S.Viewed, S.Queued),
        (S.Viewed, S.Accepted),
        (S.Viewed, S.Declined),
        (S.Viewed, S.Expired),
        (S.Viewed, S.Revoked),
        (S.Expired, S.Queued),
    ];

    public enum Command
    {
        Queue,
        Complete,
        MarkSent,
        View,
        Accept,
        Decline,
        Revoke,
        Resend,
        Lapse,
    }

    public static TheoryData<S, S> Pairs()
    {
        var data = new TheoryData<S, S>();
        foreach (var from in Enum.GetValues<S>())
        foreach (var to in Enum.GetValues<S>())
        {
            data.Add(from, to);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void R81_Exactly_the_drawn_arrows_are_allowed(S from, S to) =>
        InvitationStates.Allows(from, to).ShouldBe(Arrows.Contains((from, to)));

    // columns: queue, complete, markSent, view, accept, decline, revoke, resend, lapse (after the clock ran out)
    [Theory]
    [InlineData(S.Draft, "Queued Sent = Viewed Accepted Declined Revoked no Expired")]
    [InlineData(S.Queued, "no no Sent Viewed Accepted Declined Revoked Queued Expired")]
    [InlineData(S.Sent, "no no = Viewed Accepted Declined Revoked Queued Expired")]
    [InlineData(S.Viewed, "no no = = Accepted Declined Revoked Queued Expired")]
    [InlineData(S.Accepted, "no no = = no no no no =")]
    [InlineData(S.Declined, "no no = = no no no no =")]
    [InlineData(S.Expired, "no no = = no no no Queued =")]
    [InlineData(S.Revoked, "no no = = no no no no =")]
    public void R82_Each_command_moves_each_state_as_drawn_or_is_refused(S from, string expected)
    {
        var targets = expected.Split(' ');
        foreach (var command in Enum.GetValues<Command>())
        {
            var way = new Way().To(from);
            var outcome = way.Do(command);
            var target = targets[(int)command];

            outcome.IsDone.ShouldBe(target != "no", $"{command} in {from}");
            way.Invitation.Status.ToString()
                .ShouldBe(target is "no" or "=" ? from.ToString() : target, $"{command} in {from}");
        }
    }

    [Theory]
    [InlineData(S.Accepted, UserErrorCode.InvitationAlreadyUsed)]
    [InlineData(S.Declined, UserErrorCode.InvitationAlreadyUsed)]
    [InlineData(S.Expired, UserErrorCode.InvitationExpired)]
    [InlineData(S.Revoked, UserErrorCode.InvitationRevoked)]
    public void R82_An_answer_that_comes_too_late_is_told_why(S status, UserErrorCode code)
    {
        var way = new Way().To(status);

        way.Do(Command.Accept).Refusals.ShouldHaveSingleItem().Code.ShouldBe(code);
        way.Do(Command.Decline).Refusals.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void R82_A_lapsed_invitation_grants_nothing_even_before_anybody_noted_the_lapse()
    {
        var way = new Way().To(S.Sent);
        way.Now = way.Invitation.ExpiresAt;

        way.Invitation.StatusAt(way.Now).ShouldBe(S.Expired);
        way.Do(Command.Accept).ShouldBeRefused(new InvitationExpired(way.Invitation.ExpiresAt));
        way.Do(Command.View).ShouldBeDone();

        way.Invitation.Status.ShouldBe(S.Sent);
        way.Invitation.PartnershipId.ShouldBeNull();
    }

    [Fact]
    public void R82_Resending_raises_the_generation_restarts_the_clock_and_kills_the_old_link()
    {
        var way = new Way().To(S.Viewed);
        var old = way.Invitation.Secret(Key);
        way.Now = World.Now.AddDays(3);

        way.Invitation.Resend(Key, Policy, way.Now).ShouldBeDone();

        way.Invitation.Generation.ShouldBe(2);
        way.Invitation.ExpiresAt.ShouldBe(way.Now.AddDays(7));
        old.Matches(way.Invitation.SecretHash).ShouldBeFalse();
        way.Invitation.Secret(Key).Matches(way.Invitation.SecretHash).ShouldBeTrue();
        way.Invitation.PendingEvents()[^1]
            .ShouldBe(new PartnershipInvited(way.Invitation.Id, way.Invitation.InviterId, 2, way.Now));
    }

    [Fact]
    public void R82_Resending_has_a_cool_down()
    {
        var way = new Way();

        way.Invitation.Resend(Key, Policy, World.Now.AddSeconds(59))
            .ShouldBeRefused(new ResendTooSoon(World.Now.AddMinutes(1)));
    }

    [Theory]
    [InlineData(Command.View, "invitation.viewed")]
    [InlineData(Command.Decline, "invitation.declined")]
    [InlineData(Command.Revoke, "invitation.revoked")]
    [InlineData(Command.Lapse, "invitation.expired")]
    public void Each_change_is_told_to_whoever_follows(Command command, string name)
    {
        var way = new Way().To(S.Sent);

        way.Do(command).ShouldBeDone();

        way.Invitation.PendingEvents()[^1].Name.ShouldBe(name);
    }

    [Fact]
    public void A_lapse_is_noted_once_and_not_too_soon()
    {
        var invitation = new Way().To(S.Sent).Invitation;

        invitation.Lapse(invitation.ExpiresAt.AddTicks(-1)).ShouldBeFalse();
        invitation.Lapse(invitation.ExpiresAt).ShouldBeTrue();
        invitation.Lapse(invitation.ExpiresAt).ShouldBeFalse();
    }

    [Fact]
    public void R82_The_cool_down_is_over_at_its_end() =>
        new Way().Invitation.Resend(Key, Policy, World.Now.AddMinutes(1)).ShouldBeDone();

    [Fact]
    public void The_news_that_an_older_mail_has_left_changes_nothing()
    {
        var way = new Way();
        way.Invitation.Resend(Key, Policy, World.Now.AddHours(1)).ShouldBeDone();

        way.Invitation.MarkSent(generation: 1, World.Now.AddHours(1));
        way.Invitation.Status.ShouldBe(S.Queued);
        way.Invitation.MarkSent(generation: 2, World.Now.AddHours(1));
        way.Invitation.Status.ShouldBe(S.Sent);
    }

    [Fact]
    public void A_mail_that_was_opened_before_its_sending_was_noted_stays_viewed()
    {
        var way = new Way();
        way.Do(Command.View).ShouldBeDone();

        way.Do(Command.MarkSent).ShouldBeDone();

        way.Invitation.Status.ShouldBe(S.Viewed);
        way.Invitation.SentAt.ShouldNotBeNull();
    }

    [Fact]
    public void R81_No_sequence_of_commands_leaves_the_table_and_one_answer_is_final() =>
        Prop.ForAll(
                Gen.Elements(Enum.GetValues<Command>()).ListOf().ToArbitrary(),
                ArbMap.Default.ArbFor<bool>(),
                (commands, draft) =>
                {
                    var way = new Way(draft);
                    foreach (var command in commands)
                    {
                        var before = way.Invitation.Status;
                        way.Do(command);
                        var after = way.Invitation.Status;
                        var legal = before == after || Arrows.Contains((before, after));
                        if (!legal || (InvitationStates.IsFinal(before) && before != after))
                        {
                            return false;
                        }
                    }

                    return (way.Invitation.AcceptedAt is not null) == way.Invitation.Status is S.Accepted
                        && way.Invitation.Secret(Key).Matches(way.Invitation.SecretHash);
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>An invitation and the hands that move it.</summary>
    private sealed class Way
    {
        private readonly Organization _provider = Provider();
        private readonly Organization _reseller = Reseller();
        private readonly Organization _customer = Customer();
        private readonly bool _isDraft;

        public Way(bool draft = false)
        {
            _isDraft = draft;
            Now = World.Now;
            Invitation = draft ? Draft() : Queued();
        }

        public Invitation Invitation { get; private set; }
        public DateTimeOffset Now { get; set; }

        public Way To(S status)
        {
            if (status is S.Draft)
            {
                return new Way(draft: true);
            }

            Command[] commands = status switch
            {
                S.Queued => [],
                S.Sent => [Command.MarkSent],
                S.Viewed => [Command.MarkSent, Command.View],
                S.Accepted => [Command.Accept],
                S.Declined => [Command.Decline],
                S.Expired => [Command.Lapse],
                S.Revoked => [Command.Revoke],
                _ => throw new ArgumentOutOfRangeException(nameof(status)),
            };
            foreach (var command in commands)
            {
                Do(command).ShouldBeDone();
            }

            Invitation.Status.ShouldBe(status);
            return this;
        }

        public Outcome Do(Command command)
        {
            switch (command)
            {
                case Command.Queue:
                    return Invitation.Queue(
                        "Hello",
                        $"Please: {Invitation.Link(Key, PublicLinks)}",
                        Key,
                        PublicLinks,
                        Now
                    );
                case Command.Complete:
                    return Invitation.Complete(Now);
                case Command.MarkSent:
                    Invitation.MarkSent(Invitation.Generation, Now);
                    return Outcome.Done;
                case Command.View:
                    Invitation.View(Now);
                    return Outcome.Done;
                case Command.Accept:
                    return Accept();
                case Command.Decline:
                    return Invitation.Decline(Now);
                case Command.Revoke:
                    return Invitation.Revoke(Now);
                case Command.Resend:
                    return Invitation.Resend(Key, Policy, Now += TimeSpan.FromHours(1));
                case Command.Lapse:
                    Invitation.Lapse(Now = Max(Now, Invitation.ExpiresAt));
                    return Outcome.Done;
                default:
                    throw new ArgumentOutOfRangeException(nameof(command));
            }
        }

        private Outcome Accept()
        {
            if (!_isDraft)
            {
                var admin = new Acceptor(_reseller, UserOf(_reseller, GlobalAdmin), OrganizationHasRecipient: false);
                return Invitation
                    .AcceptPartnership(admin, confirmed: true, new PartnershipId(NewId()), null, WebMail, Now)
                    .WithoutValue();
            }

            var customer = new Acceptor(_customer, UserOf(_customer, GlobalAdmin), OrganizationHasRecipient: true);
            return Invitation
                .AcceptAsCustomer(
                    customer,
                    confirmed: true,
                    new CustomerAccessId(NewId()),
                    new CustomerAccessId(NewId()),
                    [],
                    null,
                    Now
                )
                .WithoutValue();
        }

        private Invitation Queued() =>
            Value(
                Invitation.InviteReseller(
                    new InvitationId(NewId()),
                    _provider,
                    new UserId(NewId()),
                    Email("anna@contoso.example"),
                    null,
                    Language.En,
                    Key,
                    Policy,
                    Now
                )
            );

        private Invitation Draft() =>
            Value(
                Invitation.DraftForCustomer(
                    new InvitationId(NewId()),
                    _reseller,
                    new UserId(NewId()),
                    Email("anna@contoso.example"),
                    null,
                    null,
                    Language.En,
                    Key,
                    Policy,
                    Now
                )
            );

        private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
    }
}
