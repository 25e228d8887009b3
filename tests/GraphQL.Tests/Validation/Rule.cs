using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Tests.Language;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Validation;

/// <summary>One rule alone, over a schema of animals or one that a test brings.</summary>
internal static class Rule<TRule>
    where TRule : ValidationRule
{
    private static readonly ParserLimits Wide = ParserLimits.Trusted;
    private static readonly ValidationOptions Suggesting = new() { Suggestions = true };
    private static readonly ConcurrentDictionary<string, Schema> Schemas = new(StringComparer.Ordinal);

    public static void ExpectValid(string document, string? sdl = null) => Validate(document, sdl).ShouldBeEmpty();

    /// <param name="errors">A message and its places, as in <c>Unknown type "X". 1:2 3:4</c>.</param>
    public static void ExpectErrors(string document, params string[] errors) =>
        Validate(document).Select(Written).ShouldBe(errors);

    public static void ExpectErrorsIn(string sdl, string document, params string[] errors) =>
        Validate(document, sdl).Select(Written).ShouldBe(errors);

    public static IReadOnlyList<GraphQLError> Validate(
        string document,
        string? sdl = null,
        ValidationOptions? options = null
    ) =>
        DocumentValidator.Validate(
            SchemaOf(sdl ?? Animals.Sdl),
            Parser.Parse(document, Wide),
            options ?? Suggesting,
            [context => (ValidationRule)Activator.CreateInstance(typeof(TRule), context)!]
        );

    /// <summary>All conformance cases of the rule.</summary>
    public static void ReplayCases() => CaseReplay.Replay(["validation", $"{typeof(TRule).Name}.json"], Difference);

    public static string? Difference(
        JsonElement item,
        Func<Schema, GraphQL.Language.Ast.DocumentNode, IReadOnlyList<GraphQLError>> validate
    )
    {
        var schema = SchemaOf(ConformanceCases.Schema(item.GetProperty("schema").GetString()!));
        var limits = Wide with { AllowLegacyFragmentVariables = true };
        var errors = validate(schema, Parser.Parse(item.GetProperty("query").GetString()!, limits));
        return CaseReplay.Difference(new JsonArray([.. errors.Select(CaseReplay.Json)]), item.GetProperty("errors"));
    }

    private static string? Difference(JsonElement item) =>
        Difference(
            item,
            (schema, document) =>
                DocumentValidator.Validate(
                    schema,
                    document,
                    Suggesting,
                    [context => (ValidationRule)Activator.CreateInstance(typeof(TRule), context)!]
                )
        );

    private static Schema SchemaOf(string sdl) => Schemas.GetOrAdd(sdl, static text => SchemaBuilder.Build(text));

    private static string Written(GraphQLError error) =>
        string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}").Prepend(error.Message));
}
