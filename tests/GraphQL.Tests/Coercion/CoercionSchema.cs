using System.Collections;
using System.Text.Json;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.Coercion;

/// <summary>The schema that the tests of coercion share.</summary>
internal static class CoercionSchema
{
    public static Schema Schema { get; } =
        SchemaBuilder.Build(
            """
            type Query { a(input: Input, list: [Int!], one: OneOf, any: Any, need: Int!, opt: Int! = 3): Float }
            input Input { name: String!, count: Int = 1, id: ID, color: Color, inner: Input, tags: [[String]] }
            input OneOf @oneOf { a: Int, b: String }
            enum Color { RED GREEN }
            scalar Any
            scalar Broken
            """,
            new SchemaOptions { Scalars = new Dictionary<string, ScalarCoercion> { ["Broken"] = new BrokenCoercion() } }
        );

    public static GraphQLType Type(string text) =>
        TypeReference.Resolve(
            Parser.ParseType(text),
            name => Schema.FindType(name) ?? (NamedType?)BuiltInScalars.Find(name)
        )!;

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>A coerced value as one can read it: lists, objects and boxed values.</summary>
    public static string Show(object? value) =>
        value switch
        {
            null => "null",
            string text => $"'{text}'",
            bool flag => flag ? "true" : "false",
            IReadOnlyDictionary<string, object?> fields =>
                $"{{{string.Join(", ", fields.Select(item => $"{item.Key}: {Show(item.Value)}"))}}}",
            IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Show))}]",
            _ => $"{value.GetType().Name} {Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)}",
        };

    private sealed class BrokenCoercion : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value) => throw new FormatException("It is broken.");

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            throw new FormatException("It is broken.");

        public override object? Serialize(object value) => value;
    }
}
