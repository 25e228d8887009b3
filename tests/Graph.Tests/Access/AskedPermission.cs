using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access;

/// <summary>What schema.graphql asks of whoever uses a field.</summary>
public static class AskedPermission
{
    private static readonly GraphQL.TypeSystem.Schema Schema = SchemaBuilder.Build(GraphSchema.Text());

    /// <summary>Of a mutation by its class.</summary>
    public static Permission Of<TMutation>()
    {
        var name = typeof(TMutation).Name;
        return Of("Mutation", char.ToLowerInvariant(name[0]) + name[1..])!;
    }

    public static Permission? Of(string type, string field) =>
        AuthorizeDirective.PermissionOf(Schema.FindType(type).ShouldBeOfType<ObjectType>().Fields.Find(field)!);
}
