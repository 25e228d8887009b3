namespace PartnerGraph.Bench.Http;

/// <summary>The schema that is introspected, of the usual size of an application's, and the standard introspection query.</summary>
internal static class SchemaText
{
    public static string Sdl { get; } =
        "type Query { hello: String! }\n"
        + string.Concat(
            Enumerable
                .Range(1, 60)
                .Select(at =>
                    $$"""
                        "A thing of kind {{at}}, as the directory knows it."
                        type Thing{{at}} implements Node { id: ID! name: String! "Where it stands." place(of: Place{{at}}, first: Int! = 10): [Thing{{at}}!]! kind: Kind{{at}}! }
                        input Place{{at}} { name: String! size: Int = 3 }
                        enum Kind{{at}} { OLD NEW @deprecated(reason: "None is new.") }

                        """
                )
        )
        + "interface Node { id: ID! }";

    public const string Introspection = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind }
            mutationType { name kind }
            subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind
          name
          description
          specifiedByURL
          isOneOf
          fields(includeDeprecated: true) {
            name
            description
            args(includeDeprecated: true) { ...InputValue }
            type { ...TypeRef }
            isDeprecated
            deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue {
          name
          description
          type { ...TypeRef }
          defaultValue
          isDeprecated
          deprecationReason
        }
        fragment TypeRef on __Type {
          kind
          name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }
        }
        """;
}
