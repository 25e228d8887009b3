using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.TypeSystem.SchemaRules;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>Checks a schema that has been put together (spec 3.3 to 3.13, "Type Validation"). Everything wrong is found at once.</summary>
public static class SchemaValidator
{
    /// <summary>What is wrong, with the places in the SDL; empty for a valid schema.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema)
    {
        var report = new SchemaReport(schema);
        RootTypes.Check(report);
        DirectiveDefinitions.Check(report);
        DirectiveCircularity.Check(report);
        var circularity = new InputObjectCircularity(report);
        foreach (var type in schema.Types)
        {
            if (!IntrospectionTypes.Contains(type.Name))
            {
                Names.Check(report, type.Name, type.Node);
            }

            switch (type)
            {
                case FieldsType fields:
                    Fields.Check(report, fields);
                    Interfaces.Check(report, fields);
                    break;
                case UnionType union:
                    UnionMembers.Check(report, union);
                    break;
                case EnumType @enum:
                    EnumValues.Check(report, @enum);
                    break;
                case InputObjectType input:
                    InputFields.Check(report, input);
                    circularity.Check(input);
                    break;
                default:
                    break;
            }
        }

        Defaults.Check(report);
        return report.Errors;
    }
}
