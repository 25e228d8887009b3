using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;

namespace PartnerGraph.Conformance.Areas;

/// <summary>Documents against schemas: one rule where the case names one, else all.</summary>
internal sealed class ValidationArea(CaseFolder folder)
{
    private static readonly ValidationOptions Options = new() { Suggestions = true };

    private readonly Dictionary<string, Schema> schemas = new(StringComparer.Ordinal);

    public string? Difference(Case item)
    {
        var limits = ParserLimits.Trusted with { AllowLegacyFragmentVariables = true };
        var document = Parser.Parse(item.Text("query")!, limits);
        var rules = item.Text("rule") is { } rule ? [Rule(rule)] : SpecifiedRules.All;
        var errors = DocumentValidator.Validate(SchemaOf(item.Text("schema")!), document, Options, rules);
        return CaseJson.Difference(new JsonArray([.. errors.Select(CaseJson.Error)]), item["errors"]);
    }

    private Schema SchemaOf(string name)
    {
        if (!schemas.TryGetValue(name, out var schema))
        {
            schemas[name] = schema = SchemaBuilder.Build(folder.Sdl(name), SchemaAreas.Unchecked);
        }

        return schema;
    }

    private static Func<ValidationContext, ValidationRule> Rule(string name)
    {
        var type = Array.Find(
            typeof(ValidationRule).Assembly.GetTypes(),
            type =>
                type.IsSubclassOf(typeof(ValidationRule)) && string.Equals(type.Name, name, StringComparison.Ordinal)
        );
        return type is null
            ? throw new InvalidOperationException($"There is no rule {name}.")
            : context => (ValidationRule)Activator.CreateInstance(type, context)!;
    }
}
