using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Localization;

namespace PartnerGraph.Graph.LinkPages;

/// <param name="Field">The input that is to blame; null where none is.</param>
public sealed record FormError(string? Field, string Message);

/// <summary>What somebody typed, and what is wrong with it. Passwords are typed again.</summary>
public sealed record FilledForm(IReadOnlyDictionary<string, string> Values, IReadOnlyList<FormError> Errors)
{
    public static readonly FilledForm Empty = new(new Dictionary<string, string>(StringComparer.Ordinal), []);

    public static FilledForm Of(IFormCollection form, params IReadOnlyList<FormError> errors) =>
        new(form.ToDictionary(pair => pair.Key, pair => pair.Value[0] ?? "", StringComparer.Ordinal), errors);

    public static FilledForm Of(IFormCollection form, Language language, IEnumerable<Refusal> refusals) =>
        Of(form, [.. refusals.Select(refusal => Told(language, refusal))]);

    public string Value(string field) => Values.GetValueOrDefault(field, "");

    public string? ErrorOf(string field) =>
        Errors.FirstOrDefault(error => string.Equals(error.Field, field, StringComparison.Ordinal))?.Message;

    /// <summary>The first input that is wrong gets the focus.</summary>
    public bool IsFirstWrong(string field) =>
        string.Equals(Errors.FirstOrDefault(error => error.Field is not null)?.Field, field, StringComparison.Ordinal);

    private static FormError Told(Language language, Refusal refusal) =>
        new(refusal.Path.Count > 0 ? refusal.Path[^1] : null, Messages.Of(language, refusal));
}
