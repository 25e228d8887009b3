using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Required arguments are given (spec 5.4.3).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Required-Arguments"/>
internal sealed class ProvidedRequiredArgumentsRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach()
    {
        Walk.OnLeave<DirectiveNode>(directive =>
        {
            if (Walk.Directive is { } definition)
            {
                Check($"Directive \"@{definition}\"", definition.Arguments, directive.Arguments, directive);
            }
        });
        Walk.OnLeave<FieldNode>(field =>
        {
            if (Walk.Field is { } definition)
            {
                Check($"Field \"{definition}\"", definition.Arguments, field.Arguments, field);
            }
        });
    }

    private void Check(
        string what,
        MemberMap<InputValue> arguments,
        ImmutableArray<ArgumentNode> given,
        SyntaxNode node
    )
    {
        foreach (var argument in arguments)
        {
            if (argument.IsRequired && !given.Any(one => one.Name.Value == argument.Name))
            {
                Report(
                    $"{what} argument \"{argument}\" of type \"{argument.Type}\" is required, but it was not provided.",
                    node
                );
            }
        }
    }
}
