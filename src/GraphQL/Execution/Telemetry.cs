using System.Diagnostics;
using System.Diagnostics.Metrics;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>Traces and measures under one name; where nobody listens, nothing is made.</summary>
public static class Telemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "PartnerGraph.GraphQL";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "graphql.operation.duration",
        "s",
        "How long operations take, events of subscriptions one by one.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        }
    );

    private static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "graphql.operation.errors",
        "{error}",
        "Errors in responses."
    );

    internal static bool IsMeasuring => Duration.Enabled || Errors.Enabled;

    internal static Activity? Start(string step) => Source.StartActivity(step);

    /// <summary>A field that loads for the parents of a level.</summary>
    internal static Activity? StartLevel(FieldPlan field, int parents)
    {
        var activity = Source.StartActivity("graphql.resolve");
        activity?.SetTag("graphql.field.coordinate", field.CoordinateText).SetTag("graphql.field.parents", parents);
        return activity;
    }

    internal static void Describe(Activity? activity, OperationDefinitionNode operation) =>
        activity
            ?.SetTag("graphql.operation.type", OperationNames.Of(operation.Operation))
            .SetTag("graphql.operation.name", operation.Name?.Value);

    internal static void Measure(OperationType type, TimeSpan elapsed, int errors)
    {
        var tag = new KeyValuePair<string, object?>("graphql.operation.type", OperationNames.Of(type));
        Duration.Record(elapsed.TotalSeconds, tag);
        if (errors > 0)
        {
            Errors.Add(errors, tag);
        }
    }
}
