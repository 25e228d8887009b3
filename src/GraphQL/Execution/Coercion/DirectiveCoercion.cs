using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>The arguments of applied directives (spec 3.13, 6.4.1).</summary>
public static class DirectiveCoercion
{
    /// <summary>The arguments of the first directive of that name; null where there is none.</summary>
    public static ArgumentValues? Coerce(
        DirectiveDefinition definition,
        ImmutableArray<DirectiveNode> directives,
        VariableValues? variables
    )
    {
        foreach (var directive in directives)
        {
            if (string.Equals(directive.Name.Value, definition.Name, StringComparison.Ordinal))
            {
                return ArgumentCoercion.Coerce(definition.Arguments, directive.Arguments, directive, variables);
            }
        }

        return null;
    }

    /// <summary>The arguments of a directive applied in SDL, such as a permission; null where the member does not have it.</summary>
    public static ArgumentValues? Coerce(DirectiveDefinition definition, IReadOnlyList<AppliedDirective> applied) =>
        Coerce(definition, [.. applied.Select(static directive => directive.Node)], null);

    /// <summary>Whether <c>@skip</c> and <c>@include</c> let a selection in (spec 3.13.1, 3.13.2; 6.3.2).</summary>
    public static bool Includes(ImmutableArray<DirectiveNode> directives, VariableValues? variables)
    {
        if (directives.IsDefaultOrEmpty)
        {
            return true;
        }

        var skip = Coerce(BuiltInDirectives.Skip, directives, variables);
        if (skip?.Find("if") is true)
        {
            return false;
        }

        var include = Coerce(BuiltInDirectives.Include, directives, variables);
        return include?.Find("if") is not false;
    }
}
