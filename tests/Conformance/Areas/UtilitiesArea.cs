using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.Tests.Language;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Conformance.Areas;

/// <summary>Coercion, printing of values, block strings, building and extending of schemas: a file each.</summary>
internal sealed class UtilitiesArea(CaseFolder folder)
{
    public string? Difference(Case item)
    {
        try
        {
            var result = Result(item);
            return item.Has("error")
                ? $"expected the error {item["error"].GetProperty("message").GetString()}"
                : CaseJson.Difference(result, item[item.Has("printed") ? "printed" : "result"]);
        }
        catch (Exception refused) when (refused is GraphQLException or SchemaException && item.Has("error"))
        {
            return CaseJson.Difference(refused.Message, item["error"].GetProperty("message"));
        }
    }

    private JsonNode? Result(Case item) =>
        item.File switch
        {
            "buildSchema" => SchemaPrinter.Print(SchemaBuilder.Build(item.Text("sdl")!, Options(item))),
            "extendSchema" => SchemaPrinter.Print(
                SchemaBuilder.Extend(
                    SchemaBuilder.Build(folder.Sdl(item.Text("schema")!), SchemaAreas.Unchecked),
                    item.Text("sdl")!,
                    Options(item)
                )
            ),
            "astFromValue" => AstFromValue(item),
            "valueFromAST" => ValueFromAst(item),
            "valueFromASTUntyped" => CaseJson.Of(
                UntypedLiteral.ToValue(Literal(item["args"][0])!, Variables(item["args"], 1))
            ),
            "coerceInputValue" => CoerceInputValue(item),
            "isEqualType" => TypeRelations.AreEqual(Type(item, 0), Type(item, 1)),
            "isTypeSubTypeOf" => IsSubType(item),
            "doTypesOverlap" => Overlap(item),
            "printString" => QuotedString.Print(CaseJson.Text(item["args"][0])),
            "printBlockString" => item["args"].GetArrayLength() > 1
                ? BlockString.PrintMinimized(CaseJson.Text(item["args"][0]))
                : BlockString.Print(CaseJson.Text(item["args"][0])),
            "isPrintableAsBlockString" => BlockString.IsPrintable(CaseJson.Text(item["args"][0])),
            "dedentBlockStringLines" => new JsonArray([
                .. BlockString
                    .Dedent([.. item["args"][0].EnumerateArray().Select(CaseJson.Text)])
                    .Select(static line => JsonValue.Create(line)),
            ]),
            _ => throw new InvalidOperationException($"There is no utility {item.File}."),
        };

    private static SchemaOptions Options(Case item)
    {
        var trusted =
            item.Has("options") && item["options"].EnumerateObject().Any(static option => option.Value.GetBoolean());
        return SchemaAreas.Unchecked with { CheckDocument = !trusted };
    }

    private static JsonNode? AstFromValue(Case item)
    {
        var value = item["args"][0];
        if (CaseJson.IsUndefined(value))
        {
            return null;
        }

        return LiteralPrinter.FromValue(CaseJson.Data(value), Type(item, 1)) is { } literal ? Ast(literal) : null;
    }

    /// <summary>A literal as the reference makes it: without the mark of block strings.</summary>
    private static JsonObject Ast(ValueNode literal)
    {
        var json = new SyntaxJson(locations: false).Of(literal);
        json.Remove("block");
        foreach (var inner in json["values"]?.AsArray() ?? [])
        {
            inner!.AsObject().Remove("block");
        }

        return json;
    }

    private static JsonNode? ValueFromAst(Case item)
    {
        var literal = Literal(item["args"][0]) ?? throw new InvalidOperationException("There is no literal.");
        var variables = Variables(item["args"], 2);
        return LiteralCoercion.TryCoerce(literal, Type(item, 1), variables, out var value) ? CaseJson.Of(value)
            : CaseJson.IsUndefined(item["result"]) ? null
            : "refused";
    }

    private static JsonNode? CoerceInputValue(Case item)
    {
        var given = item["args"][0];
        var value = CaseJson.IsUndefined(given) ? default : given;
        var type = Type(item, 1);
        return CaseJson.Of(
            item["args"].GetArrayLength() > 2
                ? InputValueCoercion.Coerce(value, type, static _ => { })
                : InputValueCoercion.Coerce(value, type)
        );
    }

    private static JsonNode IsSubType(Case item)
    {
        var schema = SchemaOf(item);
        return TypeRelations.IsSubType(schema, Type(item, 1, schema), Type(item, 2, schema));
    }

    private static JsonNode Overlap(Case item)
    {
        var schema = SchemaOf(item);
        return TypeRelations.Overlap(schema, Type(item, 1, schema).Named, Type(item, 2, schema).Named);
    }

    private static Schema SchemaOf(Case item) =>
        SchemaBuilder.Build(CaseJson.Tag(item["args"][0], "$schema")!.Value.GetString()!, SchemaAreas.Unchecked);

    private static GraphQLType Type(Case item, int argument, Schema? schema = null)
    {
        var text = CaseJson.Tag(item["args"][argument], "$type")!.Value.GetString()!;
        var types = schema ?? UtilityTypes.For(item.Name);
        return TypeReference.Resolve(Parser.ParseType(text), name => BuiltInScalars.Find(name) ?? types.FindType(name))
            ?? throw new InvalidOperationException($"The case does not say what {text} is.");
    }

    private static ValueNode? Literal(JsonElement argument) =>
        CaseJson.Tag(argument, "$node") is null ? null : Parser.ParseValue(argument.GetProperty("text").GetString()!);

    private static VariableValues? Variables(JsonElement arguments, int at) =>
        arguments.GetArrayLength() > at
        && arguments[at].ValueKind == JsonValueKind.Object
        && !CaseJson.IsUndefined(arguments[at])
            ? new VariableValues(
                arguments[at]
                    .EnumerateObject()
                    .Select(static item => KeyValuePair.Create(item.Name, CaseJson.Data(item.Value)))
            )
            : null;
}
