using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.TypeSystem;

/// <summary>The counter-examples of section 3: definitions that make no schema, and operations that their schema refuses.</summary>
public sealed class SpecificationExampleTests
{
    private const string Person = "type Person { name: String  age: Int }";

    /// <summary>By the last part of the section's heading and the counter-example's number in it: the schema that the operation is for.</summary>
    private static readonly Dictionary<string, string> Schemas = new(StringComparer.Ordinal)
    {
        ["Objects 1"] = "type Query { name: String  relationship: Person } type Person { name: String  age: Int }",
        ["Interfaces 1"] =
            "type Query { entity: NamedEntity  phoneNumber: String } interface NamedEntity { name: String } type Human implements NamedEntity { name: String  age: Int }",
        ["Unions 1"] =
            $"type Query {{ firstSearchResult: SearchResult }} union SearchResult = Photo | Person {Person} type Photo {{ height: Int  width: Int }}",
        ["Non-Null 1"] = "type Query { fieldWithNonNullArg(nonNullArg: Int!): String }",
        ["Non-Null 2"] = "type Query { fieldWithNonNullArg(nonNullArg: Int!): String }",
    };

    [Fact]
    public void Operations_are_refused_by_their_schema()
    {
        var examples = CounterExamples().Where(example => IsOperation(example.Text)).ToArray();

        examples.Select(example => example.Name).ShouldBe(Schemas.Keys, ignoreOrder: true);
        foreach (var (name, text) in examples)
        {
            DocumentValidator
                .Validate(SchemaBuilder.Build(Schemas[name]), Parser.Parse(text))
                .Count.ShouldBeGreaterThan(0, name);
        }
    }

    [Fact]
    public void Definitions_make_no_schema()
    {
        var examples = CounterExamples().Where(example => !IsOperation(example.Text)).ToArray();

        examples.Length.ShouldBe(5);
        foreach (var (name, text) in examples)
        {
            // Nothing is refused for the lack of a query type.
            Should.Throw<SchemaException>(() => SchemaBuilder.Build($"type Query {{ a: Int }} {text}"), name);
        }
    }

    private static bool IsOperation(string text) => text.StartsWith('{');

    private static IEnumerable<(string Name, string Text)> CounterExamples() =>
        ConformanceCases
            .Read("spec-examples.json")
            .Where(item => item.GetProperty("section").GetString()!.StartsWith("Section 3", StringComparison.Ordinal))
            .Where(item => item.GetProperty("counter").GetBoolean())
            .Select(item =>
                (
                    Heading: item.GetProperty("heading").GetString()!.Split(" > ")[^1],
                    Text: item.GetProperty("text").GetString()!
                )
            )
            .GroupBy(item => item.Heading, StringComparer.Ordinal)
            .SelectMany(section =>
                section
                    .Where(item => IsOperation(item.Text))
                    .Select((item, at) => ($"{section.Key} {at + 1}", item.Text))
                    .Concat(section.Where(item => !IsOperation(item.Text)).Select(item => (section.Key, item.Text)))
            );
}
