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
