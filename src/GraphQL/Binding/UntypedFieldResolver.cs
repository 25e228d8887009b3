using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>How an untyped field is run.</summary>
internal enum UntypedMode
{
    Read,
    Load,
    Batch,
}

/// <summary>A resolver over plain data.</summary>
internal sealed class UntypedFieldResolver(
    string name,
    Func<object?, FieldContext, object?> read,
    UntypedMode mode = UntypedMode.Read,
    Func<object?, FieldContext, Task<object?>>? load = null
) : FieldResolver(name, null)
{
    private ValueShape<object?> shape = null!;

    public override Type ResultType => typeof(object);

    public override int ResultDepth => 0;

    public override bool Bind(GraphQLType type, ShapeFactory shapes) =>
        throw new InvalidOperationException("An untyped field has no CLR type to bind.");

    public void BindUntyped(GraphQLType type, UntypedShapes shapes) => shape = shapes.For(type);

    public override FieldPlan Plan(FieldSite site) =>
        mode switch
        {
            UntypedMode.Read => new PureFieldPlan<object, object?>(site, this, shape, null, Read),
            UntypedMode.Load => new AsyncFieldPlan<object, object?>(site, this, shape, Load),
            UntypedMode.Batch => new BatchFieldPlan<object, object?>(site, this, shape, LoadAll),
        };

    private object? Read(object parent, FieldContext context) => Checked(read(parent, context));

    private async Task<object?> Load(object parent, FieldContext context) =>
        Checked(load is null ? read(parent, context) : await load(parent, context));

    /// <summary>A batch of canned values: a failed one stays a value until it is completed.</summary>
    private async Task<IReadOnlyList<object?>> LoadAll(IReadOnlyList<object> parents, FieldContext context)
    {
        var values = new object?[parents.Count];
        for (var at = 0; at < values.Length; at++)
        {
            var one = context.For(at);
            try
            {
                values[at] = load is null ? read(parents[at], one) : await load(parents[at], one);
            }
            catch (Exception exception)
            {
                values[at] = exception;
            }
        }

        return values;
    }

    private static object? Checked(object? value) =>
        value switch
        {
            GraphQLException refusal => throw new GraphQLException(refusal.Error),
            Exception failure => throw new InvalidOperationException("A value failed.", failure),
            _ => value,
        };
}
