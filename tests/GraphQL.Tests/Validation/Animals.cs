namespace PartnerGraph.GraphQL.Tests.Validation;

/// <summary>A schema with every kind of type, for the rules' own cases.</summary>
internal static class Animals
{
    public const string Sdl = """
        directive @tag(name: String!) repeatable on FIELD | QUERY | FRAGMENT_DEFINITION
        directive @once on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION

        schema { query: Query mutation: Mutation subscription: Subscription }

        interface Named { name(upper: Boolean): String }
        interface Animal implements Named { name(upper: Boolean): String age: Int mother: Animal }

        type Dog implements Named & Animal {
          name(upper: Boolean): String
          age: Int
          mother: Animal
          barks: Boolean!
          knows(command: Command! = SIT): Boolean
          litter(first: Int!): [Dog!]
        }

        type Cat implements Named & Animal {
          name(upper: Boolean): String
          age: Int
          mother: Animal
          meows: Boolean
          barks: Int
        }

        type Stone { weight: Float }

        union Pet = Dog | Cat
        enum Command { SIT HEEL }
        scalar Anything

        input Filter { name: String! age: Int = 3 not: Filter tags: [String!] }
        input Key @oneOf { id: ID number: Int nested: Filter }

        type Query {
          dog: Dog
          cat: Cat
          pet: Pet
          animal: Animal
          stone: Stone
          find(filter: Filter, ids: [ID!], limit: Int! = 10): [Animal]
          byKey(key: Key!): Animal
          any(value: Anything): Anything
        }

        type Mutation { feed(amount: Float): Int }
        type Subscription { born: Animal died: Animal }
        """;
}
