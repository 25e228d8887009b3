using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Tests.Coercion;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Introspection;

public sealed class IntrospectionTests
{
    private static readonly Schema Schema = SchemaBuilder.Build(
        """
        "About" schema { query: Query }
        type Query implements I { a(x: Int = 1, y: Int @deprecated): I b: U @deprecated }
        interface I { a(x: Int, y: Int): I }
        union U = Query
        enum E { X Y @deprecated(reason: "old") }
        input P @oneOf { e: E, s: S }
        scalar S @specifiedBy(url: "https://example.com/s")
        directive @d(p: P = { e: X }) repeatable on FIELD
        """
    );

    [Fact]
    public void A_schema_survives_being_asked_and_read_back()
    {
        var answer = CoercionSchema.Json(IntrospectionJson.Write(Schema));

        var copy = ClientSchema.Build(answer);

        SchemaPrinter.Print(copy).ShouldBe(SchemaPrinter.Print(Schema));
        SchemaChanges.Find(Schema, copy).ShouldBeEmpty();
        IntrospectionJson.Write(copy).ShouldBe(IntrospectionJson.Write(Schema));
    }

    [Fact]
    public void The_schema_of_this_product_survives_it_too()
    {
        var schema = SchemaBuilder.Build(File.ReadAllText(RepositoryRoot.At("schema.graphql")));

        var copy = ClientSchema.Build(CoercionSchema.Json(IntrospectionJson.Write(schema)));

        SchemaPrinter.Print(copy).ShouldBe(SchemaPrinter.Print(schema));
    }

    [Fact]
    public void Every_field_of_the_introspection_types_has_a_resolver()
    {
        var resolvers = IntrospectionFields.For(Schema);

        foreach (var type in IntrospectionTypes.All.OfType<ObjectType>())
        {
            resolvers[type.Name].Keys.ShouldBe(type.Fields.Select(field => field.Name), ignoreOrder: true);
        }
    }

    [Fact]
    public void Deprecated_members_are_shown_when_they_are_asked_for()
    {
        var resolvers = IntrospectionFields.For(Schema);
        var all = new ArgumentValues([new("includeDeprecated", true)]);
        var usual = new ArgumentValues([new("includeDeprecated", false)]);

        Names(resolvers["__Type"]["fields"](Schema.QueryType!, usual)).ShouldBe(["a"]);
        Names(resolvers["__Type"]["fields"](Schema.QueryType!, all)).ShouldBe(["a", "b"]);
        Names(resolvers["__Field"]["args"](Schema.QueryType!.Fields[0], usual)).ShouldBe(["x"]);
        Names(resolvers["__Type"]["enumValues"](Schema.FindType("E")!, usual)).ShouldBe(["X"]);
    }

    [Fact]
    public void A_default_is_shown_as_a_literal()
    {
        var argument = Schema.FindDirective("d")!.Arguments[0];

        IntrospectionFields.DefaultOf(argument).ShouldBe("{e: X}");
        IntrospectionFields.DefaultOf(Schema.QueryType!.Fields[0].Arguments[1]).ShouldBeNull();
    }

    [Fact]
    public void Meta_fields_belong_where_the_specification_puts_them()
    {
        var query = Schema.QueryType!;

        MetaFields.Find(Schema, query, "__schema").ShouldBeSameAs(MetaFields.Schema);
        MetaFields.Find(Schema, query, "__type").ShouldBeSameAs(MetaFields.Type);
        MetaFields.Find(Schema, Schema.FindType("I")!, "__schema").ShouldBeNull();
        MetaFields.Find(Schema, Schema.FindType("U")!, "__typename").ShouldBeSameAs(MetaFields.TypeName);
        MetaFields.Find(Schema, query, "a").ShouldBeSameAs(query.Fields[0]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"__schema":{"types":[{"kind":"OBJECT","name":"Q"}],"queryType":{"name":"Q"}}}""")]
    [InlineData("""{"__schema":{"types":[{"kind":"NOPE","name":"Q"}],"queryType":{"name":"Q"}}}""")]
    [InlineData("""{"__schema":{"types":[],"queryType":{"name":"Q"}}}""")]
    public void An_answer_that_is_none_is_refused(string json) =>
        Should.Throw<SchemaException>(() => ClientSchema.Build(CoercionSchema.Json(json)));

    private static IEnumerable<string> Names(object? members) =>
        ((IEnumerable<SchemaMember>)members!).Select(member => member.Name);
}
