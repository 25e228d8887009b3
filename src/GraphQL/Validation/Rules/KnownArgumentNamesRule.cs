using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Arguments are defined by their field or directive (spec 5.4.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Argument-Names"/>
internal sealed class KnownArgumentNamesRule(ValidationContext context) : ValidationRule(context)
{
    private bool withinDirective;

    public override void Attach()
    {
        Walk.OnEnter<DirectiveNode>(CheckDirective);
        Walk.OnLeave<DirectiveNode>(_ => withinDirective = false);
        Walk.OnEnter<ArgumentNode>(CheckFieldArgument);
    }

    private void CheckFieldArgument(ArgumentNode argument)
    {
        if (withinDirective || Walk is not { Argument: null, Field: { } field, ParentType: { } type })
        {
            return;
        }

        var name = argument.Name.Value;
        Report(
            $"Unknown argument \"{name}\" on field \"{type}.{field}\".{Context.DidYouMean(name, field.Arguments.Select(known => known.Name))}",
            argument
        );
    }

    private void CheckDirective(DirectiveNode directive)
    {
        withinDirective = true;
        if (Walk.Directive is not { } definition)
        {
            return;
        }

        foreach (var argument in directive.Arguments)
        {
            var name = argument.Name.Value;
            if (definition.Arguments.Find(name) is null)
            {
                Report(
                    $"Unknown argument \"{name}\" on directive \"@{definition}\".{Context.DidYouMean(name, definition.Arguments.Select(known => known.Name))}",
                    argument
                );
            }
        }
    }
}
