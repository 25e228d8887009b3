using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.GraphQL.Validation.Limits;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>How an executor treats requests; the defaults are safe.</summary>
public sealed record ExecutorOptions
{
    /// <summary>Whether error messages may suggest names ("Did you mean …"), by the request's state; default: never.</summary>
    public Func<object?, bool> SuggestionsAllowed { get; init; } = _ => false;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be asked, by the request's state; default: always.</summary>
    public Func<object?, bool> IntrospectionAllowed { get; init; } = _ => true;

    /// <summary>The documents that may be asked by id; null for none.</summary>
    public ITrustedDocuments? TrustedDocuments { get; init; }

    /// <summary>Whether only trusted documents run.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>The longest that an execution may take, an event's included; null for no limit. Default 30 seconds.</summary>
    public TimeSpan? TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most errors that a response tells; the rest are counted in one more. Default 100.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>The most fields that a plan may have, all concrete types counted. Default 20,000.</summary>
    public int MaxPlannedFields { get; init; } = 20_000;

    /// <summary>What a document may cost before it is read.</summary>
    public ParserLimits ParserLimits { get; init; } = ParserLimits.Default;

    /// <summary>How documents are validated; suggestions follow <see cref="SuggestionsAllowed"/>.</summary>
    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>What one operation may ask.</summary>
    public OperationLimits Limits { get; init; } = OperationLimits.Default;

    /// <summary>Whether a response tells its operation's cost in <c>extensions.cost</c>. Off by default.</summary>
    public bool TellsCost { get; init; }

    /// <summary>The bytes that cached documents may take, estimated. Default 32 MB.</summary>
    public long DocumentCacheBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The bytes that cached plans may take, estimated. Default 32 MB.</summary>
    public long PlanCacheBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The bytes that remembered refusals of invalid documents may take, estimated. Default 2 MB.</summary>
    public long InvalidCacheBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Whether documents are validated; off only where the reference's <c>execute</c> is replayed.</summary>
    internal bool Validates { get; init; } = true;

    /// <summary>Whether a subscription is executed over its root value, as the reference's <c>execute</c> does.</summary>
    internal bool ExecutesSubscriptionsOnce { get; init; }

    /// <summary>Sees every step of every request; null for nobody.</summary>
    public IExecutionObserver? Observer { get; init; }
}

/// <summary>Documents that are known by id (GraphQL over HTTP, trusted documents). Implementations read them from disk, a table or memory.</summary>
public interface ITrustedDocuments
{
    /// <summary>The document's text; null where the id is unknown.</summary>
    string? Find(string documentId);
}
