using System.Text;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;

namespace PartnerGraph.GraphQL.Tests.Validation;

public sealed class HostileDocumentsTests
{
    private static readonly Schema Schema = SchemaBuilder.Build(Animals.Sdl);
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(10);

    private static readonly string[] Words =
    [
        "{",
        "}",
        "(",
        ")",
        ":",
        "[",
        "]",
        "...",
        "on",
        "$a",
        "@once",
        "@tag(name: \"a\")",
        "@skip(if: $a)",
        "dog",
        "cat",
        "pet",
        "animal",
        "name",
        "age",
        "mother",
        "barks",
        "Dog",
        "Cat",
        "Pet",
        "Animal",
        "find",
        "filter",
        "any",
        "value",
        "byKey",
        "key",
        "1",
        "null",
        "\"s\"",
        "SIT",
        "F",
        "G",
        "nope",
        "__typename",
        "{ name }",
        "{ ...F }",
        "(a: 1)",
    ];

    private static readonly string[] Valid =
    [
        "query($a: Boolean!) { dog @skip(if: $a) { name ...F } pet { ... on Cat { n: name mother { age } } } } fragment F on Dog { barks ...G } fragment G on Animal { age mother { name } }",
        "query($a: Filter, $b: [ID!]) { find(filter: $a, ids: $b, limit: 3) { name } byKey(key: { id: 1 }) { age } any(value: { a: [1, { b: null }] }) }",
        "subscription { born { name } } mutation M { feed(amount: 1.5) } { animal { ... { name } } }",
    ];

    public static TheoryData<string, string> Documents() =>
        new()
        {
            { "one field again and again", "{ dog { " + Repeated(7_000, i => "name ") + "} }" },
            { "different fields of one name", "{ dog { " + Repeated(3_000, i => $"n: f{i} ") + "} }" },
            {
                "arguments again and again",
                "{ a: any(" + Repeated(3_500, i => "value: 1 ") + ") any(" + Repeated(1_000, i => "value: 1 ") + ") }"
            },
            { "a subscription of many fields", "subscription { " + Repeated(4_500, i => $"a{i}: born ") + "}" },
            {
                "a chain of fragments that closes",
                "{ dog { ...F0 } } " + Repeated(1_500, i => $"fragment F{i} on Dog {{ ...F{(i + 1) % 1_500} }} ")
            },
            {
                "fragments that spread all others",
                Repeated(70, i => $"fragment F{i} on Dog {{ mother {{ {Repeated(70, j => $"...F{j} ")} }} }} ")
                    + "{ dog { ...F0 } }"
            },
            {
                "many operations over many fragments",
                Repeated(600, i => $"query Q{i} {{ dog {{ ...F0 }} }} ")
                    + Repeated(600, i => $"fragment F{i} on Dog {{ ...F{i + 1} }} ")
            },
            { "many variables", "query(" + Repeated(3_000, i => $"$v{i}: Boolean ") + ") { dog { name } }" },
            {
                "input objects of unknown fields",
                "{ find(filter: { " + Repeated(4_000, i => $"x{i}: 1 ") + "}) { name } }"
            },
            { "deep fields of two names", Nested(60) },
        };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_made_to_hurt_is_refused_soon(string kind, string document)
    {
        kind.ShouldNotBeEmpty();
        var work = Task.Run(
            () => Errors(document, new ValidationOptions { Suggestions = true }),
            TestContext.Current.CancellationToken
        );

        var errors = await work.WaitAsync(Watchdog, TestContext.Current.CancellationToken);

        errors.Count.ShouldBeInRange(1, 101);
        errors.Sum(error => error.Message.Length + error.Locations.Length).ShouldBeLessThan(400_000);
    }

    [Fact]
    public async Task Damaged_documents_get_errors_and_never_a_failure()
    {
        const int seed = 4711;
        var work = Task.Run(
            () =>
            {
                var random = new Random(seed);
                return Enumerable.Range(0, 5_000).Sum(_ => Errors(Damaged(random), ValidationOptions.Default).Count);
            },
            TestContext.Current.CancellationToken
        );

        (await work.WaitAsync(3 * Watchdog, TestContext.Current.CancellationToken)).ShouldBeGreaterThan(5_000);
    }

    private static string Damaged(Random random)
    {
        var words = new List<string>(Valid[random.Next(Valid.Length)].Split(' '));
        for (var i = random.Next(5); i >= 0; i--)
        {
            var at = random.Next(words.Count);
            switch (random.Next(3))
            {
                case 0:
                    words[at] = Words[random.Next(Words.Length)];
                    break;
                case 1:
                    words.Insert(at, Words[random.Next(Words.Length)]);
                    break;
                default:
                    words.Insert(at, words[random.Next(words.Count)]);
                    break;
            }
        }

        return string.Join(' ', words);
    }

    private static IReadOnlyList<GraphQLError> Errors(string document, ValidationOptions options)
    {
        try
        {
            return DocumentValidator.Validate(Schema, Parser.Parse(document), options);
        }
        catch (GraphQLSyntaxException refused)
        {
            return [refused.Error];
        }
    }

    private static string Nested(int depth)
    {
        var text = new StringBuilder("{ dog ");
        for (var i = 0; i < depth; i++)
        {
            text.Append("{ a: mother { n: name } a: mother { n: age } a: mother ");
        }

        return text.Append("{ name }").Append('}', depth).Append('}').ToString();
    }

    private static string Repeated(int count, Func<int, string> text) =>
        string.Concat(Enumerable.Range(0, count).Select(text));
}
