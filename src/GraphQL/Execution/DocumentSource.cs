using System.Diagnostics;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Caching;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>
/// Documents, parsed and validated once (spec 2, 5). Valid and invalid ones are kept apart, so that a flood of invalid documents drives no
/// valid one out.
/// </summary>
internal sealed class DocumentSource(Schema schema, ExecutorOptions options)
{
    private readonly ByteBoundedCache<string, CheckedDocument> valid = new(options.DocumentCacheBytes);
    private readonly ByteBoundedCache<(string, bool), IReadOnlyList<GraphQLError>> invalid = new(
        options.InvalidCacheBytes
    );

    /// <summary>The request's document; null with errors where it has none, or a wrong one.</summary>
    public CheckedDocument? Find(GraphQLRequest request, object? state, out IReadOnlyList<GraphQLError> errors)
    {
        errors = [];
        var text = Text(request, out var refusal);
        if (text is null)
        {
            errors = [refusal!];
            return null;
        }

        if (valid.Find(text) is { } known)
        {
            return known;
        }

        var suggest = options.SuggestionsAllowed(state);
        if (invalid.Find((text, suggest)) is { } wrong)
        {
            errors = wrong;
            return null;
        }

        errors = Check(request, text, suggest, out var document);
        if (document is null)
        {
            invalid.Add((text, suggest), errors, (text.Length * 2L) + (errors.Count * 500L));
        }

        return document;
    }

    private string? Text(GraphQLRequest request, out GraphQLError? refusal)
    {
        refusal = null;
        if (request.DocumentId is { } id)
        {
            var found = options.TrustedDocuments?.Find(id);
            refusal = found is null ? Refuse("There is no trusted document of that id.") : null;
            return found;
        }

        if (options.TrustedDocumentsOnly)
        {
            refusal = Refuse("Only trusted documents run here.");
            return null;
        }

        refusal = request.Query is null ? Refuse("Must provide document.") : null;
        return request.Query;
    }

    private IReadOnlyList<GraphQLError> Check(
        GraphQLRequest request,
        string text,
        bool suggest,
        out CheckedDocument? document
    )
    {
        var start = Stopwatch.GetTimestamp();
        var errors = Check(text, suggest, out document);
        options.Observer?.DocumentChecked(request, Stopwatch.GetElapsedTime(start), errors);
        return errors;
    }

    private IReadOnlyList<GraphQLError> Check(string text, bool suggest, out CheckedDocument? document)
    {
        document = null;
        try
        {
            var parsed = Parse(text);
            var errors = Validate(parsed, suggest);
            if (errors.Count == 0)
            {
                document = new CheckedDocument(parsed, text.Length);
                valid.Add(text, document, document.EstimatedBytes);
            }

            return errors;
        }
        catch (GraphQLException exception)
        {
            return [exception.Error];
        }
    }

    private DocumentNode Parse(string text)
    {
        using var span = Telemetry.Start("graphql.parse");
        return Parser.Parse(text, options.ParserLimits);
    }

    private IReadOnlyList<GraphQLError> Validate(DocumentNode document, bool suggest)
    {
        using var span = Telemetry.Start("graphql.validate");
        return options.Validates
            ? DocumentValidator.Validate(schema, document, options.Validation with { Suggestions = suggest })
            : [];
    }

    private static GraphQLError Refuse(string message) => new(message) { Code = ErrorCodes.BadUserInput };
}
