using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>A document has one schema definition at most, and none where it extends a schema (spec 3.3).</summary>
internal sealed class LoneSchemaDefinitionRule(SdlContext context) : SdlRule
{
    private readonly bool alreadyDefined =
        context.Schema is { } schema && (schema.Node is not null || schema.DeclaredRoots.Count > 0);

    private bool seen;

    public override void Schema(DefinitionNode node)
    {
        if (node is not SchemaDefinitionNode)
        {
            return;
        }

        if (alreadyDefined)
        {
            context.Report("Cannot define a new schema within a schema extension.", node);
            return;
        }

        if (seen)
        {
            context.Report("Must provide only one schema definition.", node);
        }

        seen = true;
    }
}
