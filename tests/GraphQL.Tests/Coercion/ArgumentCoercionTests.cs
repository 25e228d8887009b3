using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Tests.Coercion;

public sealed class ArgumentCoercionTests
{
    [Fact]
    public void Arguments_stand_in_the_order_of_their_definitions_with_defaults() =>
        CoercionSchema
            .Show(Coerce("need: 1, input: { name: \"x\" }"))
            .ShouldBe("{input: {name: 'x', count: Int32 1}, need: Int32 1, opt: Int32 3}");

    [Fact]
    public void A_variable_that_was_not_given_leaves_the_argument_to_its_default() =>
        CoercionSchema.Show(Coerce("need: 1, opt: $v, list: $v")).ShouldBe("{need: Int32 1, opt: Int32 3}");

    [Fact]
    public void A_variable_that_is_null_makes_the_argument_null() =>
        CoercionSchema
            .Show(Coerce("need: 1, list: $v", ("v", null)))
            .ShouldBe("{list: null, need: Int32 1, opt: Int32 3}");

    [Theory]
    [InlineData("", "Argument \"need\" of required type \"Int!\" was not provided.", 3)]
    [InlineData("need: null", "Argument \"need\" of non-null type \"Int!\" must not be null.", 11)]
    [InlineData(
        "need: $v",
        "Argument \"need\" of required type \"Int!\" was provided the variable \"$v\" which was not provided a runtime value.",
        11
    )]
    [InlineData("need: $null", "Argument \"need\" of non-null type \"Int!\" must not be null.", 11)]
    [InlineData("need: \"1\"", "Argument \"need\" has invalid value \"1\".", 11)]
    [InlineData("need: 1, list: [1, {a: B}]", "Argument \"list\" has invalid value [1, {a: B}].", 20)]
    [InlineData("need: 1, one: {a: 1, b: \"\"}", "Argument \"one\" has invalid value {a: 1, b: \"\"}.", 19)]
    public void A_wrong_argument_is_named_with_its_place(string arguments, string message, int column)
    {
        var error = Should.Throw<GraphQLException>(() => Coerce(arguments, ("null", null))).Error;

        error.Message.ShouldBe(message);
        error.Locations.ShouldBe([new SourceLocation(1, column)]);
    }

    [Fact]
    public void Arguments_without_variables_are_coerced_once_for_a_plan()
    {
        var definitions = CoercionSchema.Schema.QueryType!.Fields[0].Arguments;
        var constant = Field("need: 1");
        var variable = Field("need: 1, input: { name: $v }");
        var wrong = Field("need: \"1\"");

        ArgumentCoercion.IsConstant(constant.Arguments).ShouldBeTrue();
        ArgumentCoercion.IsConstant(variable.Arguments).ShouldBeFalse();
        ArgumentCoercion.TryCoerceConstant(definitions, constant.Arguments, constant, out var values).ShouldBeTrue();
        values["need"].ShouldBe(1);
        ArgumentCoercion.TryCoerceConstant(definitions, variable.Arguments, variable, out _).ShouldBeFalse();
        ArgumentCoercion.TryCoerceConstant(definitions, wrong.Arguments, wrong, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a @skip(if: true)", false)]
    [InlineData("a @include(if: false)", false)]
    [InlineData("a @skip(if: $no) @include(if: $yes)", true)]
    [InlineData("a @skip(if: $yes) @include(if: $yes)", false)]
    public void Skip_and_include_decide_together(string field, bool included)
    {
        var variables = new VariableValues([new("yes", true), new("no", false)]);
        var node = (FieldNode)
            ((OperationDefinitionNode)Parser.Parse($"{{ {field} }}").Definitions[0]).SelectionSet.Selections[0];

        DirectiveCoercion.Includes(node.Directives, variables).ShouldBe(included);
    }

    [Fact]
    public void A_condition_that_was_not_given_is_an_error() =>
        Should
            .Throw<GraphQLException>(() =>
                DirectiveCoercion.Includes(Field("need: 1", " @skip(if: $v)").Directives, null)
            )
            .Message.ShouldBe(
                "Argument \"if\" of required type \"Boolean!\" was provided the variable \"$v\" which was not provided a runtime value."
            );

    private static ArgumentValues Coerce(string arguments, params (string Name, object? Value)[] variables)
    {
        var field = Field(arguments);
        return ArgumentCoercion.Coerce(
            CoercionSchema.Schema.QueryType!.Fields[0].Arguments,
            field.Arguments,
            field,
            new VariableValues(variables.Select(item => KeyValuePair.Create(item.Name, item.Value)))
        );
    }

    private static FieldNode Field(string arguments, string directives = "")
    {
        var list = arguments.Length == 0 ? "" : $"({arguments})";
        var operation = (OperationDefinitionNode)Parser.Parse($"{{ a{list}{directives} }}").Definitions[0];
        return (FieldNode)operation.SelectionSet.Selections[0];
    }
}
