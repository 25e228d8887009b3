using PartnerGraph.Conformance.Execution;

namespace PartnerGraph.Conformance.Areas;

/// <summary>The areas by the name of their folder: each tells what differs in a case, null where nothing does.</summary>
internal sealed class AreaList(CaseFolder folder)
{
    private readonly ValidationArea validation = new(folder);

    public Func<Case, ValueTask<string?>>? Find(string area) =>
        area switch
        {
            "lexer" => Now(LanguageAreas.Lexer),
            "parser" => Now(LanguageAreas.Parser),
            "printer" => Now(PrinterArea.Difference),
            "spec-examples" => Now(LanguageAreas.SpecificationExample),
            "sdl-validation" => Now(new SchemaAreas(folder).SdlValidation),
            "schema-validation" => Now(new SchemaAreas(folder).SchemaValidation),
            "breaking-changes" => Now(new SchemaAreas(folder).Changes),
            "introspection" => Now(new SchemaAreas(folder).Introspection),
            "validation" => Now(validation.Difference),
            "execution" => Execution,
            "utilities" => Now(new UtilitiesArea(folder).Difference),
            _ => null,
        };

    private async ValueTask<string?> Execution(Case item) =>
        await ExecutionReplay.FailureOf(item.Content, folder.Sdl(item.Text("schema")!));

    private static Func<Case, ValueTask<string?>> Now(Func<Case, string?> difference) =>
        item => ValueTask.FromResult(difference(item));
}
