using System.Reflection;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>Makes the readers of input objects, by the names of constructor parameters (spec 3.10).</summary>
internal sealed class InputBinder(SchemaBinding binding, Schema schema, List<string> problems)
{
    private readonly NullabilityInfoContext nullability = new();

    public InputReaders Bind()
    {
        RefreshDefaults();
        var readers = new InputReaders(binding.Leaves, binding.Inputs);
        foreach (var (name, clr) in binding.Inputs)
        {
            readers.Add(name, Make(clr));
        }

        foreach (var (name, clr) in binding.Inputs)
        {
            if (schema.FindType(name) is InputObjectType type)
            {
                Complete(type, clr, readers);
            }
            else
            {
                problems.Add($"There is no input type {name} in the schema.");
            }
        }

        return readers;
    }

    /// <summary>Defaults were coerced before the scalars had their CLR types.</summary>
    private void RefreshDefaults()
    {
        var arguments = schema
            .Types.OfType<FieldsType>()
            .SelectMany(type => type.Fields)
            .SelectMany(field => field.Arguments);
        var inputs = schema.Types.OfType<InputObjectType>().SelectMany(type => type.Fields);
        foreach (var value in inputs.Concat(arguments))
        {
            if (
                value.DefaultValue is { } literal
                && value.Type.Named is InputObjectType or ScalarType
                && LiteralCoercion.TryCoerce(literal, value.Type, null, out var coerced)
            )
            {
                value.Default = coerced;
            }
        }
    }

    private static InputReader Make(Type clr) =>
        (InputReader)
            typeof(InputObjectReader<>)
                .MakeGenericType(clr)
                .GetMethod(nameof(InputObjectReader<int>.Create))!
                .Invoke(null, null)!;

    private void Complete(InputObjectType type, Type clr, InputReaders readers)
    {
        var constructor = clr.GetConstructors().MaxBy(each => each.GetParameters().Length);
        if (constructor is null)
        {
            problems.Add($"{clr} has no public constructor to make it of {type.Name}.");
            return;
        }

        var parameters = new List<(string, InputReader)>();
        foreach (var parameter in constructor.GetParameters())
        {
            var name = MemberPath.CamelCase(parameter.Name!);
            if (Find(type, name, parameter, readers) is { } reader)
            {
                parameters.Add((name, reader));
            }
        }

        var names = constructor
            .GetParameters()
            .Select(parameter => MemberPath.CamelCase(parameter.Name!))
            .ToHashSet(StringComparer.Ordinal);
        problems.AddRange(
            type.Fields.Where(field => !names.Contains(field.Name))
                .Select(field => $"{type.Name}.{field.Name} has no constructor parameter in {clr}.")
        );
        if (parameters.Count == constructor.GetParameters().Length)
        {
            var reader = readers.Create(type, clr)!;
            reader
                .GetType()
                .GetMethod(nameof(InputObjectReader<int>.Complete))!
                .Invoke(reader, [constructor, parameters]);
        }
    }

    private InputReader? Find(InputObjectType type, string name, ParameterInfo parameter, InputReaders readers)
    {
        if (type.Fields.Find(name) is not { } field)
        {
            problems.Add(
                $"There is no field {type.Name}.{name} in the schema for a parameter of {parameter.Member.DeclaringType}."
            );
            return null;
        }

        if (readers.Create(field.Type, parameter.ParameterType) is not { } reader)
        {
            problems.Add($"{type.Name}.{name} is read as {parameter.ParameterType}, which does not fit {field.Type}.");
            return null;
        }

        if (MayBeNull(field) && !TakesNull(parameter))
        {
            problems.Add($"{type.Name}.{name} may be null, which {parameter.ParameterType} {parameter.Name} is not.");
        }

        return reader;
    }

    /// <summary>A default does not keep a client from giving null.</summary>
    private static bool MayBeNull(InputValue field) => !field.Type.IsNonNull;

    private bool TakesNull(ParameterInfo parameter)
    {
        var clr = parameter.ParameterType;
        if (clr.IsGenericType && clr.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return true;
        }

        return Nullable.GetUnderlyingType(clr) is not null
            || (!clr.IsValueType && nullability.Create(parameter).WriteState != NullabilityState.NotNull);
    }
}
