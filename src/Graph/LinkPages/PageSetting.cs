using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Localization;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>What every page needs beside its own content: the language, the way to its neighbours, and the token of its forms.</summary>
/// <param name="Token">The link's secret, as the path holds it.</param>
/// <param name="Step">What follows the token in the path; empty for the page that the link opens.</param>
/// <param name="ChosenLanguage">The language that the reader chose by the switch; it goes along to the next page.</param>
public sealed record PageSetting(
    Language Language,
    Language? ChosenLanguage,
    string Token,
    string Step,
    string FormField,
    string FormToken
)
{
    public string LanguageTag => TagOf(Language);

    /// <summary>Relative: the public address may have a path of its own before ours.</summary>
    public string StyleSheet => (Step.Length == 0 ? "../" : "../../") + "link-pages.css";

    /// <summary>The sentence page.<paramref name="key"/> of the catalogue.</summary>
    public string Say(string key, params (string Name, object Value)[] arguments) =>
        Messages.Text(Language, "page." + key, arguments);

    /// <summary>From this page to another one of the same link, relative as well; the language that was chosen goes along.</summary>
    public string LinkTo(string step) => (Step.Length == 0 ? $"{Token}/{step}" : step) + Choice;

    /// <summary>Where the page's own forms are sent.</summary>
    public string Itself => (Step.Length == 0 ? Token : Step) + Choice;

    private string Choice => ChosenLanguage is { } chosen ? $"?{LanguageParameter}={TagOf(chosen)}" : "";

    public const string LanguageParameter = "lang";

    public static string TagOf(Language language) =>
        language switch
        {
            Language.En => "en",
            Language.Ru => "ru",
        };
}
