using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Users;

public sealed class PasswordTests
{
    private static readonly PasswordRules Rules = new(["correct horse battery", "password", "qwerty"]);

    [Fact]
    public void A_password_has_a_length_and_no_composition_rule()
    {
        Rules.Check("quiet winter sea").ShouldBeDone();
        Rules.Check("пароль из трёх слов").ShouldBeDone();
        Rules.Check("Sh0rt!").ShouldBeRefused(new PasswordTooShort(PasswordRules.MinimumLength));
        Rules.Check(null).ShouldBeRefused(new PasswordTooShort(PasswordRules.MinimumLength));
        Rules.Check(new string('a', 257)).ShouldBeRefused(new PasswordTooLong(PasswordRules.MaximumLength));
    }

    [Fact]
    public void A_character_beyond_the_basic_plane_counts_once() =>
        Rules.Check("🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊").ShouldBeRefused(new PasswordTooShort(PasswordRules.MinimumLength));

    [Theory]
    [InlineData("Correct Horse Battery")]
    [InlineData("Password1234567890!")]
    [InlineData("qwertyQwertyqwertyqwerty")]
    [InlineData("qwertyqwertyqwerty2026")]
    [InlineData("anna@contoso.example")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababababab")]
    public void What_everybody_would_try_is_refused(string password) =>
        Rules.Check(password, "anna@contoso.example").ShouldBeRefused(new PasswordTooCommon());

    [Fact]
    public void R38_A_temporary_password_expires_after_seven_days()
    {
        var policy = TemporaryPasswordPolicy.Default;

        policy.Check(Now, Now.AddDays(7).AddTicks(-1)).ShouldBeDone();
        policy.Check(Now, Now.AddDays(7)).ShouldBeRefused(new TemporaryPasswordExpired(Now.AddDays(7)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void R38_A_reset_shows_a_password_only_to_the_sole_membership(int memberships, bool shown) =>
        TemporaryPasswordPolicy.MayShow(memberships).ShouldBe(shown);

    [Fact]
    public void The_shortest_and_the_longest_are_good()
    {
        const string shortest = "quiet sea winds";
        shortest.Length.ShouldBe(PasswordRules.MinimumLength);
        var longest = string.Concat(Enumerable.Repeat("quiet winter sea", 16));
        longest.Length.ShouldBe(PasswordRules.MaximumLength);

        Rules.Check(shortest).ShouldBeDone();
        Rules.Check(longest).ShouldBeDone();
    }

    [Fact]
    public void A_word_that_only_begins_like_a_common_one_is_no_repetition() =>
        Rules.Check("passwordofwinter").ShouldBeDone();

    [Fact]
    public void What_is_blocked_with_its_signs_is_refused_with_them() =>
        new PasswordRules(["!! three little words !!"])
            .Check("!! three little words !!")
            .ShouldBeRefused(new PasswordTooCommon());

    [Fact]
    public void A_common_word_said_twice_is_refused() =>
        new PasswordRules(["wintersnow"]).Check("wintersnowwintersnow").ShouldBeRefused(new PasswordTooCommon());
}
