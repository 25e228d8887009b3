using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation;

/// <summary>What the rules know in common, and where they report (spec 5).</summary>
internal sealed class ValidationContext
{
    private const int CharactersOfLocation = 25;

    private readonly List<GraphQLError> errors = [];
    private readonly FragmentReferences references;
    private readonly VariableUsages usages;
    private int remainingFragmentWork;
    private long told;

    public ValidationContext(Schema schema, DocumentNode document, ValidationOptions options)
    {
        Schema = schema;
        Document = document;
        Options = options;
        Walk = new TypedWalk(schema);
        references = new FragmentReferences(document, SpendOnFragments);
        usages = new VariableUsages(schema, references, SpendOnFragments);
        remainingFragmentWork = options.MaxFragmentWork;
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public ValidationOptions Options { get; }

    public TypedWalk Walk { get; }

    public IReadOnlyList<GraphQLError> Errors => errors;

    public FragmentDefinitionNode? Fragment(string name) => references.Find(name);

    public IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode set) => references.SpreadsIn(set);

    public IReadOnlyList<FragmentDefinitionNode> FragmentsOf(
        params IReadOnlyList<OperationDefinitionNode> operations
    ) => references.ReachedFrom(operations);

    /// <summary>The variables in an operation and in all fragments that it reaches.</summary>
    public IReadOnlyList<VariableUsage> VariablesOf(OperationDefinitionNode operation) => usages.Of(operation);

    public void Report(string message, params ReadOnlySpan<SyntaxNode?> nodes) =>
        Report(GraphQLError.At(message, nodes));

    public void Report(GraphQLError error)
    {
        if (Walk.Stopped)
        {
            return;
        }

        // A long name can stand in a hundred messages, and a long cycle have thousands of places.
        told += error.Message.Length + (error.Locations.Length * CharactersOfLocation);
        if (errors.Count < Options.MaxErrors && told <= Options.MaxErrorCharacters)
        {
            errors.Add(error with { Code = error.Code ?? ErrorCodes.ValidationFailed });
            return;
        }

        Stop("Too many validation errors, error limit reached. Validation aborted.", ErrorCodes.ValidationFailed);
    }

    /// <summary>Ends the validation: it costs more than a request may.</summary>
    public void StopForCost(string message) => Stop(message, ErrorCodes.CostExceeded);

    /// <summary>The question "Did you mean …?" where suggestions are allowed.</summary>
    public string DidYouMean(string given, IEnumerable<string> known) =>
        Options.Suggestions ? Suggestions.DidYouMean(given, known) : "";

    /// <inheritdoc cref="DidYouMean(string, IEnumerable{string})"/>
    public string DidYouMean(string what, string given, IEnumerable<string> known) =>
        Options.Suggestions ? Suggestions.DidYouMean(what, given, known) : "";

    private bool SpendOnFragments(int work)
    {
        remainingFragmentWork -= work;
        if (remainingFragmentWork >= 0)
        {
            return true;
        }

        StopForCost($"Following fragments takes more than {Options.MaxFragmentWork} steps. Validation aborted.");
        return false;
    }

    private void Stop(string message, string code)
    {
        if (!Walk.Stopped)
        {
            Walk.Stopped = true;
            errors.Add(new GraphQLError(message) { Code = code });
        }
    }
}
