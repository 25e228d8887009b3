using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Execution.Writing;

/// <summary>Writes errors as they stand in a response (spec 7.1.2).</summary>
internal static class ErrorJson
{
    public static void WriteAll(IReadOnlyList<GraphQLError> errors, JsonOutput json)
    {
        json.Byte((byte)'[');
        for (var at = 0; at < errors.Count; at++)
        {
            if (at > 0)
            {
                json.Byte((byte)',');
            }

            Write(errors[at], json);
        }

        json.Byte((byte)']');
    }

    private static void Write(GraphQLError error, JsonOutput json)
    {
        json.Raw("{\"message\":"u8);
        json.String(error.Message);
        if (!error.Locations.IsDefaultOrEmpty)
        {
            Locations(error, json);
        }

        if (!error.Path.IsDefault)
        {
            json.Raw(",\"path\":"u8);
            PlainJson.Write(error.Path.ToArray(), json);
        }

        if (error.Code is not null || error.Extensions.Count > 0)
        {
            Extensions(error, json);
        }

        json.Byte((byte)'}');
    }

    private static void Locations(GraphQLError error, JsonOutput json)
    {
        json.Raw(",\"locations\":["u8);
        for (var at = 0; at < error.Locations.Length; at++)
        {
            json.Raw(at > 0 ? ",{\"line\":"u8 : "{\"line\":"u8);
            json.Number(error.Locations[at].Line);
            json.Raw(",\"column\":"u8);
            json.Number(error.Locations[at].Column);
            json.Byte((byte)'}');
        }

        json.Byte((byte)']');
    }

    private static void Extensions(GraphQLError error, JsonOutput json)
    {
        json.Raw(",\"extensions\":{"u8);
        var first = true;
        if (error.Code is not null)
        {
            json.Raw("\"code\":"u8);
            json.String(error.Code);
            first = false;
        }

        foreach (var (key, value) in error.Extensions)
        {
            if (!first)
            {
                json.Byte((byte)',');
            }

            first = false;
            json.String(key);
            json.Byte((byte)':');
            PlainJson.Write(value, json);
        }

        json.Byte((byte)'}');
    }
}
