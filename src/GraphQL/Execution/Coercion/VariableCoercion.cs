using System.Collections.Immutable;
using System.Text.Json;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>The variables of a request, or what is wrong with them (spec 6.1.2).</summary>
/// <param name="Values">The coerced values; null where there are errors.</param>
/// <param name="Errors">Request errors; empty where there are values.</param>
public sealed record VariableCoercionResult(VariableValues? Values, ImmutableArray<GraphQLError> Errors);

/// <summary>CoerceVariableValues (spec 6.1.2).</summary>
public static class VariableCoercion
{
    /// <summary>The variables as their definitions want them; names that no definition knows are ignored.</summary>
    public static VariableCoercionResult Coerce(
        Schema schema,
        ImmutableArray<VariableDefinitionNode> definitions,
        JsonElement variables,
        CoercionOptions? options = null
    )
    {
        if (definitions.IsDefaultOrEmpty)
        {
            return new VariableCoercionResult(VariableValues.Empty, []);
        }

        options ??= CoercionOptions.Default;
        var errors = ImmutableArray.CreateBuilder<GraphQLError>();
        var values = new List<KeyValuePair<string, object?>>(definitions.Length);
        try
        {
            foreach (var definition in definitions)
            {
                Coerce(schema, definition, variables, values, Report, options);
            }
        }
        catch (TooManyErrorsException)
        {
            errors.Add(
                new GraphQLError("Too many errors processing variables, error limit reached. Execution aborted.")
                {
                    Code = ErrorCodes.BadUserInput,
                }
            );
        }

        return errors.Count == 0
            ? new VariableCoercionResult(new VariableValues(values), [])
            : new VariableCoercionResult(null, errors.ToImmutable());

        void Report(GraphQLError error)
        {
            if (errors.Count >= options.MaxErrors)
            {
                throw new TooManyErrorsException();
            }

            errors.Add(error with { Code = ErrorCodes.BadUserInput });
        }
    }

    private static void Coerce(
        Schema schema,
        VariableDefinitionNode definition,
        JsonElement variables,
        List<KeyValuePair<string, object?>> values,
        Action<GraphQLError> report,
        CoercionOptions options
    )
    {
        var name = definition.Variable.Name.Value;
        if (TypeReference.Resolve(schema, definition.Type) is not { IsInput: true } type)
        {
            report(
                GraphQLError.At(
                    $"Variable \"${name}\" expected value of type \"{TypeReference.TextOf(definition.Type)}\" which cannot be used as an input type.",
                    definition.Type
                )
            );
            return;
        }

        if (
            variables.ValueKind != JsonValueKind.Object
            || !JsonText.TryGet(variables, name, out var given)
            || given.ValueKind == JsonValueKind.Undefined
        )
        {
            TakeDefault(definition, type, values, report);
            return;
        }

        if (given.ValueKind == JsonValueKind.Null && type.IsNonNull)
        {
            report(GraphQLError.At($"Variable \"${name}\" of non-null type \"{type}\" must not be null.", definition));
            return;
        }

        var coerced = InputValueCoercion.Coerce(
            given,
            type,
            error => report(Describe(name, definition, error)),
            options.Suggest
        );
        values.Add(new(name, coerced));
    }

    private static void TakeDefault(
        VariableDefinitionNode definition,
        GraphQLType type,
        List<KeyValuePair<string, object?>> values,
        Action<GraphQLError> report
    )
    {
        var name = definition.Variable.Name.Value;
        if (definition.DefaultValue is { } literal)
        {
            // A default that does not fit is a value nevertheless: null, which a non-null argument then refuses.
            values.Add(new(name, LiteralCoercion.TryCoerce(literal, type, null, out var value) ? value : null));
        }
        else if (type.IsNonNull)
        {
            report(GraphQLError.At($"Variable \"${name}\" of required type \"{type}\" was not provided.", definition));
        }
    }

    private static GraphQLError Describe(string name, VariableDefinitionNode definition, InputValueError error)
    {
        var place = error.Path.IsEmpty ? "" : $" at \"{name}{error.PathText}\"";
        return GraphQLError.At(
            $"Variable \"${name}\" got invalid value {ValueText.Of(error.Value)}{place}; {error.Message}",
            definition
        ) with
        {
            Cause = error.Cause,
        };
    }

    /// <summary>Ends the walk through a value that has more errors than are told.</summary>
    private sealed class TooManyErrorsException : Exception;
}
