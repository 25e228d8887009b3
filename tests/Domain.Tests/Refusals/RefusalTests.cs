using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Tests.Refusals;

public sealed class RefusalTests
{
    [Fact]
    public void Equal_means_same_kind_same_arguments_same_path()
    {
        Refusal refusal = new EmailTaken("a@b.example").At("email");

        refusal.ShouldBe(new EmailTaken("a@b.example").At("email"));
        refusal.GetHashCode().ShouldBe(new EmailTaken("a@b.example").At("email").GetHashCode());
        refusal.ShouldNotBe(new EmailTaken("a@b.example"));
        refusal.ShouldNotBe(new EmailTaken("c@b.example").At("email"));
        refusal.ShouldNotBe(new AccountNotVerified("a@b.example").At("email"));
    }

    [Fact]
    public void Every_refusal_has_a_message_key_of_its_own()
    {
        var keys = AllKinds().Select(kind => Sample(kind).Key).ToList();

        keys.Count.ShouldBeGreaterThan(40);
        keys.ShouldBeUnique();
    }

    [Fact]
    public void Every_argument_of_a_refusal_reaches_its_message()
    {
        foreach (var kind in AllKinds())
        {
            var parameters = kind.GetConstructors().Single().GetParameters();
            Sample(kind).Arguments.Count.ShouldBe(parameters.Length, kind.Name);
        }
    }

    [Fact]
    public void A_refusal_names_states_as_the_schema_does() =>
        new IllegalEnrollmentTransition(EnrollmentStatus.InReview, EnrollmentStatus.Draft)
            .Arguments["from"]
            .ShouldBe("IN_REVIEW");

    [Fact]
    public void Every_code_that_the_domain_can_tell_has_a_refusal()
    {
        var told = AllKinds().Select(kind => Sample(kind).Code).Distinct();

        told.ShouldBe(Enum.GetValues<UserErrorCode>(), ignoreOrder: true);
    }

    [Fact]
    public void An_outcome_of_no_refusals_is_the_one_that_is_done()
    {
        Outcome.From([]).ShouldBeSameAs(Outcome.Done);
        Outcome
            .From([new InvitationRevoked()])
            .Match(() => "done", refused => $"refused {refused.Count}")
            .ShouldBe("refused 1");
    }

    [Fact]
    public void A_text_may_be_as_long_as_its_maximum()
    {
        TextRules.Line(new string('a', 200)).ShouldBeNull();
        TextRules.Line(new string('a', 201)).ShouldBe(new ValueTooLong(200));
        TextRules.Paragraphs(new string('a', 10), 10).ShouldBeNull();
    }

    [Fact]
    public void A_refused_outcome_without_a_refusal_cannot_be_made()
    {
        Should.Throw<ArgumentException>(() => Outcome.Refused());
        Should.Throw<ArgumentException>(() => Outcome.Refused<int>());
    }

    [Fact]
    public void An_outcome_is_matched_exhaustively()
    {
        Outcome<int> seven = 7;
        Outcome<int> refused = new InvitationRevoked();

        seven.Match(value => value, _ => -1).ShouldBe(7);
        refused.Match(value => value, refusals => -refusals.Count).ShouldBe(-1);
        refused.TryGet(out _, out var reasons).ShouldBeFalse();
        reasons.ShouldBe([new InvitationRevoked()]);
        refused.WithoutValue().IsDone.ShouldBeFalse();
        seven.WithoutValue().IsDone.ShouldBeTrue();
        Outcome.Done.Match(() => "done", _ => "refused").ShouldBe("done");
    }

    internal static IEnumerable<Type> AllKinds() =>
        typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract);

    internal static Refusal Sample(Type kind)
    {
        var constructor = kind.GetConstructors().Single();
        var arguments = constructor.GetParameters().Select(parameter => SampleOf(parameter.ParameterType)).ToArray();
        return (Refusal)constructor.Invoke(arguments);
    }

    private static object SampleOf(Type type) => type == typeof(string) ? "text" : Activator.CreateInstance(type)!;
}
