using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Limits;

/// <summary>Counts what an operation asks, in time that grows with the document and not with what its fragments unfold to.</summary>
public sealed class OperationMeter
{
    private readonly Schema schema;
    private readonly OperationLimits limits;
    private readonly OperationDefinitionNode operation;
    private readonly FragmentReferences references;
    private readonly ListSizes sizes;
    private readonly Dictionary<string, SelectionMeasure> fragments = new(StringComparer.Ordinal);

    private OperationMeter(
        Schema schema,
        DocumentNode document,
        OperationDefinitionNode operation,
        OperationLimits limits,
        IReadOnlyDictionary<string, object?>? variables
    )
    {
        this.schema = schema;
        this.limits = limits;
        this.operation = operation;
        references = new FragmentReferences(document, static _ => true);
        sizes = new ListSizes(operation, limits, variables);
    }

    /// <summary>
    /// Measures one operation of a valid document. Without variables, those that tell the size of a list count with their
    /// default, or else as a list of assumed size.
    /// </summary>
    public static OperationMeasure Measure(
        Schema schema,
        DocumentNode document,
        OperationDefinitionNode operation,
        OperationLimits? limits = null,
        IReadOnlyDictionary<string, object?>? variables = null
    ) => new OperationMeter(schema, document, operation, limits ?? OperationLimits.Default, variables).Measure();

    private OperationMeasure Measure()
    {
        var directives = operation.Directives.Length + operation.VariableDefinitions.Sum(one => one.Directives.Length);
        var total = Of(operation.SelectionSet, schema.RootType(operation.Operation))
            .And(new SelectionMeasure(0, 0, directives, 0, 0));
        var root = new RootSelection(references, operation, limits.OncePerOperation);
        var cost = total.CostFor(limits.AssumedListSize);
        return new OperationMeasure(
            total.Depth,
            (int)total.Aliases,
            (int)total.Directives,
            cost,
            root.AsksIntrospection,
            sizes.UsedVariables,
            [
                .. Over("depth", total.Depth, limits.MaxDepth),
                .. Over("number of aliases", total.Aliases, limits.MaxAliases),
                .. Over("number of directives", total.Directives, limits.MaxDirectives),
                .. Over("cost", cost, limits.MaxCost),
                .. root.Repetitions,
            ]
        );
    }

    private IEnumerable<GraphQLError> Over(string what, double asked, double allowed)
    {
        if (asked > allowed)
        {
            var error = GraphQLError.At(
                $"The operation's {what} is {asked:0}; at most {allowed:0} is allowed.",
                operation
            );
            yield return error with
            {
                Code = ErrorCodes.CostExceeded,
            };
        }
    }

    private SelectionMeasure Of(SelectionSetNode set, NamedType? parentType)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var sum = default(SelectionMeasure);
        foreach (var selection in set.Selections)
        {
            var one = selection switch
            {
                FieldNode field => Of(field, parentType),
                InlineFragmentNode inline => Of(inline.SelectionSet, TypeOf(inline.TypeCondition) ?? parentType),
                FragmentSpreadNode spread => Of(spread.Name.Value),
                _ => default,
            };
            sum = sum.And(one).And(new SelectionMeasure(0, 0, selection.Directives.Length, 0, 0));
        }

        return sum;
    }

    private SelectionMeasure Of(string fragment)
    {
        if (fragments.TryGetValue(fragment, out var known))
        {
            return known;
        }

        // Stands while the fragment is measured, so that a cycle ends.
        fragments[fragment] = default;
        return references.Find(fragment) is { } definition
            ? fragments[fragment] = Of(definition.SelectionSet, TypeOf(definition.TypeCondition))
                .And(new SelectionMeasure(0, 0, definition.Directives.Length, 0, 0))
            : default;
    }

    private SelectionMeasure Of(FieldNode field, NamedType? parentType)
    {
        var definition = parentType is null ? null : MetaFields.Find(schema, parentType, field.Name.Value);
        var below = field.SelectionSet is { } set ? Of(set, definition?.Type.Named) : default;
        var (@fixed, perItem) = Cost(field, definition, below);
        return new SelectionMeasure(
            below.Depth + 1,
            below.Aliases + (field.Alias is null ? 0 : 1),
            below.Directives,
            @fixed,
            perItem
        );
    }

    /// <summary>
    /// A list counts what is below once an item. A connection, an object that takes a size, hands the size on to the lists
    /// right below it; a list without any size takes that of the connection around. Introspection has its own limit.
    /// </summary>
    private (double Fixed, double PerItem) Cost(FieldNode field, FieldDefinition? definition, SelectionMeasure below)
    {
        if (definition is null || definition.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return (0, 0);
        }

        var weight = limits.FieldWeight(definition);
        var takesSize = limits.SizeArguments.Any(name => definition.Arguments.Find(name) is not null);
        var isList = definition.Type.Nullable is ListType;
        var size = takesSize ? sizes.Of(field, definition) : limits.AssumedListSize;
        return (isList, takesSize) switch
        {
            (false, _) => (weight + below.CostFor(size), 0),
            (true, true) => (weight + (size * below.CostFor(limits.AssumedListSize)), 0),
            (true, false) => (weight, below.CostFor(limits.AssumedListSize)),
        };
    }

    private NamedType? TypeOf(NamedTypeNode? condition) =>
        condition is null ? null : schema.FindType(condition.Name.Value);
}
