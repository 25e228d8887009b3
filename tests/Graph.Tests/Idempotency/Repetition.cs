using System.Text.Json.Nodes;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Docs;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.Graph.Tests.Idempotency;

/// <summary>Sends each mutation of the examples twice under one key, as a client does that has lost the first answer.</summary>
internal static class Repetition
{
    private static readonly string[] Secrets =
    [
        "session",
        "temporaryPassword",
        "secret",
        "link",
        "draft",
        "membershipSession",
    ];

    /// <summary>The first answer. The second is the same, apart from secrets, which are null; and what gives a session takes no key.</summary>
    public static async Task<Reply> SendAsync(Example example, GraphClient client, JsonNode variables)
    {
        var operation = (OperationDefinitionNode)Parser.Parse(example.Operation).Definitions[0];
        if (operation.Operation is not OperationType.Mutation)
            return await client.SendAsync(example.Operation, variables);
        var keyed = client.With(Guid.NewGuid().ToString());
        var field = ((FieldNode)operation.SelectionSet.Selections[0]).Name.Value;
        if (client.Token is null || SessionMutations.Names.Contains(field))
        {
            (await keyed.SendAsync(example.Operation, variables)).Codes.ShouldBe(["BAD_USER_INPUT"], example.Name);
            return await client.SendAsync(example.Operation, variables);
        }

        var first = await keyed.SendAsync(example.Operation, variables);
        var second = await keyed.SendAsync(example.Operation, variables);
        second.Status.ShouldBe(first.Status, example.Name);
        var expected = JsonNode.Parse(first.Text)!;
        foreach (var secret in Secrets)
        {
            if (expected["data"]?[field] is JsonObject payload && payload.ContainsKey(secret))
                payload[secret] = null;
        }
        JsonNode.Parse(second.Text)!.ToJsonString().ShouldBe(expected.ToJsonString(), example.Name);
        return first;
    }
}
