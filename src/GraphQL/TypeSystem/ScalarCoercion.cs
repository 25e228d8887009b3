using System.Text.Json;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>
/// How values of a scalar come in and go out (spec 3.5). A value that does not fit throws a
/// <see cref="Errors.GraphQLException"/> with the text to show.
/// Internal values are plain: <see cref="int"/>, <see cref="double"/>, <see cref="string"/>, <see cref="bool"/>, or what the scalar chooses.
/// </summary>
public abstract class ScalarCoercion
{
    /// <summary>For a custom scalar without code: any JSON value and any literal pass, results are written as they are.</summary>
    public static ScalarCoercion Anything { get; } = new AnythingCoercion();

    /// <summary>Input coercion of a variable's JSON value, never null.</summary>
    public abstract object? ParseValue(JsonElement value);

    /// <summary>Input coercion of a literal; variables inside (custom scalars only) are looked up in <paramref name="variables"/>.</summary>
    public abstract object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables);

    /// <summary>Result coercion to plain data: bool, int, long, double, decimal, string, or null, list and dictionary of these.</summary>
    public abstract object? Serialize(object value);
}
