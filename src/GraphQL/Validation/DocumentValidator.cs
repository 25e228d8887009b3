using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation;

/// <summary>Validates documents to execute (spec 5).</summary>
public static class DocumentValidator
{
    /// <summary>All errors in the order of the document, and at one node in the order of the rules; none for a valid document (spec 5).</summary>
    public static IReadOnlyList<GraphQLError> Validate(
        Schema schema,
        DocumentNode document,
        ValidationOptions? options = null
    ) => Validate(schema, document, options ?? ValidationOptions.Default, SpecifiedRules.All);

    internal static IReadOnlyList<GraphQLError> Validate(
        Schema schema,
        DocumentNode document,
        ValidationOptions options,
        IReadOnlyList<Func<ValidationContext, ValidationRule>> rules
    )
    {
        var context = new ValidationContext(schema, document, options);
        foreach (var rule in rules)
        {
            rule(context).Attach();
        }

        try
        {
            context.Walk.Run(document);
        }
        catch (InsufficientExecutionStackException)
        {
            context.StopForCost("Document is nested too deeply. Validation aborted.");
        }

        return context.Errors;
    }
}
