using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Named types are in the schema (spec 5.5.1.2, 5.8.2).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Type-Existence"/>
internal sealed class KnownTypeNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> defined =
    [
        .. context.Document.Definitions.OfType<TypeDefinitionNode>().Select(definition => definition.Name.Value),
    ];

    public override void Attach() => Walk.OnEnter<NamedTypeNode>(Check);

    private void Check(NamedTypeNode node)
    {
        var name = node.Name.Value;
        if (Schema.FindType(name) is not null || defined.Contains(name))
        {
            return;
        }

        var definesTypes = Walk.Definition is TypeSystemDefinitionNode or TypeSystemExtensionNode;
        if (!definesTypes || BuiltInScalars.Find(name) is null)
        {
            Report(
                $"Unknown type \"{name}\".{Context.DidYouMean(name, Schema.Types.Select(type => type.Name).Concat(defined))}",
                node
            );
        }
    }
}
