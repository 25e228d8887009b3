using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Tests.Execution;

namespace PartnerGraph.GraphQL.Tests.Binding;

/// <summary>CLR values go in and out as their types want them.</summary>
public sealed class ValuesTests
{
    private enum Status
    {
        Draft,
        InReview,
        Office365,
    }

    private sealed record Address(string City, Optional<string?> Line);

    private sealed record AddUser(
        string FullName,
        Optional<string?> Nick,
        Status Status,
        IReadOnlyList<Address> Addresses,
        int[]? Numbers,
        DateTimeOffset At,
        Status[] Past
    );

    private interface IAnimal;

    private sealed record Dog(string Name) : IAnimal;

    private record Cat(string Name) : IAnimal;

    private sealed record Lion(string Name) : Cat(Name);

    private sealed record Stone(string Kind);

    [Fact]
    public async Task Input_objects_become_records()
    {
        AddUser? seen = null;
        var engine = new Engine(
            """
            type Query { add(input: AddUser!): String }
            input AddUser { fullName: String!  nick: String  status: Status! = IN_REVIEW  addresses: [Address!]! = []  numbers: [Int!]  at: DateTime! = "2024-01-01T00:00:00Z"  past: [Status!]! = [] }
            input Address { city: String!  line: String }
            enum Status { DRAFT IN_REVIEW OFFICE_365 }
            scalar DateTime
            """,
            binding =>
                binding
                    .Query(query =>
                        query.Field(
                            "add",
                            context =>
                            {
                                seen = context.Input<AddUser>();
                                return "ok";
                            }
                        )
                    )
                    .Enum<Status>("Status")
                    .Scalar(
                        "DateTime",
                        text => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
                        (DateTimeOffset time) => time.ToString("O")
                    )
                    .Input<AddUser>("AddUser")
                    .Input<Address>("Address")
        );

        await engine.Run(
            "query($input: AddUser!) { add(input: $input) }",
            """{"input":{"fullName":"Ann","addresses":[{"city":"Kiel"},{"city":"Ulm","line":null}],"numbers":[1,2],"past":["OFFICE_365"]}}"""
        );
        seen.ShouldNotBeNull();
        seen.FullName.ShouldBe("Ann");
        seen.Nick.IsGiven.ShouldBeFalse();
        seen.Status.ShouldBe(Status.InReview);
        seen.Addresses.ShouldBe([new Address("Kiel", default), new Address("Ulm", new Optional<string?>(null))]);
        seen.Numbers.ShouldBe([1, 2]);
        seen.At.Year.ShouldBe(2024);
        seen.Past.ShouldBe([Status.Office365]);

        await engine.Run(
            """{ add(input: { fullName: "Bo", nick: "B", status: DRAFT, at: "2025-05-05T00:00:00Z" }) }"""
        );
        seen.Nick.Value.ShouldBe("B");
        seen.Status.ShouldBe(Status.Draft);
        seen.Numbers.ShouldBeNull();
        seen.At.Month.ShouldBe(5);
    }

    [Fact]
    public async Task Scalar_refuses_with_its_own_words()
    {
        var engine = new Engine(
            "type Query { at(time: DateTime!): DateTime } scalar DateTime",
            binding =>
                binding
                    .Query(query =>
                        query.Field("at", context => (DateTimeOffset?)context.Argument<DateTimeOffset>("time"))
                    )
                    .Scalar(
                        "DateTime",
                        text =>
                            DateTimeOffset.TryParse(text, out var time)
                                ? time
                                : throw new FormatException($"{text} is no time."),
                        (DateTimeOffset time) => time.ToString("yyyy")
                    )
        );

        (await engine.Run("""{ at(time: "2024-02-03T00:00:00Z") }""")).ShouldBe("""{"data":{"at":"2024"}}""");
        (await engine.Run("""{ at(time: "soon") }""")).ShouldContain("soon is no time.");
        (await engine.Run("query($t: DateTime!) { at(time: $t) }", """{"t":7}""")).ShouldContain("written as a string");
    }

    [Fact]
    public async Task Abstract_values_are_recognized_by_their_CLR_type()
    {
        var engine = new Engine(
            """
            type Query { all: [Thing!]!  animal: Animal  odd: [Thing] }
            union Thing = Dog | Cat | Stone
            interface Animal { name: String! }
            type Dog implements Animal { name: String! }
            type Cat implements Animal { name: String! }
            type Stone { kind: String! }
            """,
            binding =>
                binding
                    .Query(query =>
                    {
                        query.Field(
                            "all",
                            _ => new object[] { new Dog("Odie"), new Lion("Leo"), new Stone("granite") }
                        );
                        query.Field("animal", _ => (IAnimal?)new Cat("Tom"));
                        query.Field("odd", _ => new object?[] { 7, null, new Dog("Rex") });
                    })
                    .Object<Dog>("Dog", type => type.Field(dog => dog.Name))
                    .Object<Cat>("Cat", type => type.Field(cat => cat.Name))
                    .Object<Stone>("Stone", type => type.Field(stone => stone.Kind))
        );

        (
            await engine.Run("{ all { __typename ... on Animal { name } ... on Stone { kind } } animal { name } }")
        ).ShouldBe(
            """{"data":{"all":[{"__typename":"Dog","name":"Odie"},{"__typename":"Cat","name":"Leo"},{"__typename":"Stone","kind":"granite"}],"animal":{"name":"Tom"}}}"""
        );
        (await engine.Run("{ odd { ... on Dog { name } } }")).ShouldBe(
            """{"data":{"odd":[null,null,{"name":"Rex"}]},"errors":[{"message":"Unexpected error.","locations":[{"line":1,"column":3}],"path":["odd",0],"extensions":{"code":"INTERNAL"}}]}"""
        );
    }

    [Fact]
    public async Task Leaves_are_written_by_their_types()
    {
        var engine = new Engine(
            "type Query { i: Int big: Int bigger: Int f: Float nan: Float d: Float b: Boolean id: ID number: ID guid: ID s: Status none: Status grid: [[Int!]!]! }  enum Status { DRAFT IN_REVIEW OFFICE_365 }",
            binding =>
                binding
                    .Enum<Status>("Status")
                    .Query(query =>
                    {
                        query.Field("i", _ => int.MinValue);
                        query.Field("big", _ => 5L);
                        query.Field("bigger", _ => 1L << 40);
                        query.Field("f", _ => 1.5);
                        query.Field("nan", _ => double.NaN);
                        query.Field("d", _ => 12.30m);
                        query.Field("b", _ => true);
                        query.Field("id", _ => "x");
                        query.Field("number", _ => 17);
                        query.Field("guid", _ => Guid.Empty);
                        query.Field("s", _ => (Status?)Status.Office365);
                        query.Field("none", _ => (Status)99);
                        query.Field("grid", _ => new[] { new[] { 1, 2 }, [] });
                    })
        );

        (await engine.Run("{ i big bigger f nan d b id number guid s none grid }")).ShouldBe(
            """{"data":{"i":-2147483648,"big":5,"bigger":null,"f":1.5,"nan":null,"d":12.30,"b":true,"id":"x","number":"17","guid":"00000000-0000-0000-0000-000000000000","s":"OFFICE_365","none":null,"grid":[[1,2],[]]},"errors":[{"message":"Int cannot represent non 32-bit signed integer value: 1099511627776","locations":[{"line":1,"column":9}],"path":["bigger"]},{"message":"Float cannot represent non numeric value: NaN","locations":[{"line":1,"column":18}],"path":["nan"]},{"message":"Enum \"Status\" cannot represent value: 99","locations":[{"line":1,"column":43}],"path":["none"]}]}"""
        );
    }

    [Fact]
    public async Task Function_may_tell_the_type_of_an_abstract_value()
    {
        var engine = new Engine(
            "type Query { both: [Both!]! } union Both = A | B type A { x: String! } type B { y: String! }",
            binding =>
                binding
                    .Query(query =>
                        query.Field("both", _ => new[] { "a1", "b2" }.Select(text => (object)new Stone(text)).ToArray())
                    )
                    .Object<Stone>("A", type => type.Field("x", stone => stone.Kind))
                    .Object<Stone>("B", type => type.Field("y", stone => stone.Kind))
                    .ResolveType<Stone>("Both", stone => stone.Kind[0] == 'a' ? "A" : "B")
        );

        (await engine.Run("{ both { ... on A { x } ... on B { y } } }")).ShouldBe(
            """{"data":{"both":[{"x":"a1"},{"y":"b2"}]}}"""
        );
    }
}
