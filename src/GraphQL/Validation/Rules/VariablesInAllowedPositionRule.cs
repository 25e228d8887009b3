using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Variables fit the places where they are used (spec 5.8.5).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed"/>
internal sealed class VariablesInAllowedPositionRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnLeave<OperationDefinitionNode>(Check);

    private void Check(OperationDefinitionNode operation)
    {
        var definitions = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
        {
            definitions[definition.Variable.Name.Value] = definition;
        }

        foreach (var usage in Context.VariablesOf(operation))
        {
            if (definitions.TryGetValue(usage.Node.Name.Value, out var definition) && usage.Type is { } expected)
            {
                Check(usage, definition, expected);
            }
        }
    }

    private void Check(VariableUsage usage, VariableDefinitionNode definition, GraphQLType expected)
    {
        var name = usage.Node.Name;
        if (TypeReference.Resolve(Schema, definition.Type) is not { } type)
        {
            return;
        }

        if (!IsAllowed(usage, definition.DefaultValue, type, expected))
        {
            Report(
                $"Variable \"${name}\" of type \"{type}\" used in position expecting type \"{expected}\".",
                definition,
                usage.Node
            );
        }

        // The object itself may be required or an item of a list: its one field is never null either way.
        if (usage.ParentType?.Nullable is InputObjectType { IsOneOf: true } parent && !type.IsNonNull)
        {
            Report(
                $"Variable \"${name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{parent}\".",
                definition,
                usage.Node
            );
        }
    }

    /// <summary>IsVariableUsageAllowed (spec 5.8.5): a default on either side allows what may be null where null is not.</summary>
    private bool IsAllowed(VariableUsage usage, ValueNode? @default, GraphQLType type, GraphQLType expected)
    {
        if (!expected.IsNonNull || type.IsNonNull)
        {
            return TypeRelations.IsSubType(Schema, type, expected);
        }

        var hasDefault = @default is not null and not NullValueNode;
        return (hasDefault || usage.LocationHasDefault) && TypeRelations.IsSubType(Schema, type, expected.Nullable);
    }
}
