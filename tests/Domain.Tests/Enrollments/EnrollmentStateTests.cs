using FsCheck;
using FsCheck.Fluent;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;
using Outcome = PartnerGraph.Domain.Refusals.Outcome;
using S = PartnerGraph.Domain.Enrollments.EnrollmentStatus;

namespace PartnerGraph.Domain.Tests.Enrollments;

/// <summary>The states of R27: every pair, every command in every state, and any sequence of commands.</summary>
public sealed class EnrollmentStateTests
{
    private static readonly HashSet<(S From, S To)> Arrows =
    [
        (S.Draft, S.AwaitingEmailVerification),
        (S.Draft, S.Withdrawn),
        (S.AwaitingEmailVerification, S.InReview),
        (S.AwaitingEmailVerification, S.Withdrawn),
        (S.InReview, S.ActionRequired),
        (S.InReview, S.Approved),
        (S.InReview, S.Rejected),
        (S.InReview, S.Withdrawn),
        (S.ActionRequired, S.InReview),
        (S.ActionRequired, S.AwaitingEmailVerification),
        (S.ActionRequired, S.Withdrawn),
    ];

    public enum Command
    {
        Submit,
        Verify,
        RequestAction,
        Approve,
        Reject,
        Withdraw,
        ChangeContact,
        Resend,
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
    public void R27_Exactly_the_drawn_arrows_are_allowed(S from, S to) =>
        EnrollmentStates.Allows(from, to).ShouldBe(Arrows.Contains((from, to)));

    [Theory]
    [InlineData(S.Draft, "AwaitingEmailVerification,-,-,-,-,Withdrawn")]
    [InlineData(S.AwaitingEmailVerification, "-,InReview,-,-,-,Withdrawn")]
    [InlineData(S.InReview, "-,-,ActionRequired,Approved,Rejected,Withdrawn")]
    [InlineData(S.ActionRequired, "InReview,-,-,-,-,Withdrawn")]
    [InlineData(S.Approved, "-,-,-,-,-,-")]
    [InlineData(S.Rejected, "-,-,-,-,-,-")]
    [InlineData(S.Withdrawn, "-,-,-,-,-,-")]
    public void R27_Each_command_moves_each_state_as_drawn_or_is_refused(S from, string expected)
    {
        var targets = expected.Split(',');
        foreach (var command in Enum.GetValues<Command>().Where(command => command <= Command.Withdraw))
        {
            var way = new Way().To(from);
            var outcome = way.Do(command);
            var target = targets[(int)command];

            if (target == "-")
            {
                outcome.IsDone.ShouldBeFalse($"{command} in {from}");
                way.Enrollment.Status.ShouldBe(from);
                if (command is not Command.Verify)
                {
                    outcome.Refusals.ShouldHaveSingleItem().Code.ShouldBe(UserErrorCode.IllegalTransition);
                }
            }
            else
            {
                outcome.ShouldBeDone();
                way.Enrollment.Status.ToString().ShouldBe(target);
            }
        }
    }

    [Fact]
    public void R27_Resubmitting_with_another_contact_address_asks_for_a_new_proof()
    {
        var way = new Way().To(S.ActionRequired);

        way.Do(Command.ChangeContact).ShouldBeDone();
        way.Enrollment.ContactEmailVerifiedAt.ShouldBeNull();
        way.Do(Command.Submit).ShouldBeDone();

        way.Enrollment.Status.ShouldBe(S.AwaitingEmailVerification);
        way.Do(Command.Verify).ShouldBeDone();
        way.Enrollment.Status.ShouldBe(S.InReview);
    }

    [Fact]
    public void R27_Changing_the_address_back_needs_no_new_proof()
    {
        var way = new Way().To(S.ActionRequired);
        way.Do(Command.ChangeContact).ShouldBeDone();

        way.Enrollment.Update(new EnrollmentChanges(null, null, Contact(), null), WebMail, Key, Policy, Now)
            .ShouldBeDone();
        way.Do(Command.Submit).ShouldBeDone();

        way.Enrollment.Status.ShouldBe(S.InReview);
    }

    [Fact]
    public void R26_Every_transition_is_recorded_with_who_when_and_why()
    {
        var way = new Way().To(S.InReview);
        way.Enrollment.RequestAction(Operator, "  Send the register extract.  ", Now.AddDays(1)).ShouldBeDone();

        way.Enrollment.History.Select(step => (step.Number, step.From, step.To, step.By))
            .ShouldBe([
                (1, null, S.Draft, "Anna Admin"),
                (2, S.Draft, S.AwaitingEmailVerification, "Anna Admin"),
                (3, S.AwaitingEmailVerification, S.InReview, "Paula Primary"),
                (4, S.InReview, S.ActionRequired, "Olga Operator"),
            ]);
        var last = way.Enrollment.History[^1];
        last.Reason.ShouldBe("Send the register extract.");
        last.At.ShouldBe(Now.AddDays(1));
        last.ByUserId.ShouldBe(Operator.User);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void R27_Asking_for_action_and_rejecting_need_a_reason(string reason)
    {
        var way = new Way().To(S.InReview);

        way.Enrollment.RequestAction(Operator, reason, Now).ShouldBeRefused(new ValueRequired().At("reason"));
        way.Enrollment.Reject(Operator, reason, way.Organization, Now)
            .ShouldBeRefused(new ValueRequired().At("reason"));
        way.Enrollment.Status.ShouldBe(S.InReview);
    }

    [Fact]
    public void R24_No_sequence_of_commands_leaves_the_table_or_reviews_an_unproven_address() =>
        Prop.ForAll(
                Gen.Elements(Enum.GetValues<Command>()).ListOf().ToArbitrary(),
                commands =>
                {
                    var way = new Way();
                    foreach (var command in commands)
                    {
                        way.Do(command);
                    }

                    var enrollment = way.Enrollment;
                    var steps = enrollment.History.Skip(1).ToList();
                    var onTheTable = steps.TrueForAll(step => Arrows.Contains((step.From!.Value, step.To)));
                    var chained = enrollment.History.Zip(steps).All(pair => pair.First.To == pair.Second.From);
                    var proven =
                        enrollment.Status is not (S.InReview or S.Approved or S.Rejected)
                        || enrollment.ContactEmailVerifiedAt is not null;
                    return onTheTable
                        && chained
                        && proven
                        && enrollment.History[^1].To == enrollment.Status
                        && way.Organization.IsApproved == enrollment.Status is S.Approved;
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>An enrollment and the hands that move it.</summary>
    private sealed class Way
    {
        private readonly User _enroller;
        private int _contacts;

        public Way() => (Enrollment, Organization, _enroller) = CompleteDraft();

        public Enrollment Enrollment { get; }
        public Organization Organization { get; }

        public Way To(S status)
        {
            Command[] commands = status switch
            {
                S.Draft => [],
                S.AwaitingEmailVerification => [Command.Submit],
                S.InReview => [Command.Submit, Command.Verify],
                S.ActionRequired => [Command.Submit, Command.Verify, Command.RequestAction],
                S.Approved => [Command.Submit, Command.Verify, Command.Approve],
                S.Rejected => [Command.Submit, Command.Verify, Command.Reject],
                S.Withdrawn => [Command.Withdraw],
            };
            foreach (var command in commands)
            {
                Do(command).ShouldBeDone();
            }

            Enrollment.Status.ShouldBe(status);
            return this;
        }

        public Outcome Do(Command command) =>
            command switch
            {
                Command.Submit => Enrollment.Submit(_enroller.AsActor(), WebMail, Key, Policy, Now),
                Command.Verify => Enrollment.VerifyContactEmail(Enrollment.LinkSecret(Key), Now),
                Command.RequestAction => Enrollment.RequestAction(Operator, "Something is missing.", Now),
                Command.Approve => Enrollment.Approve(Operator, null, Organization, _enroller, Now),
                Command.Reject => Enrollment.Reject(Operator, "No established profile.", Organization, Now),
                Command.Withdraw => Enrollment.Withdraw(_enroller.AsActor(), Organization, Now),
                Command.ChangeContact => Enrollment.Update(
                    new EnrollmentChanges(null, null, Contact($"paula{++_contacts}@contoso.example"), null),
                    WebMail,
                    Key,
                    Policy,
                    Now
                ),
                Command.Resend => Enrollment.ResendVerification(Key, Policy, Now.AddHours(1)),
            };
    }
}
