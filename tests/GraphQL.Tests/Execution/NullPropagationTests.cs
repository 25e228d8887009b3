using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Tests.Execution;

/// <summary>Spec 6.4.4: a null or an error in a non-null place goes up to the next place that may be null.</summary>
public sealed class NullPropagationTests
{
    /// <summary>The same table for fields that are read, that load, and that load in batches.</summary>
    public static TheoryData<string, string, string> Table()
    {
        (string Sdl, string Answer)[] rows =
        [
            ("String", """{"data":{"a":{"b":{"c":null}}},"errors":[E]}"""),
            ("String!", """{"data":{"a":{"b":null}},"errors":[E]}"""),
        ];
        var table = new TheoryData<string, string, string>();
        foreach (var mode in new[] { "read", "load", "batch" })
        {
            foreach (var (sdl, answer) in rows)
            {
                table.Add(mode, sdl, answer);
            }
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Error_nulls_the_nearest_nullable_place(string mode, string type, string answer)
    {
        var sdl = $"type Query {{ a: A }} type A {{ b: B }} type B {{ c: {type} }}";
        var error = """{"message":"no","locations":[{"line":1,"column":11}],"path":["a","b","c"]}""";

        (
            await Run(mode, sdl, "{ a { b { c } } }", new { a = new { b = new { c = new GraphQLException("no") } } })
        ).ShouldBe(answer.Replace("E", error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("read")]
    [InlineData("load")]
    [InlineData("batch")]
    public async Task Non_null_all_the_way_up_nulls_the_data(string mode) =>
        (
            await Run(
                mode,
                "type Query { a: A! } type A { b: B! } type B { c: String! }",
                "{ a { b { c } } }",
                new { a = new { b = new { c = (string?)null } } }
            )
        ).ShouldBe(
            """{"data":null,"errors":[{"message":"Cannot return null for non-nullable field B.c.","locations":[{"line":1,"column":11}],"path":["a","b","c"]}]}"""
        );

    [Theory]
    [InlineData("[String]", """{"data":{"a":["x",null,"y"]},"errors":[E]}""")]
    [InlineData("[String!]", """{"data":{"a":null},"errors":[E]}""")]
    [InlineData("[String]!", """{"data":{"a":["x",null,"y"]},"errors":[E]}""")]
    [InlineData("[String!]!", """{"data":null,"errors":[E]}""")]
    public async Task Failed_item_nulls_itself_or_its_list(string type, string answer)
    {
        var error = """{"message":"no","locations":[{"line":1,"column":3}],"path":["a",1]}""";
        foreach (var mode in new[] { "read", "load", "batch" })
        {
            (
                await Run(
                    mode,
                    $"type Query {{ a: {type} }}",
                    "{ a }",
                    new { a = new object[] { "x", new GraphQLException("no"), "y" } }
                )
            ).ShouldBe(answer.Replace("E", error, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("read")]
    [InlineData("load")]
    [InlineData("batch")]
    public async Task Given_up_inner_list_shifts_nothing_that_follows(string mode) =>
        (
            await Run(
                mode,
                "type Query { rows: [[Cell!]] } type Cell { name: String! }",
                "{ rows { name } }",
                new
                {
                    rows = new object?[]
                    {
                        new object[] { new { name = "a" }, new { name = (string?)null }, new { name = "never" } },
                        null,
                        new object[] { new { name = "b" } },
                    },
                }
            )
        ).ShouldBe(
            """{"data":{"rows":[null,null,[{"name":"b"}]]},"errors":[{"message":"Cannot return null for non-nullable field Cell.name.","locations":[{"line":1,"column":10}],"path":["rows",0,1,"name"]}]}"""
        );

    [Fact]
    public async Task Siblings_behind_a_failed_non_null_field_tell_nothing() =>
        (
            await Run(
                "load",
                "type Query { a: A } type A { x: String! y: String! }",
                "{ a { x y } }",
                new { a = new { x = new GraphQLException("first"), y = new GraphQLException("second") } }
            )
        ).ShouldBe(
            """{"data":{"a":null},"errors":[{"message":"first","locations":[{"line":1,"column":7}],"path":["a","x"]}]}"""
        );

    [Fact]
    public async Task Errors_come_in_the_order_of_the_response() =>
        (
            await Run(
                "batch",
                "type Query { list: [A] last: String } type A { x: String y: String }",
                "{ list { x y } last }",
                new
                {
                    list = new object[]
                    {
                        new { x = "1", y = new GraphQLException("0.y") },
                        new { x = new GraphQLException("1.x"), y = "2" },
                    },
                    last = new GraphQLException("last"),
                }
            )
        ).ShouldBe(
            """{"data":{"list":[{"x":"1","y":null},{"x":null,"y":"2"}],"last":null},"errors":[{"message":"0.y","locations":[{"line":1,"column":12}],"path":["list",0,"y"]},{"message":"1.x","locations":[{"line":1,"column":10}],"path":["list",1,"x"]},{"message":"last","locations":[{"line":1,"column":16}],"path":["last"]}]}"""
        );

    private static Task<string> Run(string mode, string sdl, string query, object root) =>
        Engine
            .Over(
                sdl,
                new UntypedResolvers
                {
                    Root = Plain(root),
                    Loads = _ => mode == "load",
                    Batches = _ => mode == "batch",
                }
            )
            .Run(query);

    /// <summary>Anonymous objects as dictionaries.</summary>
    private static object? Plain(object? value) =>
        value switch
        {
            null or string or Exception => value,
            object?[] list => list.Select(Plain).ToArray(),
            _ => value
                .GetType()
                .GetProperties()
                .ToDictionary(property => property.Name, property => Plain(property.GetValue(value))),
        };
}
