using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Writing;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>A leaf: nothing below it (spec 6.4.3, CompleteValue for leaf types).</summary>
internal abstract class LeafPlan<T> : ValuePlan<T>
{
    public override bool IsLeaf => true;
}

/// <summary>An int as Int.</summary>
internal sealed class IntPlan : LeafPlan<int>
{
    public override bool Write(int value, ref int child, ExecutionState state, FieldPlan field)
    {
        state.Json.Number(value);
        return true;
    }
}

/// <summary>A bool as Boolean.</summary>
internal sealed class BooleanPlan : LeafPlan<bool>
{
    public override bool Write(bool value, ref int child, ExecutionState state, FieldPlan field)
    {
        state.Json.Boolean(value);
        return true;
    }
}

/// <summary>A string as String or ID.</summary>
internal sealed class StringPlan(bool nonNull) : LeafPlan<string?>
{
    public override bool Write(string? value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (value is null)
        {
            return state.Null(field, nonNull);
        }

        state.Json.String(value);
        return true;
    }
}

/// <summary>A double as Float: infinities and NaN are no Float (spec 3.5.2).</summary>
internal sealed class DoublePlan(bool nonNull) : LeafPlan<double>
{
    public override bool Write(double value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (!double.IsFinite(value))
        {
            return state.Fail(
                field,
                new GraphQLError($"Float cannot represent non numeric value: {Coercion.ValueText.Of(value)}"),
                nonNull
            );
        }

        state.Json.Number(value);
        return true;
    }
}

/// <summary>A long as Int: what does not fit into 32 bits is no Int (spec 3.5.1).</summary>
internal sealed class LongAsIntPlan(bool nonNull) : LeafPlan<long>
{
    public override bool Write(long value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (value is < int.MinValue or > int.MaxValue)
        {
            return state.Fail(
                field,
                new GraphQLError($"Int cannot represent non 32-bit signed integer value: {value}"),
                nonNull
            );
        }

        state.Json.Number(value);
        return true;
    }
}

/// <summary>A value that a function writes.</summary>
internal sealed class WrittenPlan<T>(Action<T, JsonOutput> write, bool nonNull) : LeafPlan<T>
{
    public override bool Write(T value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (value is null)
        {
            return state.Null(field, nonNull);
        }

        write(value, state.Json);
        return true;
    }
}
