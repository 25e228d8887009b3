using PartnerGraph.GraphQL.Language;

namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>A default is a value of its type and does not need itself (spec 3.6.1, 3.10).</summary>
internal static class Defaults
{
    public static void Check(SchemaReport report)
    {
        foreach (var (coordinate, value, isCircular) in report.Schema.InvalidDefaults)
        {
            // Of a wrong type that has been said already.
            if (!value.Type.IsInput || value.Node?.DefaultValue is not { } literal)
            {
                continue;
            }

            report.Add(
                isCircular
                    ? $"Invalid circular reference. The default value of Input Object field {coordinate} references itself."
                    : $"{coordinate} has invalid default value: {Printer.Print(literal)} is not a value of type {value.Type}.",
                literal
            );
        }
    }
}
