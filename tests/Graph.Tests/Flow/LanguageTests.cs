using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>R78: the person's language decides, then Accept-Language; codes are free of language.</summary>
public sealed class LanguageTests(WholePrograms programs)
{
    private const string BadSignIn = """
        mutation { signIn(input: { email: "nobody@nowhere.example", password: "not the right one" }) { errors { code message } } }
        """;

    [Theory]
    [InlineData("en", "The e-mail address or the password is wrong")]
    [InlineData("ru", "Адрес электронной почты или пароль неверны")]
    [InlineData("fr, ru;q=0.5", "Адрес электронной почты или пароль неверны")]
    public async Task R78_The_anonymous_are_answered_in_the_language_they_ask_for(string asked, string begins)
    {
        var program = await programs.OnAsync(TestDatabase.Sqlite);

        var error = (await program.Anonymous.Speaking(asked).AskAsync(BadSignIn)).At("signIn.errors.0");

        error.Text("code").ShouldBe("SIGN_IN_FAILED");
        error.Text("message").ShouldStartWith(begins);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R78_The_profiles_language_goes_before_the_requests(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var russian = await program.StartEnrollmentAsync(language: "ru");

        var refused = await russian
            .Client.Speaking("en")
            .MutateAsync("completeInvitationDraft", new { invitationId = "no id" });

        refused.Codes.ShouldBe(["FORBIDDEN"]);
        refused.Errors[0].Text("message").ShouldMatch("\\p{IsCyrillic}");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R78_A_draft_and_a_mail_speak_the_language_that_was_chosen_for_them(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = (await program.KnownTrioAsync()).Reseller;

        var russian = await PartnerProgram.DraftAsync(reseller, PartnerProgram.NewCustomerEmail(), language: "RU");
        var english = await PartnerProgram.DraftAsync(reseller, PartnerProgram.NewCustomerEmail(), language: "EN");

        russian.Text("body").ShouldMatch("\\p{IsCyrillic}");
        english.Text("body").Replace(reseller.Name, "", StringComparison.Ordinal).ShouldNotMatch("\\p{IsCyrillic}");
    }
}
