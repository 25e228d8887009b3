using System.ComponentModel.DataAnnotations;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Server.TrustedDocuments;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.GraphQL.Validation.Limits;

namespace PartnerGraph.GraphQL.Server.Options;

/// <content>What one request may cost: passed on to the executor.</content>
public sealed partial class GraphQLServerOptions
{
    /// <summary>The most characters that a document may have (spec 2.1).</summary>
    [Range(256, 64 * 1024 * 1024)]
    public int MaxCharacters { get; set; } = ParserLimits.Default.MaxCharacters;

    /// <summary>The most tokens that a document may have (spec 2.1.6).</summary>
    [Range(16, 10_000_000)]
    public int MaxTokens { get; set; } = ParserLimits.Default.MaxTokens;

    /// <summary>The deepest nesting of selection sets, lists, objects and list types in a document (spec 2).</summary>
    [Range(8, 1_000)]
    public int MaxNesting { get; set; } = ParserLimits.Default.MaxNesting;

    /// <summary>The most fields inside each other in an operation, fragments included (spec 2.5).</summary>
    [Range(1, 1_000)]
    public int MaxDepth { get; set; } = OperationLimits.Default.MaxDepth;

    /// <summary>The most fields with an alias in an operation, fragments included (spec 2.7).</summary>
    [Range(1, 1_000_000)]
    public int MaxAliases { get; set; } = OperationLimits.Default.MaxAliases;

    /// <summary>The most directives in an operation, fragments included (spec 2.12).</summary>
    [Range(1, 1_000_000)]
    public int MaxDirectives { get; set; } = OperationLimits.Default.MaxDirectives;

    /// <summary>The most that an operation may cost, by the weight of its fields and the sizes of its lists.</summary>
    [Range(1, 1_000_000_000)]
    public double MaxCost { get; set; } = OperationLimits.Default.MaxCost;

    /// <summary>How many items a list is taken to have where no argument tells.</summary>
    [Range(1, 1_000_000)]
    public int AssumedListSize { get; set; } = OperationLimits.Default.AssumedListSize;

    /// <summary>Whether responses tell their operation's cost in <c>extensions.cost</c>, so that a client sees how near it is to the limit (spec 7.1).</summary>
    public bool TellCost { get; set; } = true;

    /// <summary>How many lists of introspection inside each other are too many (spec 4.2).</summary>
    [Range(1, 100)]
    public int MaxIntrospectionLists { get; set; } = ValidationOptions.Default.MaxIntrospectionLists;

    /// <summary>The most errors that a response tells (spec 7.1.2).</summary>
    [Range(1, 10_000)]
    public int MaxErrors { get; set; } = 100;

    /// <summary>The longest that an execution may take, that of an event included (spec 6.2).</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The same as the executor wants it (spec 6.1).</summary>
    internal ExecutorOptions ForExecutor() =>
        Executor(
            new ExecutorOptions
            {
                TrustedDocumentsOnly = TrustedDocumentsOnly,
                TrustedDocuments =
                    TrustedDocuments
                    ?? (TrustedDocumentsFolder is null ? null : DocumentSet.FromFolder(TrustedDocumentsFolder)),
                IntrospectionAllowed = state => AnonymousIntrospection || IsSignedIn(state),
                SuggestionsAllowed = state => AnonymousIntrospection || IsSignedIn(state),
                MaxErrors = MaxErrors,
                TimeLimit = ExecutionTimeout,
                TellsCost = TellCost,
                ParserLimits = ParserLimits.Default with
                {
                    MaxCharacters = MaxCharacters,
                    MaxTokens = MaxTokens,
                    MaxNesting = MaxNesting,
                },
                Validation = ValidationOptions.Default with
                {
                    MaxErrors = MaxErrors,
                    MaxIntrospectionLists = MaxIntrospectionLists,
                },
                Limits = OperationLimits.Default with
                {
                    MaxDepth = MaxDepth,
                    MaxAliases = MaxAliases,
                    MaxDirectives = MaxDirectives,
                    MaxCost = MaxCost,
                    AssumedListSize = AssumedListSize,
                },
            }
        );
}
