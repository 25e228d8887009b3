using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.TypeSystem;

/// <summary>Short ways to say what is right and wrong with SDL; errors are written as <c>message @line:column,line:column</c>.</summary>
internal static class Sdl
{
    /// <summary>What one rule, named as its test, says about a document that perhaps extends a schema.</summary>
    public static string[] Errors(string rule, string sdl, string? extended = null) =>
        [
            .. SdlValidator
                .Validate(Parser.Parse(sdl), extended is null ? null : SchemaBuilder.Build(extended), [rule])
                .Select(Text),
        ];

    /// <summary>What building a schema throws.</summary>
    public static string[] Refusals(string sdl, SchemaOptions? options = null) =>
        [.. Should.Throw<SchemaException>(() => SchemaBuilder.Build(sdl, options)).Errors.Select(Text)];

    private static string Text(GraphQLError error) =>
        error.Locations.IsEmpty
            ? error.Message
            : $"{error.Message} @{string.Join(',', error.Locations.Select(at => $"{at.Line}:{at.Column}"))}";
}
