using System.Text.Json;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.TypeSystem;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void Without_a_schema_definition_the_usual_names_are_the_roots()
    {
        var schema = SchemaBuilder.Build("type Query { a: Int } type Subscription { b: Int } type Mutant { c: Int }");

        schema.QueryType!.Name.ShouldBe("Query");
        schema.MutationType.ShouldBeNull();
        schema.SubscriptionType!.Name.ShouldBe("Subscription");
        schema.RootType(OperationType.Query).ShouldBeSameAs(schema.QueryType);
    }

    [Fact]
    public void Types_refer_to_one_another_in_any_order()
    {
        var schema = SchemaBuilder.Build(
            """
            type Query { node: Node, any: Any }
            type User implements Node { id: ID!, friend: User }
            union Any = User | Group
            interface Node { id: ID! }
            type Group implements Node { id: ID!, members(first: Int = 10): [User!]! }
            """
        );

        var user = schema.FindType("User").ShouldBeOfType<ObjectType>();
        var node = schema.FindType("Node").ShouldBeOfType<InterfaceType>();
        user.Fields.Find("friend")!.Type.ShouldBeSameAs(user);
        user.Fields.Find("friend")!.DeclaringType.ShouldBeSameAs(user);
        schema.PossibleTypes(node).Select(type => type.Name).ShouldBe(["User", "Group"]);
        schema.IsSubType(schema.FindType("Any")!, user).ShouldBeTrue();
        schema.IsSubType(schema.FindType("Any")!, node).ShouldBeFalse();
        schema.FindType("Group").ShouldBeOfType<ObjectType>().Fields[1].Arguments[0].Default.ShouldBe(10);
    }

    [Fact]
    public void A_schema_has_the_built_in_scalars_that_it_uses_and_the_types_of_introspection()
    {
        var schema = SchemaBuilder.Build("type Query { a: Float }");

        schema.FindType("Float").ShouldBeSameAs(BuiltInScalars.Float);
        schema.FindType("Int").ShouldBeNull();
        schema.FindType("String").ShouldBeSameAs(BuiltInScalars.String);
        schema.FindType("__Type").ShouldBeSameAs(IntrospectionTypes.Type);
        schema
            .Directives.Select(directive => directive.Name)
            .ShouldBe(["include", "skip", "deprecated", "specifiedBy", "oneOf"]);
    }

    [Fact]
    public void Extensions_of_the_same_document_are_part_of_their_types()
    {
        var schema = SchemaBuilder.Build(
            """
            directive @tag(name: String!) repeatable on OBJECT | SCHEMA | SCALAR | INPUT_OBJECT
            extend type Query @tag(name: "b") { b: Int }
            type Query @tag(name: "a") { a: Int }
            extend schema @tag(name: "s") { mutation: Change }
            schema { query: Query }
            type Change { a(i: I): Date }
            input I { a: Int } extend input I @oneOf { b: Int }
            scalar Date extend scalar Date @specifiedBy(url: "https://example.com/date")
            """
        );

        schema.QueryType!.Fields.Select(field => field.Name).ShouldBe(["a", "b"]);
        var tag = schema.FindDirective("tag")!;
        schema
            .QueryType.AppliedDirectives.Select(applied =>
                ArgumentCoercion.Coerce(tag.Arguments, applied.Node.Arguments, applied.Node, null).Find("name")
            )
            .ShouldBe(["a", "b"]);
        schema.MutationType!.Name.ShouldBe("Change");
        schema.AppliedDirectives.Select(applied => applied.Name).ShouldBe(["tag"]);
        schema.FindType("I").ShouldBeOfType<InputObjectType>().IsOneOf.ShouldBeTrue();
        schema.FindType("Date").ShouldBeOfType<ScalarType>().SpecifiedByUrl.ShouldBe("https://example.com/date");
    }

    [Fact]
    public void What_is_deprecated_says_why()
    {
        var schema = SchemaBuilder.Build(
            """
            type Query { a: Int @deprecated b(x: Int @deprecated(reason: "old")): E c: Int @deprecated(reason: null) }
            enum E { X @deprecated(reason: "gone") }
            """
        );
        var fields = schema.QueryType!.Fields;

        fields[0].DeprecationReason.ShouldBe("No longer supported");
        fields[1].Arguments[0].DeprecationReason.ShouldBe("old");
        fields[2].DeprecationReason.ShouldBeNull();
        schema.FindType("E").ShouldBeOfType<EnumType>().Values[0].DeprecationReason.ShouldBe("gone");
    }

    [Fact]
    public void All_that_is_wrong_with_a_document_is_told_at_once() =>
        Sdl.Refusals("type Query { a: Nope @gone }\ntype Query { b: Int }")
            .ShouldBe([
                "Unknown type \"Nope\". @1:17",
                "Unknown directive \"@gone\". @1:22",
                "There can be only one type named \"Query\". @1:6,2:6",
            ]);

    [Fact]
    public void A_directive_argument_of_a_wrong_type_is_told_with_its_place() =>
        Sdl.Refusals("type Query { a: Int @deprecated(reason: 1) }")
            .ShouldBe(["Argument \"reason\" has invalid value 1. @1:41"]);

    [Fact]
    public void Defaults_are_coerced_once_with_the_defaults_inside_them()
    {
        var schema = SchemaBuilder.Build(
            "type Query { a(p: P = { x: 1 }, q: [P!] = {}): Int } input P { x: Int = 7, y: [Float] = 2, n: P = null }"
        );
        var arguments = schema.QueryType!.Fields[0].Arguments;

        JsonSerializer.Serialize(arguments[0].Default).ShouldBe("""{"x":1,"y":[2],"n":null}""");
        JsonSerializer.Serialize(arguments[1].Default).ShouldBe("""[{"x":7,"y":[2],"n":null}]""");
    }

    [Fact]
    public void A_default_that_is_no_value_of_its_type_is_refused() =>
        Sdl.Refusals("type Query { a(x: Int = \"1\"): Int }\ninput I { b: Boolean = null, c: [ID!] = [null] }")
            .ShouldBe([
                "Query.a(x:) has invalid default value: \"1\" is not a value of type Int. @1:25",
                "I.c has invalid default value: [null] is not a value of type [ID!]. @2:41",
            ]);

    [Fact]
    public void A_default_that_needs_itself_is_refused() =>
        Sdl.Refusals("type Query { a(x: A): Int }\ninput A { b: B = {} }\ninput B { a: A = {} }")
            .ShouldContain(
                "Invalid circular reference. The default value of Input Object field A.b references itself. @2:18"
            );

    [Fact]
    public void An_extended_schema_leaves_the_old_one_as_it_was()
    {
        var old = SchemaBuilder.Build(
            "\"Mine\" schema { query: Query } type Query { a(i: I = { x: 2 }): U } union U = A type A { x: Int } input I { x: Int }"
        );

        var extended = SchemaBuilder.Extend(old, "extend union U = B type B { a: A } extend type Query { b: B }");

        old.FindType("B").ShouldBeNull();
        old.QueryType!.Fields.Count.ShouldBe(1);
        extended.Description.ShouldBe("Mine");
        extended.FindType("A").ShouldNotBeSameAs(old.FindType("A"));
        extended.FindType("U").ShouldBeOfType<UnionType>().Types.Select(type => type.Name).ShouldBe(["A", "B"]);
        extended.FindType("B").ShouldBeOfType<ObjectType>().Fields[0].Type.ShouldBeSameAs(extended.FindType("A"));
        extended.QueryType!.Fields[0].Arguments[0].Default.ShouldBeOfType<InputObject>()["x"].ShouldBe(2);
    }

    [Fact]
    public void A_document_without_definitions_extends_nothing()
    {
        var schema = SchemaBuilder.Build("type Query { a: Int }");

        SchemaBuilder.Extend(schema, "{ a }").ShouldBeSameAs(schema);
    }

    [Fact]
    public void A_custom_scalar_is_coerced_by_code_where_there_is_some()
    {
        var options = new SchemaOptions
        {
            Scalars = new Dictionary<string, ScalarCoercion> { ["Even"] = new EvenCoercion() },
        };

        var schema = SchemaBuilder.Build("type Query { a(x: Even = 4): Even, b: Any } scalar Even scalar Any", options);

        schema.QueryType!.Fields[0].Arguments[0].Default.ShouldBe(4);
        schema.FindType("Any").ShouldBeOfType<ScalarType>().Coercion.ShouldBeSameAs(ScalarCoercion.Anything);
        Sdl.Refusals("type Query { a(x: Even = 3): Even } scalar Even", options).Length.ShouldBe(1);
    }

    [Fact]
    public void The_schema_of_this_product_is_valid_and_survives_printing()
    {
        var schema = SchemaBuilder.Build(File.ReadAllText(RepositoryRoot.At("schema.graphql")));
        var printed = SchemaPrinter.Print(schema);

        SchemaPrinter
            .Print(SchemaBuilder.Build(printed, new SchemaOptions { CheckDocument = false }))
            .ShouldBe(printed);
        SchemaChanges.Find(schema, schema).ShouldBeEmpty();
    }

    private sealed class EvenCoercion : ScalarCoercion
    {
        public override object? ParseValue(JsonElement value) => Check(value.GetInt32());

        public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            Check((int)UntypedLiteral.ToValue(literal, variables)!);

        public override object? Serialize(object value) => Check((int)value);

        private static int Check(int value) =>
            value % 2 == 0 ? value : throw new GraphQLException($"{value} is not even.");
    }
}
