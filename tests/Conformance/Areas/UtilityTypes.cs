using System.Text.Json;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Conformance.Areas;

/// <summary>The types that cases about utilities mean by name alone: the reference's tests define them in code.</summary>
internal static class UtilityTypes
{
    private const string Sdl = """
        enum MyEnum { HELLO GOODBYE COMPLEX }
        input MyInputObj { foo: Float bar: MyEnum }
        scalar PassthroughScalar
        scalar ThrowScalar
        scalar ReturnUndefinedScalar
        enum TestColor { RED GREEN BLUE NULL NAN NO_CUSTOM_VALUE }
        input TestInput { int: Int = 42 bool: Boolean requiredBool: Boolean! }
        input TestOneOfInput @oneOf { a: String b: String }
        enum TestEnum { FOO BAR }
        scalar TestScalar
        """;

    private static readonly SchemaOptions Options = SchemaAreas.Unchecked with
    {
        Scalars = new Dictionary<string, ScalarCoercion>(StringComparer.Ordinal)
        {
            ["ThrowScalar"] = new Refusing(),
            ["ReturnUndefinedScalar"] = new Refusing(),
            ["TestScalar"] = new Unwrapping(),
        },
    };

    /// <summary>The types for a case; what an input object has depends on the test.</summary>
    public static Schema For(string test)
    {
        var input =
            test.Contains("isOneOf", StringComparison.Ordinal) ? "@oneOf { foo: Int bar: Int }"
            : test.Contains("returns null as value", StringComparison.Ordinal) ? "{ foo: Int = null }"
            : test.Contains("with default value", StringComparison.Ordinal) ? "{ foo: Int = 7 }"
            : "{ foo: Int! bar: Int }";
        return SchemaBuilder.Build($"{Sdl}\ninput TestInputObject {input}", Options);
    }

    /// <summary>A scalar that takes nothing.</summary>
    private sealed class Refusing : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value) => throw new FormatException("Not a value.");

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            throw new FormatException("Not a value.");

        public override object? Serialize(object value) => throw new FormatException("Not a value.");
    }

    /// <summary>A scalar that is written <c>{ value: … }</c>, or <c>{ error: … }</c> to be refused.</summary>
    private sealed class Unwrapping : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value) =>
            value.TryGetProperty("value", out var inner) && !CaseJson.IsUndefined(inner)
                ? CaseJson.Data(inner)
                : throw new FormatException(value.ToString());

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            UntypedLiteral.ToValue(literal, variables);

        public override object? Serialize(object value) => value;
    }
}
