using System.Globalization;
using System.Text;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Localization;

/// <summary>
/// A sentence with placeholders: {name} as it is, {name:date} a day, {name:time} a day with its UTC time, {name:word} the word for a name of
/// the schema (word.IN_REVIEW), and {name:count:form|form} a number
/// with the word that agrees with it: two forms in English (1, other), three in Russian (1, 2 to 4, other).
/// </summary>
public sealed class MessageTemplate
{
    private readonly List<Part> parts;

    private MessageTemplate(List<Part> parts) => this.parts = parts;

    public IEnumerable<string> Names =>
        parts.Where(p => p.Name is not null).Select(p => p.Name!).Distinct(StringComparer.Ordinal);

    /// <summary>How many forms each {name:count:…} gives.</summary>
    public IEnumerable<int> FormCounts => parts.Where(p => p.Kind == "count").Select(p => p.Forms.Length);

    public static MessageTemplate Parse(string text)
    {
        List<Part> found = [];
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
                break;
            if (open > at)
                found.Add(Part.Literal(text[at..open]));
            found.Add(Part.Placeholder(text[(open + 1)..close]));
            at = close + 1;
        }
        if (at < text.Length)
            found.Add(Part.Literal(text[at..]));
        return new MessageTemplate(found);
    }

    public string Render(Language language, IReadOnlyDictionary<string, object> arguments)
    {
        var sentence = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Name is null)
                sentence.Append(part.Text);
            else if (arguments.TryGetValue(part.Name, out var value))
                sentence.Append(Render(language, part, value));
            else
                sentence.Append('{').Append(part.Name).Append('}');
        }
        return sentence.ToString();
    }

    private static string Render(Language language, Part part, object value) =>
        (part.Kind, value) switch
        {
            ("date", DateTimeOffset moment) => Dates.Day(language, moment),
            ("time", DateTimeOffset moment) => Dates.Minute(language, moment),
            ("word", string schemaName) => Messages.Text(language, "word." + schemaName),
            ("count", IConvertible number) => Plurals.Render(
                language,
                Convert.ToInt64(number, CultureInfo.InvariantCulture),
                part.Forms
            ),
            (_, DateTimeOffset moment) => Dates.Minute(language, moment),
            (_, IFormattable formattable) => formattable.ToString(format: null, Dates.CultureOf(language)),
            _ => value.ToString() ?? "",
        };

    private sealed record Part(string Text, string? Name, string Kind, string[] Forms)
    {
        public static Part Literal(string text) => new(text, Name: null, "", []);

        public static Part Placeholder(string inner)
        {
            var pieces = inner.Split(':', 3);
            return new Part(
                "",
                pieces[0],
                pieces.ElementAtOrDefault(1) ?? "",
                pieces.ElementAtOrDefault(2)?.Split('|') ?? []
            );
        }
    }
}
