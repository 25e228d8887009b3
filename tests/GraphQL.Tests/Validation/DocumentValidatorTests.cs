using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Tests.Language;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Tests.Validation;

public sealed class DocumentValidatorTests
{
    private static readonly Schema Schema = SchemaBuilder.Build(Animals.Sdl);

    [Fact]
    public void Every_conformance_case_of_all_rules_together_gives_the_same_errors() =>
        CaseReplay.Replay(
            ["validation", "_full.json"],
            item =>
                Rule<ScalarLeafsRule>.Difference(
                    item,
                    (schema, document) => DocumentValidator.Validate(schema, document, new() { Suggestions = true })
                )
        );

    [Fact]
    public void Errors_stand_in_the_order_of_the_document_and_have_a_code()
    {
        var errors = Validate("query Q($a: Nope) { dog { nope } cat } fragment F on Dog { name }");

        errors
            .Select(error => error.Message)
            .ShouldBe([
                "Unknown type \"Nope\".",
                "Cannot query field \"nope\" on type \"Dog\".",
                "Field \"cat\" of type \"Cat\" must have a selection of subfields. Did you mean \"cat { ... }\"?",
                "Variable \"$a\" is never used in operation \"Q\".",
                "Fragment \"F\" is never used.",
            ]);
        errors.ShouldAllBe(error => error.Code == ErrorCodes.ValidationFailed);
    }

    [Fact]
    public void After_too_many_errors_validation_stops()
    {
        var document = "{" + string.Concat(Enumerable.Repeat("nope ", 150)) + "}";

        var errors = Validate(document);

        errors.Count.ShouldBe(101);
        errors[^1].Message.ShouldBe("Too many validation errors, error limit reached. Validation aborted.");
        errors[^1].Locations.ShouldBeEmpty();
        Validate(document, new() { MaxErrors = 2 }).Count.ShouldBe(3);
    }

    [Fact]
    public void Errors_do_not_multiply_a_long_name()
    {
        var name = new string('a', 100_000);
        var variables = string.Concat(Enumerable.Range(0, 90).Select(i => $"$v{i}: Int "));

        var errors = Validate($"query {name}({variables}) {{ dog {{ name }} }}");

        errors.Count.ShouldBe(2);
        errors[^1].Message.ShouldBe("Too many validation errors, error limit reached. Validation aborted.");
    }

    [Fact]
    public void Fragments_made_to_be_followed_for_ever_are_given_up()
    {
        var operations = string.Concat(Enumerable.Range(0, 400).Select(i => $"query Q{i} {{ dog {{ ...F0 }} }} "));
        var fragments = string.Concat(
            Enumerable.Range(0, 400).Select(i => $"fragment F{i} on Dog {{ name ...F{(i + 1) % 401} }} ")
        );

        var errors = Validate(operations + fragments + "fragment F400 on Dog { name }");

        errors.ShouldHaveSingleItem().Code.ShouldBe(ErrorCodes.CostExceeded);
    }

    [Fact]
    public void Introspection_can_be_refused()
    {
        var options = new ValidationOptions { Introspection = false };

        Validate("{ __schema { description } __type(name: \"A\") { name } __typename }", options)
            .Select(error => error.Message)
            .ShouldBe([
                "GraphQL introspection has been disabled, but the requested query contained the field \"__schema\".",
                "GraphQL introspection has been disabled, but the requested query contained the field \"__type\".",
            ]);
    }

    [Fact]
    public void Nested_lists_of_introspection_are_refused()
    {
        Validate("{ __schema { types { fields { type { fields { name } } } } } }").ShouldBeEmpty();

        Validate(
                "{ __schema { types { fields { type { ...T } } } } } fragment T on __Type { fields { type { fields { name } } } }"
            )
            .ShouldHaveSingleItem()
            .Message.ShouldBe("Maximum introspection depth exceeded");
    }

    private static IReadOnlyList<GraphQLError> Validate(string document, ValidationOptions? options = null) =>
        DocumentValidator.Validate(Schema, Parser.Parse(document), options);
}
