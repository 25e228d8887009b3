using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Limits;

/// <summary>Where introspection is not for everybody, <c>__schema</c> and <c>__type</c> are refused (spec 4.2).</summary>
internal sealed class IntrospectionAllowedRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach()
    {
        if (!Context.Options.Introspection)
        {
            Walk.OnEnter<FieldNode>(Check);
        }
    }

    private void Check(FieldNode field)
    {
        if (Walk.Field is not null && field.Name.Value is "__schema" or "__type")
        {
            Report(
                $"GraphQL introspection has been disabled, but the requested query contained the field \"{field.Name}\".",
                field
            );
        }
    }
}
