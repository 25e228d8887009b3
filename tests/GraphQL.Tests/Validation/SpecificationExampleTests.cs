using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.Tests.Execution;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.GraphQL.Validation.Rules;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Validation;

/// <summary>The examples of section 5: the counter-examples are refused by the rule that their section is about, and the others by none.</summary>
public sealed class SpecificationExampleTests
{
    /// <summary>What the examples of section 5 speak of, those types included that it leaves to the reader.</summary>
    private const string Sdl = """
        type Query {
          dog: Dog
          findDog(searchBy: FindDogInput): Dog
          human: Human
          pet: Pet
          catOrDog: CatOrDog
          arguments: Arguments
          booleanList(booleanListArg: [Boolean!]): Boolean
          field(arg: Anything): Boolean
        }
        type Mutation { addPet(pet: PetInput!): Pet  addPets(pets: [PetInput!]!): [Pet]  mutateDog: Identified }
        type Subscription { newMessage: Message  disallowedSecondRootField: Boolean }
        type Identified { id: ID }
        type Message { body: String  sender: String }
        interface Sentient { name: String! }
        interface Pet { name: String! }
        type Alien implements Sentient { name: String!  homePlanet: String }
        type Human implements Sentient { name: String!  pets: [Pet!] }
        type Dog implements Pet {
          name: String!
          nickname: String
          barkVolume: Int
          doesKnowCommand(dogCommand: DogCommand!): Boolean!
          isHouseTrained(atOtherHomes: Boolean): Boolean!
          owner: Human
        }
        type Cat implements Pet {
          name: String!
          nickname: String
          doesKnowCommand(catCommand: CatCommand!): Boolean!
          meowVolume: Int
        }
        union CatOrDog = Cat | Dog
        union DogOrHuman = Dog | Human
        union HumanOrAlien = Human | Alien
        enum DogCommand { SIT DOWN HEEL }
        enum CatCommand { JUMP }
        input FindDogInput { name: String  owner: String }
        input CatInput { name: String!  nickname: String  meowVolume: Int }
        input DogInput { name: String!  nickname: String  barkVolume: Int }
        input PetInput @oneOf { cat: CatInput  dog: DogInput }
        input Anything { field: Boolean }
        type Arguments {
          multipleRequirements(x: Int!, y: Int!): Int!
          booleanArgField(booleanArg: Boolean): Boolean
          floatArgField(floatArg: Float): Float
          intArgField(intArg: Int): Int
          nonNullBooleanArgField(nonNullBooleanArg: Boolean!): Boolean!
          booleanListArgField(booleanListArg: [Boolean]!): [Boolean]
          nonNullBooleanListField(nonNullBooleanListArg: [Boolean]!): [Boolean]
          optionalNonNullBooleanArgField(optionalBooleanArg: Boolean! = false): Boolean!
        }
        """;

    private static readonly Schema Schema = SchemaBuilder.Build(Sdl);

    /// <summary>By the last part of the section's heading and the counter-example's number in it.</summary>
    private static readonly Dictionary<string, Type> Refusals = new(StringComparer.Ordinal)
    {
        ["Executable Definitions 1"] = typeof(ExecutableDefinitionsRule),
        ["Operation Name Uniqueness 1"] = typeof(UniqueOperationNamesRule),
        ["Operation Name Uniqueness 2"] = typeof(UniqueOperationNamesRule),
        ["Lone Anonymous Operation 1"] = typeof(LoneAnonymousOperationRule),
        ["Single Root Field 1"] = typeof(SingleFieldSubscriptionsRule),
        ["Single Root Field 2"] = typeof(SingleFieldSubscriptionsRule),
        ["Single Root Field 3"] = typeof(SingleFieldSubscriptionsRule),
        ["Single Root Field 4"] = typeof(SingleFieldSubscriptionsRule),
        ["Field Selections 1"] = typeof(FieldsOnCorrectTypeRule),
        ["Field Selections 2"] = typeof(FieldsOnCorrectTypeRule),
        ["Field Selections 3"] = typeof(FieldsOnCorrectTypeRule),
        ["Field Selection Merging 1"] = typeof(OverlappingFieldsCanBeMergedRule),
        ["Field Selection Merging 2"] = typeof(OverlappingFieldsCanBeMergedRule),
        ["Field Selection Merging 3"] = typeof(OverlappingFieldsCanBeMergedRule),
        ["Leaf Field Selections 1"] = typeof(ScalarLeafsRule),
        ["Leaf Field Selections 2"] = typeof(ScalarLeafsRule),
        ["Argument Names 1"] = typeof(KnownArgumentNamesRule),
        ["Argument Names 2"] = typeof(KnownArgumentNamesRule),
        ["Required Arguments 1"] = typeof(ProvidedRequiredArgumentsRule),
        ["Required Arguments 2"] = typeof(ValuesOfCorrectTypeRule),
        ["Fragment Name Uniqueness 1"] = typeof(UniqueFragmentNamesRule),
        ["Fragment Spread Type Existence 1"] = typeof(KnownTypeNamesRule),
        ["Fragments on Object, Interface or Union Types 1"] = typeof(FragmentsOnCompositeTypesRule),
        ["Fragment Spread Target Defined 1"] = typeof(KnownFragmentNamesRule),
        ["Fragment Spreads Must Not Form Cycles 1"] = typeof(NoFragmentCyclesRule),
        ["Fragment Spreads Must Not Form Cycles 2"] = typeof(NoFragmentCyclesRule),
        ["Object Spreads in Object Scope 1"] = typeof(PossibleFragmentSpreadsRule),
        ["Object Spreads in Abstract Scope 1"] = typeof(PossibleFragmentSpreadsRule),
        ["Abstract Spreads in Abstract Scope 1"] = typeof(PossibleFragmentSpreadsRule),
        ["Values of Correct Type 1"] = typeof(ValuesOfCorrectTypeRule),
        ["Input Object Field Names 1"] = typeof(ValuesOfCorrectTypeRule),
        ["Input Object Field Uniqueness 1"] = typeof(UniqueInputFieldNamesRule),
        ["Directives Are in Valid Locations 1"] = typeof(KnownDirectivesRule),
        ["Variable Uniqueness 1"] = typeof(UniqueVariableNamesRule),
        ["All Variable Uses Defined 1"] = typeof(NoUndefinedVariablesRule),
        ["All Variable Uses Defined 2"] = typeof(NoUndefinedVariablesRule),
        ["All Variable Uses Defined 3"] = typeof(NoUndefinedVariablesRule),
        ["All Variable Uses Defined 4"] = typeof(NoUndefinedVariablesRule),
        ["All Variables Used 1"] = typeof(NoUnusedVariablesRule),
        ["All Variables Used 2"] = typeof(NoUnusedVariablesRule),
        ["All Variables Used 3"] = typeof(NoUnusedVariablesRule),
        ["All Variable Usages Are Allowed 1"] = typeof(VariablesInAllowedPositionRule),
        ["All Variable Usages Are Allowed 2"] = typeof(VariablesInAllowedPositionRule),
        ["All Variable Usages Are Allowed 3"] = typeof(VariablesInAllowedPositionRule),
        ["All Variable Usages Are Allowed 4"] = typeof(VariablesInAllowedPositionRule),
        ["All Variable Usages Are Allowed 5"] = typeof(VariablesInAllowedPositionRule),
    };

    [Fact]
    public void Counter_examples_are_refused_by_the_rule_of_their_section()
    {
        var examples = Examples(counter: true).Where(example => !IsAboutSomethingElse(example.Name)).ToArray();

        examples.Select(example => example.Name).ShouldBe(Refusals.Keys, ignoreOrder: true);
        foreach (var (name, text) in examples)
        {
            RulesThatRefuse(text).ShouldContain(Refusals[name], name);
        }
    }

    /// <summary>The specification adds no operation where it speaks of a fragment, and no variables where it speaks of arguments.</summary>
    [Fact]
    public void Other_examples_are_valid_but_for_what_they_leave_out()
    {
        Type[] leftOut = [typeof(NoUnusedFragmentsRule)];
        var count = 0;
        foreach (var (name, text) in Examples(counter: false))
        {
            if (Parser.Parse(text).Definitions.All(each => each is ExecutableDefinitionNode))
            {
                var refusing = name == "Operation Type Existence 2" ? [] : RulesThatRefuse(text).Except(leftOut);
                refusing.ShouldBeEmpty($"{name}\n{text}");
                count++;
            }
        }

        count.ShouldBeGreaterThan(35);
    }

    [Fact]
    public async Task An_operation_type_that_the_schema_lacks_is_a_request_error()
    {
        var text = Examples(counter: true).Single(example => IsAboutOperationType(example.Name)).Text;
        var executor = Engine.Over("type Query { hello: String }", new UntypedResolvers());

        (await executor.Run(text)).ShouldContain("Schema is not configured to execute mutation operation.");
    }

    /// <summary>One is wrong in syntax (ParserTests), and one is about the schema (the last test).</summary>
    private static bool IsAboutSomethingElse(string name) =>
        name == "Variables Are Input Types 1" || IsAboutOperationType(name);

    private static bool IsAboutOperationType(string name) => name == "Operation Type Existence 1";

    private static IReadOnlyList<Type> RulesThatRefuse(string text)
    {
        var document = Parser.Parse(text);
        return
        [
            .. SpecifiedRules
                .All.Select(make =>
                {
                    Type? kind = null;
                    var errors = DocumentValidator.Validate(
                        Schema,
                        document,
                        ValidationOptions.Default,
                        [
                            context =>
                            {
                                var rule = make(context);
                                kind = rule.GetType();
                                return rule;
                            },
                        ]
                    );
                    return errors.Count == 0 ? null : kind;
                })
                .OfType<Type>(),
        ];
    }

    private static IEnumerable<(string Name, string Text)> Examples(bool counter) =>
        ConformanceCases
            .Read("spec-examples.json")
            .Where(item => item.GetProperty("section").GetString()!.StartsWith("Section 5", StringComparison.Ordinal))
            .Where(item => item.GetProperty("lang").GetString() == "graphql")
            .Where(item => item.GetProperty("counter").GetBoolean() == counter)
            .Select(item =>
                (
                    Heading: item.GetProperty("heading").GetString()!.Split(" > ")[^1],
                    Text: item.GetProperty("text").GetString()!
                )
            )
            .GroupBy(item => item.Heading, StringComparer.Ordinal)
            .SelectMany(section => section.Select((item, at) => ($"{section.Key} {at + 1}", item.Text)));
}
