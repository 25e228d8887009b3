using PartnerGraph.Domain.Access;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access;

/// <summary>What schema.graphql says about who may use a field is what holds, and nothing else says it.</summary>
public sealed class AuthorizeDirectiveTests
{
    private static readonly GraphQL.TypeSystem.Schema Own = SchemaBuilder.Build(GraphSchema.Text());

    [Fact]
    public void Every_root_field_names_its_permission()
    {
        var roots = new[] { Own.QueryType!, Own.MutationType!, Own.SubscriptionType! }.SelectMany(type => type.Fields);

        roots.Where(field => AuthorizeDirective.NameOf(field) is null).ShouldBeEmpty();
    }

    /// <summary>Whoever is refused gets null there and keeps the rest of the answer; a stream of events has nothing else to keep.</summary>
    [Fact]
    public void Every_field_that_somebody_may_be_refused_is_nullable()
    {
        var refusable = Own
            .Types.OfType<ObjectType>()
            .Where(type => type != Own.SubscriptionType)
            .SelectMany(type => type.Fields)
            .Where(field => AuthorizeDirective.NameOf(field) is not (null or PermissionName.Anyone));

        refusable.Where(field => field.Type.IsNonNull).Select(Coordinate).ShouldBeEmpty();
    }

    [Fact]
    public void What_no_field_enforces_is_not_written_at_an_interface() =>
        Own
            .Types.OfType<InterfaceType>()
            .SelectMany(type => type.Fields)
            .Where(field => field.AppliedDirectives.Any(applied => applied.Name == "authorize"))
            .Select(Coordinate)
            .ShouldBeEmpty();

    [Fact]
    public void No_mutation_says_it_a_second_time_in_code() =>
        typeof(GraphSchema)
            .Assembly.GetTypes()
            .Where(type => type.GetProperty("Requires")?.PropertyType == typeof(Permission))
            .Select(type => $"{type.Name}.Requires: delete it; its @authorize in schema.graphql is what holds")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Query", "a: Int", "Query.a does not say who may use it: write @authorize(permission: …)")]
    [InlineData("Mutation", "b: Int", "Mutation.b does not say who may use it: write @authorize(permission: …)")]
    [InlineData("Row", "c: Int @authorize(permission: ANYBODY)", "Row.c names a permission that is none: write")]
    [InlineData("Row", "d: Int @authorize(permission: 3)", "Row.d names a permission that is none: write")]
    public void What_is_missing_or_wrong_is_told_with_what_to_write(string type, string field, string sentence)
    {
        var schema = SchemaBuilder.Build(
            $$"""
            directive @authorize(permission: Permission!) on FIELD_DEFINITION
            enum Permission { ANYONE }
            type {{type}} { {{field}} }
            {{(type == "Query" ? "" : "type Query { rows: Int @authorize(permission: ANYONE) }")}}
            """
        );
        var wrong = schema.FindType(type).ShouldBeOfType<ObjectType>().Fields[0];

        Should.Throw<FormatException>(() => AuthorizeDirective.NameOf(wrong)).Message.ShouldStartWith(sentence);
    }

    [Fact]
    public void An_object_field_without_it_is_for_whoever_sees_the_object() =>
        AskedPermission.Of("Partner", "name").ShouldBeNull();

    [Theory]
    [InlineData("Query", "customers", ApiScope.Read)]
    [InlineData("Partner", "mpnId", ApiScope.Read)]
    [InlineData("Mutation", "submitOrder", ApiScope.Write)]
    [InlineData("Subscription", "invitationAccepted", ApiScope.Events)]
    public void A_token_needs_the_scope_of_the_kind_of_operation(string type, string field, ApiScope scope)
    {
        foreach (var own in Enum.GetValues<ApiScope>())
            AskedPermission.Of(type, field)!.Refuse(Token(own)).ShouldBe(own == scope ? null : "FORBIDDEN");
    }

    [Theory]
    [InlineData("addUser")]
    [InlineData("createApiToken")]
    [InlineData("updateEnrollment")]
    [InlineData("addCustomerUser")]
    [InlineData("changePassword")]
    public void What_is_for_people_no_token_gets(string mutation) =>
        AskedPermission.Of("Mutation", mutation)!.Refuse(Token(Enum.GetValues<ApiScope>())).ShouldBe("FORBIDDEN");

    private static string Coordinate(FieldDefinition field) => $"{field.DeclaringType.Name}.{field.Name}";

    private static Caller Token(params ApiScope[] scopes) =>
        new()
        {
            Kind = CallerKind.ApiToken,
            Name = "robot",
            Organization = new Domain.Ids.OrganizationId(Guid.CreateVersion7()),
            OrganizationKind = Domain.Organizations.OrganizationKind.IndirectReseller,
            Approved = true,
            Roles = new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin),
            Language = Domain.Users.Language.En,
            Scopes = System.Collections.Frozen.FrozenSet.ToFrozenSet(scopes),
        };
}
