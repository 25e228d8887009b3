using System.Collections.Concurrent;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>A document that was parsed and found valid, with what every request for it needs (spec 6.1).</summary>
internal sealed class CheckedDocument
{
    /// <summary>The tree takes about so many times its text's length.</summary>
    public const long BytesOfCharacter = 40;

    private readonly string[] conditions;
    private readonly ConcurrentDictionary<OperationDefinitionNode, CountedOperation> counts = new();

    public CheckedDocument(DocumentNode document, int characters)
    {
        Document = document;
        Operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
        conditions = [.. ConditionVariables.In(document)];
        EstimatedBytes = 2_000 + (characters * BytesOfCharacter);
    }

    public DocumentNode Document { get; }

    public OperationDefinitionNode[] Operations { get; }

    /// <summary>The text and its tree, roughly.</summary>
    public long EstimatedBytes { get; }

    /// <summary>What was counted for an operation; null where nothing was yet.</summary>
    public CountedOperation? CountOf(OperationDefinitionNode operation) => counts.GetValueOrDefault(operation);

    public void Remember(OperationDefinitionNode operation, CountedOperation counted) => counts[operation] = counted;

    /// <summary>GetOperation (spec 6.1).</summary>
    public OperationDefinitionNode? Operation(string? name, out GraphQLError? error)
    {
        error = null;
        if (name is null)
        {
            if (Operations.Length == 1)
            {
                return Operations[0];
            }

            error = new GraphQLError(
                Operations.Length == 0
                    ? "Must provide an operation."
                    : "Must provide operation name if query contains multiple operations."
            );
        }
        else if (Array.Find(Operations, operation => operation.Name?.Value == name) is { } found)
        {
            return found;
        }
        else
        {
            error = new GraphQLError($"Unknown operation named \"{name}\".");
        }

        error = error with { Code = ErrorCodes.BadUserInput };
        return null;
    }

    /// <summary>The values of the variables in <c>@skip</c> and <c>@include</c>: each combination has a plan of its own.</summary>
    public string Variant(VariableValues variables) =>
        conditions.Length == 0
            ? ""
            : string.Create(
                conditions.Length,
                (conditions, variables),
                static (text, given) =>
                {
                    for (var at = 0; at < text.Length; at++)
                    {
                        text[at] = given.variables.Find(given.conditions[at]) switch
                        {
                            true => '1',
                            false => '0',
                            _ => '-',
                        };
                    }
                }
            );
}

/// <summary>Finds the variables that decide whether something is selected.</summary>
internal static class ConditionVariables
{
    public static IEnumerable<string> In(DocumentNode document) =>
        document
            .Definitions.OfType<ExecutableDefinitionNode>()
            .SelectMany(definition => In(definition.SelectionSet))
            .Distinct(StringComparer.Ordinal);

    private static List<string> In(SelectionSetNode set)
    {
        var found = new List<string>();
        Add(set, found);
        return found;
    }

    private static void Add(SelectionSetNode? set, List<string> found)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in set?.Selections ?? [])
        {
            foreach (var directive in selection.Directives.Where(each => each.Name.Value is "skip" or "include"))
            {
                found.AddRange(
                    directive
                        .Arguments.Select(argument => argument.Value)
                        .OfType<VariableNode>()
                        .Select(node => node.Name.Value)
                );
            }

            Add(
                selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragmentNode inline => inline.SelectionSet,
                    _ => null,
                },
                found
            );
        }
    }
}
