using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>A field's arguments as planned: coerced once where no variable is in them (spec 6.4.1).</summary>
internal sealed class ArgumentsPlan
{
    private static readonly ArgumentsPlan None = new(null, null, null!, FieldArguments.None, null);

    private readonly FieldDefinition? field;
    private readonly FieldNode? node;
    private readonly InputReaders inputs;
    private readonly FieldArguments? constant;
    private readonly GraphQLError? constantError;

    private ArgumentsPlan(
        FieldDefinition? field,
        FieldNode? node,
        InputReaders inputs,
        FieldArguments? constant,
        GraphQLError? constantError
    )
    {
        this.field = field;
        this.node = node;
        this.inputs = inputs;
        this.constant = constant;
        this.constantError = constantError;
    }

    public static ArgumentsPlan Create(FieldDefinition field, FieldNode node, InputReaders inputs)
    {
        if (field.Arguments.Count == 0)
        {
            return None;
        }

        if (!ArgumentCoercion.IsConstant(node.Arguments))
        {
            return new ArgumentsPlan(field, node, inputs, null, null);
        }

        var values = Coerce(field, node, inputs, VariableValues.Empty, out var error);
        return new ArgumentsPlan(field, node, inputs, values, error);
    }

    public FieldArguments For(IReadOnlyDictionary<string, object?> variables, out GraphQLError? error)
    {
        error = constantError;
        return constant ?? Coerce(field!, node!, inputs, (VariableValues)variables, out error);
    }

    private static FieldArguments Coerce(
        FieldDefinition field,
        FieldNode node,
        InputReaders inputs,
        VariableValues variables,
        out GraphQLError? error
    )
    {
        try
        {
            error = null;
            return new FieldArguments(
                ArgumentCoercion.Coerce(field.Arguments, node.Arguments, node, variables),
                field,
                inputs
            );
        }
        catch (GraphQLException exception)
        {
            error = exception.Error;
            return FieldArguments.None;
        }
    }
}

/// <summary>Coerced arguments, read as CLR types.</summary>
internal sealed class FieldArguments(
    IReadOnlyDictionary<string, object?> plain,
    FieldDefinition? field,
    InputReaders? inputs
)
{
    public static FieldArguments None { get; } = new(ArgumentValues.Empty, null, null);

    public IReadOnlyDictionary<string, object?> Plain => plain;

    public T Read<T>(string name)
    {
        var argument =
            field?.Arguments.Find(name)
            ?? throw new ArgumentException($"The field has no argument {name}.", nameof(name));
        return inputs!.For<T>(argument.Type).ReadFrom(plain, name);
    }
}
