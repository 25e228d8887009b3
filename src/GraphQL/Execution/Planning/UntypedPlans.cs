using System.Collections;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Execution.Writing;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>Plain data as a scalar (spec 3.5, result coercion).</summary>
internal sealed class UntypedScalarPlan(ScalarType type, bool nonNull) : LeafPlan<object?>
{
    public override bool Write(object? value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (value is null)
        {
            return state.Null(field, nonNull);
        }

        if (value is Exception failure)
        {
            return state.Fail(field, ErrorMasking.Of(failure), nonNull);
        }

        object? result;
        try
        {
            result = type.Coercion.Serialize(value);
        }
        catch (Exception exception)
        {
            return state.Fail(field, ErrorMasking.Of(exception), nonNull);
        }

        if (result is null)
        {
            return state.Null(field, nonNull);
        }

        PlainJson.Write(result, state.Json);
        return true;
    }
}

/// <summary>Plain data as an enum (spec 3.9, result coercion).</summary>
internal sealed class UntypedEnumPlan(EnumType type, bool nonNull) : LeafPlan<object?>
{
    public override bool Write(object? value, ref int child, ExecutionState state, FieldPlan field)
    {
        switch (value)
        {
            case null:
                return state.Null(field, nonNull);
            case Exception failure:
                return state.Fail(field, ErrorMasking.Of(failure), nonNull);
            case string name when type.Values.Find(name) is not null:
                state.Json.String(name);
                return true;
            default:
                return state.Fail(
                    field,
                    new GraphQLError($"Enum \"{type.Name}\" cannot represent value: {ValueText.Of(value)}"),
                    nonNull
                );
        }
    }
}

/// <summary>A value that may be a failure instead.</summary>
internal class UntypedGuardPlan(ValuePlan<object?> inner, bool nonNull) : ValuePlan<object?>
{
    public override bool Loads => inner.Loads;

    public override IReadOnlyList<SelectionPlan> Below => inner.Below;

    public override bool Write(object? value, ref int child, ExecutionState state, FieldPlan field) =>
        RefusalOf(value, field) is { } error
            ? state.Fail(field, error, nonNull)
            : inner.Write(value, ref child, state, field);

    public override void Collect(object? value, ExecutionState state)
    {
        if (value is not Exception)
        {
            inner.Collect(value, state);
        }
    }

    public override int Collected(ExecutionState state) => inner.Collected(state);

    public override int Count(object? value) => value is Exception ? 0 : inner.Count(value);

    public override ValueTask LoadAsync(ExecutionState state) => inner.LoadAsync(state);

    public override bool Locate(object? value, SelectionPlan target, ref int remaining, List<object> path) =>
        value is not Exception && inner.Locate(value, target, ref remaining, path);

    protected virtual GraphQLError? RefusalOf(object? value, FieldPlan field) =>
        value is Exception failure ? ErrorMasking.Of(failure) : null;
}

/// <summary>Plain data as an object type, which may check its values.</summary>
internal sealed class UntypedObjectPlan(
    SelectionPlan<object> selection,
    Func<object, ObjectType, bool?> isTypeOf,
    bool nonNull
) : UntypedGuardPlan((ValuePlan<object?>)(object)new ObjectPlan<object>(selection, nonNull), nonNull)
{
    public override void Collect(object? value, ExecutionState state)
    {
        if (IsOfType(value))
        {
            base.Collect(value, state);
        }
    }

    public override int Count(object? value) => IsOfType(value) ? base.Count(value) : 0;

    public override bool Locate(object? value, SelectionPlan target, ref int remaining, List<object> path) =>
        IsOfType(value) && base.Locate(value, target, ref remaining, path);

    protected override GraphQLError? RefusalOf(object? value, FieldPlan field) =>
        base.RefusalOf(value, field)
        ?? (
            IsOfType(value)
                ? null
                : new GraphQLError($"Expected value of type \"{selection.Type.Name}\" but got: {ValueText.Of(value)}.")
        );

    private bool IsOfType(object? value) => value is null or Exception || isTypeOf(value, selection.Type) is not false;
}

/// <summary>Plain data as a list: anything that can be enumerated, except strings and dictionaries (spec 3.11, result coercion).</summary>
internal sealed class UntypedListPlan(ValuePlan<object?> items, bool nonNull) : ValuePlan<object?>
{
    private readonly ListPlan<object?[], object?> inner = new(items, nonNull);

    public override bool Loads => items.Loads;

    public override IReadOnlyList<SelectionPlan> Below => items.Below;

    public override bool Write(object? value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (value is null)
        {
            return state.Null(field, nonNull);
        }

        if (value is Exception failure)
        {
            return state.Fail(field, ErrorMasking.Of(failure), nonNull);
        }

        if (ItemsOf(value) is not { } list)
        {
            return state.Fail(
                field,
                new GraphQLError($"Expected Iterable, but did not find one for field \"{field.CoordinateText}\"."),
                nonNull
            );
        }

        return inner.Write(list, ref child, state, field);
    }

    public override void Collect(object? value, ExecutionState state) => inner.Collect(ItemsOf(value)!, state);

    public override int Collected(ExecutionState state) => inner.Collected(state);

    public override int Count(object? value) => inner.Count(ItemsOf(value)!);

    public override ValueTask LoadAsync(ExecutionState state) => inner.LoadAsync(state);

    public override bool Locate(object? value, SelectionPlan target, ref int remaining, List<object> path) =>
        inner.Locate(ItemsOf(value)!, target, ref remaining, path);

    private static object?[]? ItemsOf(object? value) =>
        value switch
        {
            object?[] array => array,
            string or Exception or IReadOnlyDictionary<string, object?> or IDictionary => null,
            IEnumerable list => [.. list.Cast<object?>()],
            _ => null,
        };
}
