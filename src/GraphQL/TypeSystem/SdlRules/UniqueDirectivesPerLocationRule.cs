using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>A directive that is not repeatable stands once at a place; a type and its extensions are one place (spec 5.7.3).</summary>
internal sealed class UniqueDirectivesPerLocationRule : SdlRule
{
    private readonly SdlContext context;
    private readonly HashSet<string> unique = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> seen = new(StringComparer.Ordinal);

    public UniqueDirectivesPerLocationRule(SdlContext context)
    {
        this.context = context;
        foreach (var directive in context.ExistingDirectives.Where(static directive => !directive.IsRepeatable))
        {
            unique.Add(directive.Name);
        }

        foreach (var directive in context.DefinedDirectives)
        {
            _ = directive.Repeatable ? unique.Remove(directive.Name.Value) : unique.Add(directive.Name.Value);
        }
    }

    public override void Directives(SyntaxNode holder, ImmutableArray<DirectiveNode> directives)
    {
        var seenHere = SeenAt(holder);
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (unique.Contains(name) && !seenHere.TryAdd(name, directive))
            {
                context.Report(
                    $"The directive \"@{name}\" can only be used once at this location.",
                    seenHere[name],
                    directive
                );
            }
        }
    }

    private Dictionary<string, DirectiveNode> SeenAt(SyntaxNode holder)
    {
        var place = holder switch
        {
            SchemaDefinitionNode or SchemaExtensionNode => "schema",
            TypeDefinitionNode type => $"type {type.Name.Value}",
            TypeExtensionNode type => $"type {type.Name.Value}",
            _ => null,
        };
        if (place is null)
        {
            return new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        }

        if (!seen.TryGetValue(place, out var found))
        {
            seen[place] = found = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        }

        return found;
    }
}
