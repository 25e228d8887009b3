using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Access;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.Graph.Webhooks;

/// <summary>What an integrator stores: the subscription <c>organizationEvents</c>, as it would be followed, without arguments and variables.</summary>
public sealed class WebhookSelection(RequestExecutor executor)
{
    public const string Default = "subscription { organizationEvents { __typename id position kind occurredAt } }";

    private const string Field = "organizationEvents";

    /// <summary>Null where it can be stored.</summary>
    public Refusal? Check(string selection, RequestState request)
    {
        if (selection.Length > WebhookEndpoint.SelectionLength)
        {
            return new ValueTooLong(WebhookEndpoint.SelectionLength);
        }

        var errors = executor.Check(new GraphQLRequest { Query = selection }, request, out var operation);
        if (errors.Count > 0)
        {
            return new WebhookSelectionRefused(errors[0].Message);
        }

        return
            operation
                is {
                    Operation: OperationType.Subscription,
                    VariableDefinitions.IsEmpty: true,
                    SelectionSet.Selections: [
                        FieldNode { Name.Value: Field, Arguments.IsEmpty: true, Directives.IsEmpty: true },
                    ],
                }
            ? null
            : new WebhookSelectionShape();
    }
}
