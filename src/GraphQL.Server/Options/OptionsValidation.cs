using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PartnerGraph.GraphQL.Server.Options;

/// <summary>Stops the start with every wrong value at once, each with its name in the configuration.</summary>
internal sealed class OptionsValidation : IValidateOptions<GraphQLServerOptions>
{
    public ValidateOptionsResult Validate(string? name, GraphQLServerOptions options)
    {
        List<string> failures =
        [
            .. Ranges(GraphQLServerOptions.Section, options),
            .. Ranges($"{GraphQLServerOptions.Section}:{nameof(options.Streams)}", options.Streams),
            .. Ranges($"{GraphQLServerOptions.Section}:{nameof(options.Sockets)}", options.Sockets),
            .. Documents(options),
            .. Origins(options),
        ];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Ranges(string section, object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => $"{section}: {result.ErrorMessage}");
    }

    private static IEnumerable<string> Documents(GraphQLServerOptions options)
    {
        if (options.TrustedDocumentsFolder is { } folder && !Directory.Exists(folder))
        {
            yield return $"GraphQL:TrustedDocumentsFolder: the folder '{folder}' does not exist.";
        }
        if (options is { TrustedDocumentsOnly: true, TrustedDocumentsFolder: null, TrustedDocuments: null })
        {
            yield return "GraphQL:TrustedDocumentsOnly: there are no trusted documents; name GraphQL:TrustedDocumentsFolder.";
        }
    }

    private static IEnumerable<string> Origins(GraphQLServerOptions options) =>
        options
            .Sockets.AllowedOrigins.Where(origin =>
                !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                || !string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase)
            )
            .Select(origin =>
                $"GraphQL:Sockets:AllowedOrigins: '{origin}' is no origin; write it like https://portal.example."
            );
}
