using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>The arguments of a field or directive have different names (spec 5.4.2).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Argument-Uniqueness"/>
internal sealed class UniqueArgumentNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach()
    {
        Walk.OnEnter<FieldNode>(field => Check(field.Arguments));
        Walk.OnEnter<DirectiveNode>(directive => Check(directive.Arguments));
    }

    private void Check(ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length < 2)
        {
            return;
        }

        foreach (var group in arguments.GroupBy(argument => argument.Name.Value))
        {
            if (group.Skip(1).Any())
            {
                Report(
                    $"There can be only one argument named \"{group.Key}\".",
                    [.. group.Select(argument => argument.Name)]
                );
            }
        }
    }
}
