using System.Reflection;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>Joins a schema with what was bound to it and finds everything that does not fit (spec 6.4.2).</summary>
internal sealed class BindingCompiler(SchemaBinding binding, Schema schema)
{
    private static readonly object NoRoot = new();

    private readonly List<string> problems = [.. binding.Problems];
    private readonly Dictionary<string, BoundObject> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AbstractBinding> abstracts = new(StringComparer.Ordinal);

    public BoundSchema Compile()
    {
        IntrospectionBinding.AddTo(objects, schema);
        BindLeaves();
        var inputs = new InputBinder(binding, schema, problems).Bind();
        var fields = RegisterObjects();
        var shapes = new ShapeFactory(objects, binding.Leaves, Abstract);
        foreach (var (type, resolvers) in fields)
        {
            BindFields(type, resolvers, shapes);
        }

        return problems.Count == 0
            ? new BoundSchema(schema, objects, inputs, NoRoot)
            : throw new SchemaBindingException([.. problems.Distinct().Order(StringComparer.Ordinal)]);
    }

    private void BindLeaves()
    {
        foreach (var (name, leaf) in binding.Leaves)
        {
            if (schema.FindType(name) is { } type)
            {
                leaf.Bind(type, problems);
            }
            else
            {
                problems.Add($"There is no type {name} in the schema.");
            }
        }
    }

    private List<(ObjectType Type, IReadOnlyList<FieldResolver> Resolvers)> RegisterObjects()
    {
        var fields = new List<(ObjectType, IReadOnlyList<FieldResolver>)>();
        AddRoot(schema.QueryType, "query", binding.QueryFields);
        AddRoot(schema.MutationType, "mutation", binding.MutationFields);
        AddRoot(schema.SubscriptionType, "subscription", binding.SubscriptionFields);
        foreach (var (name, registration) in binding.Objects)
        {
            if (schema.FindType(name) is not ObjectType type)
            {
                problems.Add($"There is no object type {name} in the schema.");
                continue;
            }

            if (objects.ContainsKey(name))
            {
                problems.Add($"{name} is the type of an operation or of introspection and has no CLR type.");
                continue;
            }

            objects[name] = registration.Bind(type);
            fields.Add((type, registration.Fields));
        }

        foreach (var type in schema.Types.OfType<ObjectType>().Where(type => !objects.ContainsKey(type.Name)))
        {
            problems.Add($"{type.Name} has no CLR type.");
        }

        return fields;

        void AddRoot(ObjectType? type, string operation, IReadOnlyList<FieldResolver> resolvers)
        {
            if (type is null)
            {
                problems.AddRange(resolvers.Select(field => $"There is no {operation} type for {field.Name}."));
                return;
            }

            objects[type.Name] = new BoundObject<object>(type);
            fields.Add((type, resolvers));
        }
    }

    private void BindFields(ObjectType type, IReadOnlyList<FieldResolver> resolvers, ShapeFactory shapes)
    {
        var bound = objects[type.Name];
        foreach (var resolver in resolvers)
        {
            if (type.Fields.Find(resolver.Name) is not { } field)
            {
                problems.Add($"There is no field {type.Name}.{resolver.Name} in the schema.");
            }
            else if (!bound.Resolvers.TryAdd(resolver.Name, resolver))
            {
                problems.Add($"{type.Name}.{resolver.Name} has two resolvers.");
            }
            else if (!resolver.Bind(field.Type, shapes))
            {
                problems.Add($"{type.Name}.{field.Name} gives {resolver.ResultType}, which does not fit {field.Type}.");
            }
            else if (Nullability.Contradiction(resolver, field.Type) is { } contradiction)
            {
                problems.Add($"{type.Name}.{field.Name} {contradiction}");
            }
        }

        foreach (var field in type.Fields)
        {
            if (bound.Resolvers.TryGetValue(field.Name, out var resolver))
            {
                resolver.Guards.InsertRange(0, GuardsOf(field));
            }
            else
            {
                problems.Add($"{type.Name}.{field.Name} has no resolver.");
            }
        }
    }

    /// <summary>What the schema itself says about who may use the field.</summary>
    private IReadOnlyList<Func<FieldContext, GraphQLError?>> GuardsOf(FieldDefinition field)
    {
        try
        {
            return
            [
                .. binding.FieldGuards.Select(guardOf => guardOf(field)).OfType<Func<FieldContext, GraphQLError?>>(),
            ];
        }
        catch (FormatException exception)
        {
            problems.Add(exception.Message);
            return [];
        }
    }

    private AbstractBinding Abstract(NamedType type)
    {
        if (!abstracts.TryGetValue(type.Name, out var bound))
        {
            var possible = schema.PossibleTypes(type).Where(each => objects.ContainsKey(each.Name));
            abstracts[type.Name] = bound = new TypedAbstractBinding(
                type,
                [.. possible.Select(each => objects[each.Name])],
                binding.TypeResolvers.GetValueOrDefault(type.Name)
            );
        }

        return bound;
    }
}

/// <summary>Compares what the C# compiler knows of null with what the schema promises.</summary>
internal static class Nullability
{
    /// <summary>What does not fit, as the end of a sentence; null where all fits.</summary>
    public static string? Contradiction(FieldResolver resolver, GraphQLType type)
    {
        var info = InfoOf(resolver.Origin);
        for (var depth = 0; depth < resolver.ResultDepth && info is not null; depth++)
        {
            info = info.GenericTypeArguments is [var inner] ? inner : null;
        }

        return MayBeNull(resolver.ResultType, info) && type.IsNonNull ? $"may give null, which {type} is not."
            : ItemMayBeNull(resolver.ResultType, info) && type.Nullable is ListType { OfType.IsNonNull: true }
                ? $"may give null inside its list, which {type} does not allow."
            : null;
    }

    private static NullabilityInfo? InfoOf(MemberInfo? origin)
    {
        var context = new NullabilityInfoContext();
        return origin switch
        {
            PropertyInfo property => context.Create(property),
            FieldInfo field => context.Create(field),
            MethodInfo method => context.Create(method.ReturnParameter),
            _ => null,
        };
    }

    private static bool MayBeNull(Type clr, NullabilityInfo? info) =>
        Nullable.GetUnderlyingType(clr) is not null
        || (!clr.IsValueType && info?.ReadState == NullabilityState.Nullable);

    private static bool ItemMayBeNull(Type clr, NullabilityInfo? info)
    {
        if (info is null)
        {
            return clr.IsGenericType
                && clr.GetGenericArguments() is [var item]
                && Nullable.GetUnderlyingType(item) is not null;
        }

        var items = info.ElementType ?? (info.GenericTypeArguments is [var only] ? only : null);
        return items is not null && MayBeNull(items.Type, items);
    }
}
