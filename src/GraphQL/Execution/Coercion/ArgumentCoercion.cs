using System.Collections.Immutable;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>CoerceArgumentValues (spec 6.4.1).</summary>
public static class ArgumentCoercion
{
    /// <summary>
    /// The arguments of a field or directive as its definition wants them. Throws a <see cref="GraphQLException"/> whose error tells the
    /// argument's place, or that of <paramref name="site"/> (the field or directive) where a required one is missing.
    /// </summary>
    public static ArgumentValues Coerce(
        MemberMap<InputValue> definitions,
        ImmutableArray<ArgumentNode> arguments,
        SyntaxNode site,
        VariableValues? variables
    )
    {
        if (definitions.Count == 0)
        {
            return ArgumentValues.Empty;
        }

        var values = new List<KeyValuePair<string, object?>>(definitions.Count);
        foreach (var definition in definitions)
        {
            if (TryCoerce(definition, LastOf(arguments, definition.Name), site, variables, out var value))
            {
                values.Add(new(definition.Name, value));
            }
        }

        return new ArgumentValues(values);
    }

    /// <summary>
    /// Whether the arguments come to the same values for every request, so that a plan may hold them: no variable stands in them.
    /// </summary>
    public static bool IsConstant(ImmutableArray<ArgumentNode> arguments) =>
        arguments.IsDefaultOrEmpty || !arguments.Any(static argument => LiteralCoercion.HasVariable(argument.Value));

    /// <summary>
    /// The values that a plan may hold: those of constant arguments that coerce. False where there are variables, or where coercion fails:
    /// then each request coerces for itself and meets the error at its place.
    /// </summary>
    public static bool TryCoerceConstant(
        MemberMap<InputValue> definitions,
        ImmutableArray<ArgumentNode> arguments,
        SyntaxNode site,
        out ArgumentValues values
    )
    {
        values = ArgumentValues.Empty;
        if (!IsConstant(arguments))
        {
            return false;
        }

        try
        {
            values = Coerce(definitions, arguments, site, null);
            return true;
        }
        catch (GraphQLException)
        {
            return false;
        }
    }

    /// <summary>Coerces one argument; false where it is absent and has no default.</summary>
    private static bool TryCoerce(
        InputValue definition,
        ArgumentNode? argument,
        SyntaxNode site,
        VariableValues? variables,
        out object? value
    )
    {
        value = null;
        var (name, type) = (definition.Name, definition.Type);
        if (argument is null)
        {
            return TryTakeDefault(
                definition,
                $"Argument \"{name}\" of required type \"{type}\" was not provided.",
                site,
                out value
            );
        }

        var isNull = argument.Value is NullValueNode;
        if (argument.Value is VariableNode variable)
        {
            if (variables?.TryGetValue(variable.Name.Value, out var given) != true)
            {
                return TryTakeDefault(
                    definition,
                    $"Argument \"{name}\" of required type \"{type}\" was provided the variable \"${variable.Name.Value}\" which was not provided a runtime value.",
                    variable,
                    out value
                );
            }

            isNull = given is null;
        }

        if (isNull && type.IsNonNull)
        {
            throw Refuse($"Argument \"{name}\" of non-null type \"{type}\" must not be null.", argument.Value);
        }

        return LiteralCoercion.TryCoerce(argument.Value, type, variables, out value)
            ? true
            : throw Refuse($"Argument \"{name}\" has invalid value {Printer.Print(argument.Value)}.", argument.Value);
    }

    private static bool TryTakeDefault(InputValue definition, string refusal, SyntaxNode site, out object? value)
    {
        value = definition.Default;
        if (definition.HasDefault)
        {
            return true;
        }

        return definition.Type.IsNonNull ? throw Refuse(refusal, site) : false;
    }

    private static GraphQLException Refuse(string message, SyntaxNode at) =>
        new(GraphQLError.At(message, at) with { Code = ErrorCodes.BadUserInput });

    private static ArgumentNode? LastOf(ImmutableArray<ArgumentNode> arguments, string name)
    {
        for (var at = arguments.Length - 1; at >= 0; at--)
        {
            if (string.Equals(arguments[at].Name.Value, name, StringComparison.Ordinal))
            {
                return arguments[at];
            }
        }

        return null;
    }
}
