using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>
/// Prints a schema as SDL (spec 3). Of applied directives those that the type system knows are printed: <c>@deprecated</c>,
/// <c>@specifiedBy</c>, <c>@oneOf</c>.
/// </summary>
public static class SchemaPrinter
{
    /// <summary>The whole schema without what every schema has.</summary>
    public static string Print(Schema schema) =>
        Print(
            schema,
            static directive => !BuiltInDirectives.Contains(directive.Name),
            static type => BuiltInScalars.Find(type.Name) is null && !IntrospectionTypes.Contains(type.Name)
        );

    /// <summary>What every schema has: the built-in directives and the types of introspection (spec 3.13, 4.2).</summary>
    public static string PrintIntrospection(Schema schema) =>
        Print(
            schema,
            static directive => BuiltInDirectives.Contains(directive.Name),
            static type => IntrospectionTypes.Contains(type.Name)
        );

    /// <summary>One type (spec 3.4).</summary>
    public static string Print(NamedType type) =>
        type switch
        {
            ScalarType scalar => $"{Description(scalar.Description)}scalar {type.Name}{SpecifiedBy(scalar)}",
            ObjectType @object =>
                $"{Description(type.Description)}type {type.Name}{Implements(@object)}{Fields(@object)}",
            InterfaceType @interface =>
                $"{Description(type.Description)}interface {type.Name}{Implements(@interface)}{Fields(@interface)}",
            UnionType union => $"{Description(type.Description)}union {type.Name}{Members(union)}",
            EnumType @enum => $"{Description(type.Description)}enum {type.Name}{Values(@enum)}",
            InputObjectType input =>
                $"{Description(type.Description)}input {type.Name}{(input.IsOneOf ? " @oneOf" : "")}{Fields(input)}",
            _ => throw new InvalidOperationException($"{type} is of no kind that SDL knows."),
        };

    /// <summary>One directive definition (spec 3.13).</summary>
    public static string Print(DirectiveDefinition directive) =>
        $"{Description(directive.Description)}directive @{directive.Name}{Arguments(directive.Arguments, "")}"
        + $"{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", directive.Locations)}";

    private static string Print(Schema schema, Func<DirectiveDefinition, bool> directives, Func<NamedType, bool> types)
    {
        string?[] parts =
        [
            Definition(schema),
            .. schema.Directives.Where(directives).Select(Print),
            .. schema.Types.Where(types).Select(Print),
        ];
        return string.Join("\n\n", parts.Where(static part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>The schema definition; null where the usual names say the same (spec 3.3.1).</summary>
    private static string? Definition(Schema schema)
    {
        var roots = Enum.GetValues<OperationType>()
            .Where(schema.DeclaredRoots.ContainsKey)
            .Select(operation => (Operation: operation.ToString(), schema.DeclaredRoots[operation].Name))
            .ToArray();
        if (
            schema.Description is null
            && Array.TrueForAll(
                roots,
                static root => string.Equals(root.Operation, root.Name, StringComparison.Ordinal)
            )
        )
        {
            return null;
        }

        var lines = roots.Select(static root => $"  {root.Operation.ToLowerInvariant()}: {root.Name}");
        return $"{Description(schema.Description)}schema {{\n{string.Join('\n', lines)}\n}}";
    }

    private static string Implements(FieldsType type) =>
        type.DeclaredInterfaces.Count == 0
            ? ""
            : $" implements {string.Join(" & ", type.DeclaredInterfaces.Select(static other => other.Name))}";

    private static string Members(UnionType union) =>
        union.DeclaredTypes.Count == 0
            ? ""
            : $" = {string.Join(" | ", union.DeclaredTypes.Select(static type => type.Name))}";

    private static string Values(EnumType type) =>
        Block(
            type.Values.Select(
                static (value, at) =>
                    $"{Description(value.Description, "  ", at == 0)}  {value.Name}{Deprecated(value)}"
            )
        );

    private static string Fields(FieldsType type) =>
        Block(
            type.Fields.Select(
                static (field, at) =>
                    $"{Description(field.Description, "  ", at == 0)}  {field.Name}{Arguments(field.Arguments, "  ")}: {field.Type}{Deprecated(field)}"
            )
        );

    private static string Fields(InputObjectType type) =>
        Block(
            type.Fields.Select(static (field, at) => $"{Description(field.Description, "  ", at == 0)}  {Input(field)}")
        );

    private static string Block(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        return text.Length == 0 ? "" : $" {{\n{text}\n}}";
    }

    private static string Arguments(MemberMap<InputValue> arguments, string indentation)
    {
        if (arguments.Count == 0)
        {
            return "";
        }

        if (arguments.All(static argument => string.IsNullOrEmpty(argument.Description)))
        {
            return $"({string.Join(", ", arguments.Select(Input))})";
        }

        var inner = $"  {indentation}";
        var lines = arguments.Select(
            (argument, at) => $"{Description(argument.Description, inner, at == 0)}{inner}{Input(argument)}"
        );
        return $"(\n{string.Join('\n', lines)}\n{indentation})";
    }

    private static string Input(InputValue value)
    {
        var @default = IntrospectionFields.DefaultOf(value) is { } literal ? $" = {literal}" : "";
        return $"{value.Name}: {value.Type}{@default}{Deprecated(value)}";
    }

    private static string Deprecated(SchemaMember member) =>
        member.DeprecationReason switch
        {
            null => "",
            BuiltInDirectives.DefaultDeprecationReason => " @deprecated",
            var reason => $" @deprecated(reason: {QuotedString.Print(reason)})",
        };

    private static string SpecifiedBy(ScalarType type) =>
        type.SpecifiedByUrl is null ? "" : $" @specifiedBy(url: {QuotedString.Print(type.SpecifiedByUrl)})";

    /// <summary>A description on lines of its own, with an empty line before it unless it opens a block.</summary>
    private static string Description(string? description, string indentation = "", bool first = true)
    {
        if (description is null)
        {
            return "";
        }

        var text = BlockString.IsPrintable(description)
            ? BlockString.Print(description)
            : QuotedString.Print(description);
        var before = indentation.Length > 0 && !first ? $"\n{indentation}" : indentation;
        return $"{before}{text.Replace("\n", $"\n{indentation}", StringComparison.Ordinal)}\n";
    }
}
