using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Writing;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>Responses that carry errors and no data (spec 7.1).</summary>
internal static class Responses
{
    public static SingleResult Of(GraphQLError error, ResultKind kind, byte[]? extensions = null) =>
        Of([error], kind, extensions);

    public static SingleResult Of(IReadOnlyList<GraphQLError> errors, ResultKind kind, byte[]? extensions = null)
    {
        var json = new JsonOutput();
        json.Raw(kind == ResultKind.Executed ? "{\"data\":null,\"errors\":"u8 : "{\"errors\":"u8);
        ErrorJson.WriteAll(errors, json);
        WriteExtensions(extensions, json);
        json.Byte((byte)'}');
        return new SingleResult(json.Finish(out var lease), errors, kind, lease);
    }

    /// <summary>Writes the response's own extensions, which are JSON already.</summary>
    public static void WriteExtensions(byte[]? extensions, JsonOutput json)
    {
        if (extensions is not null)
        {
            json.Raw(",\"extensions\":"u8);
            json.Raw(extensions);
        }
    }
}
