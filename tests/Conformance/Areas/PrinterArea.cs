using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Conformance.Areas;

/// <summary>Printed documents and printed schemas.</summary>
internal static class PrinterArea
{
    /// <summary>A schema's case holds the printed text alone: read and printed again it is the same.</summary>
    public static string? Difference(Case item)
    {
        var printed = item.Has("source")
            ? Printer.Print(
                Parser.Parse(item.Text("source")!, ParserLimits.Trusted with { AllowLegacyFragmentVariables = true })
            )
            : SchemaPrinter.Print(SchemaBuilder.Build(item.Text("printed")!, SchemaAreas.Unchecked));
        return CaseJson.Difference(printed, item["printed"]);
    }
}
