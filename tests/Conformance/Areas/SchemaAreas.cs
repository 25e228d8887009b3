using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Conformance.Areas;

/// <summary>Rules about SDL and schemas, changes between schemas, introspection and back.</summary>
internal sealed class SchemaAreas(CaseFolder folder)
{
    /// <summary>As the reference builds schemas: types are checked when somebody asks.</summary>
    public static SchemaOptions Unchecked { get; } = new() { CheckDocument = false, CheckTypes = false };

    public string? SdlValidation(Case item)
    {
        var extended = item.Text("schema") is { } schema ? Build(schema) : null;
        var document = Parser.Parse(item.Text("sdl")!, ParserLimits.Trusted);
        return Errors(SdlValidator.Validate(document, extended, [item.Text("rule")!]), item["errors"]);
    }

    /// <summary>
    /// A case that holds its SDL itself is compared whole. The text of a named schema is not the one that the expected places are of: many
    /// were printed anew, extensions merged into definitions. There it is compared only whether an error has places; an expected error
    /// without any is of a schema that had no text.
    /// </summary>
    public string? SchemaValidation(Case item)
    {
        var schema = item.Text("schema")!;
        var actual = SchemaValidator.Validate(Build(schema)).Select(CaseJson.Error).ToArray();
        if (!folder.IsName(schema))
        {
            return CaseJson.Difference(new JsonArray([.. actual]), item["errors"]);
        }

        var expected = item["errors"].EnumerateArray().Select(CaseJson.Plain).ToArray();
        return CaseJson.Difference(
            new JsonArray([.. actual.Select((error, at) => Placed(error, expected.ElementAtOrDefault(at)))]),
            new JsonArray([.. expected.Select(error => Placed(error!.AsObject(), error))])
        );
    }

    public string? Changes(Case item)
    {
        var breaking = string.Equals(item.File, "breaking", StringComparison.Ordinal);
        var found = SchemaChanges
            .Find(Build(item.Text("old")!), Build(item.Text("new")!))
            .Where(change => change.IsBreaking == breaking)
            .Select(
                JsonNode (change) => new JsonObject { ["type"] = change.KindName, ["description"] = change.Description }
            );
        return CaseJson.Difference(new JsonArray([.. found]), item["changes"]);
    }

    public string? Introspection(Case item)
    {
        if (item.Has("schema"))
        {
            var descriptions =
                !item.Has("options")
                || !item["options"].TryGetProperty("descriptions", out var option)
                || option.GetBoolean();
            var written = IntrospectionJson.Write(Build(item.Text("schema")!), descriptions);
            return CaseJson.Difference(
                WithSortedTypes(JsonNode.Parse(written)!),
                WithSortedTypes(CaseJson.Plain(item["introspection"])!)
            );
        }

        try
        {
            var printed = SchemaPrinter.Print(ClientSchema.Build(item["introspection"]));
            return item.Has("printed") ? CaseJson.Difference(printed, item["printed"]) : "expected an error";
        }
        catch (SchemaException refused)
        {
            return item.Has("error")
                ? CaseJson.Difference(refused.Message, item["error"].GetProperty("message"))
                : refused.Message;
        }
    }

    private Schema Build(string nameOrSdl) => SchemaBuilder.Build(folder.Sdl(nameOrSdl), Unchecked);

    // The order of types is that of the objects of the reference's tests, which SDL does not tell.
    private static JsonNode WithSortedTypes(JsonNode introspection)
    {
        var schema = introspection["__schema"]!.AsObject();
        var types = schema["types"]!.AsArray().OrderBy(static type => (string?)type!["name"], StringComparer.Ordinal);
        schema["types"] = new JsonArray([.. types.Select(static type => type!.DeepClone())]);
        return introspection;
    }

    private static JsonObject Placed(JsonObject error, JsonNode? expected) =>
        new()
        {
            ["message"] = error["message"]!.DeepClone(),
            ["hasPlaces"] = expected?["locations"] is not null && error["locations"] is not null,
        };

    private static string? Errors(IEnumerable<GraphQLError> actual, JsonElement expected) =>
        CaseJson.Difference(new JsonArray([.. actual.Select(CaseJson.Error)]), expected);
}
