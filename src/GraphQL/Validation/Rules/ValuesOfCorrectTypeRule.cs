using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Literals are values of the type that their place expects (spec 5.6.1, 5.6.2, 5.6.4).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type"/>
internal sealed class ValuesOfCorrectTypeRule(ValidationContext context) : ValidationRule(context)
{
    /// <summary>A list or object that was judged as a whole: what is in it is not looked at.</summary>
    private ValueNode? judged;

    public override void Attach()
    {
        Walk.OnEnter<ListValueNode>(CheckList);
        Walk.OnLeave<ListValueNode>(Leave);
        Walk.OnEnter<ObjectValueNode>(CheckObject);
        Walk.OnLeave<ObjectValueNode>(Leave);
        Walk.OnEnter<ObjectFieldNode>(CheckField);
        Walk.OnEnter<NullValueNode>(CheckNull);
        Walk.OnEnter<EnumValueNode>(CheckLeaf);
        Walk.OnEnter<IntValueNode>(CheckLeaf);
        Walk.OnEnter<FloatValueNode>(CheckLeaf);
        Walk.OnEnter<StringValueNode>(CheckLeaf);
        Walk.OnEnter<BooleanValueNode>(CheckLeaf);
    }

    private void CheckList(ListValueNode list)
    {
        if (judged is null && Walk.ParentInputType?.Nullable is not ListType)
        {
            CheckLeaf(list);
            judged = list;
        }
    }

    private void CheckObject(ObjectValueNode @object)
    {
        if (judged is not null)
        {
            return;
        }

        if (Walk.InputType?.Named is not InputObjectType type)
        {
            CheckLeaf(@object);
            judged = @object;
            return;
        }

        var given = @object.Fields.Select(field => field.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            if (field.IsRequired && !given.Contains(field.Name))
            {
                Report($"Field \"{type}.{field}\" of required type \"{field.Type}\" was not provided.", @object);
            }
        }

        if (type.IsOneOf)
        {
            CheckOneOf(@object, type, given);
        }
    }

    private void CheckOneOf(ObjectValueNode @object, InputObjectType type, HashSet<string> given)
    {
        if (given.Count != 1)
        {
            Report($"OneOf Input Object \"{type}\" must specify exactly one key.", @object);
        }
        else if (@object.Fields[^1].Value is NullValueNode)
        {
            Report($"Field \"{type}.{@object.Fields[^1].Name}\" must be non-null.", @object);
        }
    }

    private void CheckField(ObjectFieldNode field)
    {
        if (judged is null && Walk is { InputType: null, ParentInputType.Named: InputObjectType type })
        {
            var name = field.Name.Value;
            Report(
                $"Field \"{name}\" is not defined by type \"{type}\".{Context.DidYouMean(name, type.Fields.Select(known => known.Name))}",
                field
            );
        }
    }

    private void CheckNull(NullValueNode node)
    {
        if (judged is null && Walk.InputType is NonNullType type)
        {
            ReportType(type, node);
        }
    }

    private void CheckLeaf(ValueNode value)
    {
        if (judged is not null || Walk.InputType is not { } type)
        {
            return;
        }

        switch (type.Named)
        {
            case ScalarType scalar:
                CheckScalar(value, scalar, type);
                break;
            case EnumType @enum:
                CheckEnum(value, @enum);
                break;
            default:
                ReportType(type, value);
                break;
        }
    }

    private void CheckEnum(ValueNode value, EnumType type)
    {
        var text = Printer.Print(value);
        if (value is EnumValueNode && type.Values.Find(text) is not null)
        {
            return;
        }

        var problem =
            value is EnumValueNode
                ? $"Value \"{text}\" does not exist in \"{type}\" enum."
                : $"Enum \"{type}\" cannot represent non-enum value: {text}.";
        Report(problem + Context.DidYouMean("the enum value", text, type.Values.Select(known => known.Name)), value);
    }

    /// <summary>What a scalar says itself is told; failures that it did not word are not.</summary>
    private void CheckScalar(ValueNode value, ScalarType scalar, GraphQLType type)
    {
        try
        {
            scalar.Coercion.ParseLiteral(value, null);
        }
        catch (GraphQLException refused)
        {
            var error = refused.Error;
            Context.Report(
                error.Locations.IsEmpty ? error with { Locations = GraphQLError.At("", value).Locations } : error
            );
        }
        catch (Exception failure)
            when (failure is FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            ReportType(type, value);
        }
    }

    private void ReportType(GraphQLType type, ValueNode value) =>
        Report($"Expected value of type \"{type}\", found {Printer.Print(value)}.", value);

    private void Leave(ValueNode value)
    {
        if (ReferenceEquals(judged, value))
        {
            judged = null;
        }
    }
}
