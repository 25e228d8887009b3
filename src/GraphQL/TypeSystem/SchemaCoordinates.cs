using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>What a schema coordinate names (spec 3.14).</summary>
public static class SchemaCoordinates
{
    /// <summary>
    /// The <see cref="NamedType"/>, <see cref="SchemaMember"/> or <see cref="DirectiveDefinition"/> of a coordinate; null where the schema
    /// has no such element.
    /// </summary>
    public static object? Resolve(Schema schema, CoordinateNode coordinate) =>
        coordinate switch
        {
            TypeCoordinateNode => schema.FindType(coordinate.Name.Value),
            MemberCoordinateNode member => Member(schema.FindType(coordinate.Name.Value), member.MemberName.Value),
            ArgumentCoordinateNode argument => (schema.FindType(coordinate.Name.Value) as FieldsType)
                ?.Fields.Find(argument.FieldName.Value)
                ?.Arguments.Find(argument.ArgumentName.Value),
            DirectiveCoordinateNode => schema.FindDirective(coordinate.Name.Value),
            DirectiveArgumentCoordinateNode argument => schema
                .FindDirective(coordinate.Name.Value)
                ?.Arguments.Find(argument.ArgumentName.Value),
            _ => throw new InvalidOperationException($"{coordinate.Kind} is no coordinate."),
        };

    private static SchemaMember? Member(NamedType? type, string name) =>
        type switch
        {
            FieldsType fields => fields.Fields.Find(name),
            InputObjectType input => input.Fields.Find(name),
            EnumType @enum => @enum.Values.Find(name),
            _ => null,
        };
}
