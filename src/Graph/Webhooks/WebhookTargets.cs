using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Events;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Graph.Webhooks;

/// <summary>From what an owner writes to what an endpoint keeps, or all that is wrong with it.</summary>
internal static class WebhookTargets
{
    public static Outcome<WebhookTarget> Read(
        WebhookTarget given,
        WebhookOptions options,
        WebhookSelection selections,
        RequestState request
    )
    {
        List<Refusal> refusals = [];
        if (!WebhookUrl.TryParse(given.Url, options.AllowLoopback, out var url))
        {
            refusals.Add(new WebhookUrlRefused().At("url"));
        }

        if (TextRules.OptionalLine(given.Description) is { } description)
        {
            refusals.Add(description.At("description"));
        }

        var selection = string.IsNullOrWhiteSpace(given.Selection) ? null : given.Selection;
        if (selection is not null && selections.Check(selection, request) is { } problem)
        {
            refusals.Add(problem.At("selection"));
        }

        return refusals.Count > 0
            ? Outcome.Refused<WebhookTarget>(refusals)
            : given with
            {
                Url = url!,
                Description = given.Description?.Trim(),
                Selection = selection,
            };
    }

    /// <summary>As they are stored; none for all.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<EventKind>? kinds) =>
        kinds is null ? [] : [.. kinds.Distinct().Select(kind => EventTable.Of(kind).Name)];
}
