using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>Every type that is referred to exists (spec 3.4, 3.6 to 3.13).</summary>
internal sealed class KnownTypeNamesRule(SdlContext context) : SdlRule
{
    private static readonly string[] Standard =
    [
        .. BuiltInScalars.All.Select(static type => type.Name),
        .. IntrospectionTypes.All.Select(static type => type.Name),
    ];

    public override void NamedType(NamedTypeNode node)
    {
        var name = node.Name.Value;
        if (
            context.Schema?.FindType(name) is not null
            || context.DefinedTypes.ContainsKey(name)
            || Standard.Contains(name)
        )
        {
            return;
        }

        var known = Standard
            .Concat(context.Schema?.Types.Select(static type => type.Name) ?? [])
            .Concat(context.DefinedTypes.Keys);
        context.Report($"Unknown type \"{name}\".{Suggestions.DidYouMean(name, known)}", node);
    }
}
