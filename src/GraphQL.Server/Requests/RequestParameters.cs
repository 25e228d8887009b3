using System.Text.Json;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>A JSON object of request parameters as a request (GraphQL over HTTP, Request Parameters): of a POST body or a socket's subscribe message.</summary>
internal static class RequestParameters
{
    public static (GraphQLRequest? Request, Refusal? Refusal) Read(JsonElement parameters)
    {
        if (parameters.ValueKind == JsonValueKind.Array)
        {
            return Refused("Arrays of operations are not supported; send one operation a request.");
        }
        if (parameters.ValueKind != JsonValueKind.Object)
        {
            return Refused("A request is a JSON object with the member 'query'.");
        }

        string? query = null;
        string? operationName = null;
        string? documentId = null;
        JsonElement variables = default;
        JsonElement extensions = default;
        foreach (var member in parameters.EnumerateObject())
        {
            string? wrong = null;
            if (member.NameEquals("query"u8))
            {
                wrong = ReadText(member, ref query);
            }
            else if (member.NameEquals("operationName"u8))
            {
                wrong = ReadText(member, ref operationName);
            }
            else if (member.NameEquals("documentId"u8))
            {
                wrong = ReadText(member, ref documentId);
            }
            else if (member.NameEquals("variables"u8))
            {
                wrong = ReadObject(member, ref variables);
            }
            else if (member.NameEquals("extensions"u8))
            {
                wrong = ReadObject(member, ref extensions);
            }
            if (wrong is not null)
            {
                return Refused(wrong);
            }
        }

        return Make(query, documentId, operationName, variables, extensions);
    }

    public static (GraphQLRequest? Request, Refusal? Refusal) Make(
        string? query,
        string? documentId,
        string? operationName,
        JsonElement variables,
        JsonElement extensions,
        bool queriesOnly = false
    )
    {
        if (query is null && documentId is null)
        {
            return Refused("A request needs the parameter 'query' or 'documentId'.");
        }
        if (query is not null && documentId is not null)
        {
            return Refused("A request has either 'query' or 'documentId', not both.");
        }
        var request = new GraphQLRequest
        {
            Query = query,
            DocumentId = documentId,
            OperationName = operationName,
            Variables = variables,
            Extensions = extensions,
            QueriesOnly = queriesOnly,
        };
        return (request, null);
    }

    private static (GraphQLRequest?, Refusal?) Refused(string message) => (null, Refusal.BadRequest(message));

    private static string? ReadText(JsonProperty member, ref string? text)
    {
        if (member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return $"The parameter '{member.Name}' must be a string.";
        }
        text = member.Value.GetString();
        return null;
    }

    private static string? ReadObject(JsonProperty member, ref JsonElement map)
    {
        if (member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            return $"The parameter '{member.Name}' must be an object.";
        }
        map = member.Value;
        return null;
    }
}
