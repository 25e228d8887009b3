using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem.SdlRules;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>Checks a type system document before a schema is made of it (spec 3, 5.4, 5.6, 5.7): all rules in one walk.</summary>
public static class SdlValidator
{
    private static readonly (string Name, Func<SdlContext, SdlRule> Make)[] Rules =
    [
        ("LoneSchemaDefinitionRule", static context => new LoneSchemaDefinitionRule(context)),
        ("UniqueOperationTypesRule", static context => new UniqueOperationTypesRule(context)),
        ("UniqueTypeNamesRule", static context => new UniqueTypeNamesRule(context)),
        ("UniqueEnumValueNamesRule", static context => new UniqueEnumValueNamesRule(context)),
        ("UniqueFieldDefinitionNamesRule", static context => new UniqueFieldDefinitionNamesRule(context)),
        ("UniqueArgumentDefinitionNamesRule", static context => new UniqueArgumentDefinitionNamesRule(context)),
        ("UniqueDirectiveNamesRule", static context => new UniqueDirectiveNamesRule(context)),
        ("KnownTypeNamesRule", static context => new KnownTypeNamesRule(context)),
        ("KnownDirectivesRule", static context => new KnownDirectivesRule(context)),
        ("UniqueDirectivesPerLocationRule", static context => new UniqueDirectivesPerLocationRule(context)),
        ("PossibleTypeExtensionsRule", static context => new PossibleTypeExtensionsRule(context)),
        ("KnownArgumentNamesOnDirectivesRule", static context => new KnownArgumentNamesOnDirectivesRule(context)),
        ("UniqueArgumentNamesRule", static context => new UniqueArgumentNamesRule(context)),
        ("UniqueInputFieldNamesRule", static context => new UniqueInputFieldNamesRule(context)),
        (
            "ProvidedRequiredArgumentsOnDirectivesRule",
            static context => new ProvidedRequiredArgumentsOnDirectivesRule(context)
        ),
    ];

    /// <summary>The names of all rules.</summary>
    public static IReadOnlyList<string> RuleNames { get; } = [.. Rules.Select(static rule => rule.Name)];

    /// <summary>What all rules find wrong, in document order; <paramref name="schema"/> is the one that the document extends.</summary>
    public static IReadOnlyList<GraphQLError> Validate(DocumentNode document, Schema? schema = null) =>
        Validate(document, schema, RuleNames);

    /// <summary>What the rules of these names find wrong.</summary>
    public static IReadOnlyList<GraphQLError> Validate(
        DocumentNode document,
        Schema? schema,
        IReadOnlyCollection<string> rules
    )
    {
        var context = new SdlContext(document, schema);
        var chosen = Rules.Where(rule => rules.Contains(rule.Name)).Select(rule => rule.Make(context)).ToArray();
        new SdlWalk(chosen).Visit(document);
        return context.Errors;
    }
}
