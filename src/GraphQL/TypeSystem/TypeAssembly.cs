using System.Collections.Immutable;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>Fills an empty type from the type it replaces, if any, and from its definition and extensions (spec 3.5 to 3.10).</summary>
internal sealed class TypeAssembly(
    NamedType type,
    NamedType? replaced,
    ImmutableArray<DefinitionNode> nodes,
    MemberAssembly members
)
{
    public void Fill()
    {
        var definition = nodes.OfType<TypeDefinitionNode>().FirstOrDefault();

        // A definition takes the place of an older type, an extension adds to it.
        var old = definition is null ? replaced : null;
        type.Description = definition is null ? old?.Description : definition.Description?.Value;
        type.Node = definition ?? old?.Node;
        type.ExtensionNodes = [.. old?.ExtensionNodes ?? [], .. nodes.OfType<TypeExtensionNode>()];
        type.AppliedDirectives =
        [
            .. old?.AppliedDirectives ?? [],
            .. nodes.SelectMany(static node => MemberAssembly.Applied(node.Directives)),
        ];
        switch (type)
        {
            case ScalarType scalar:
                scalar.SpecifiedByUrl = SpecifiedByUrl() ?? (old as ScalarType)?.SpecifiedByUrl;
                break;
            case FieldsType fields:
                FillFields(fields, old as FieldsType);
                break;
            case UnionType union:
                union.DeclaredTypes =
                [
                    .. ((old as UnionType)?.DeclaredTypes ?? []).Select(members.Replace),
                    .. nodes.SelectMany(static node => SdlMembers.UnionTypesOf(node)).Select(members.Named),
                ];
                break;
            case EnumType @enum:
                @enum.Values = MemberAssembly.LastOfEachName([
                    .. (old as EnumType)?.Values ?? MemberMap<EnumValueDefinition>.Empty,
                    .. nodes.SelectMany(static node => SdlMembers.EnumValuesOf(node)).Select(members.EnumValue),
                ]);
                break;
            case InputObjectType input:
                FillInput(input, old as InputObjectType);
                break;
            default:
                throw new InvalidOperationException($"{type} is of no kind that SDL knows.");
        }
    }

    private void FillFields(FieldsType fields, FieldsType? old)
    {
        fields.DeclaredInterfaces =
        [
            .. (old?.DeclaredInterfaces ?? []).Select(members.Replace),
            .. nodes.SelectMany(static node => SdlMembers.InterfacesOf(node)).Select(members.Named),
        ];
        fields.Fields = MemberAssembly.LastOfEachName([
            .. (old?.Fields ?? MemberMap<FieldDefinition>.Empty).Select(field => members.Copy(fields, field)),
            .. nodes.SelectMany(static node => SdlMembers.FieldsOf(node)).Select(node => members.Field(fields, node)),
        ]);
    }

    private void FillInput(InputObjectType input, InputObjectType? old)
    {
        input.IsOneOf =
            old?.IsOneOf == true
            || type.AppliedDirectives.Any(static directive =>
                string.Equals(directive.Name, BuiltInDirectives.OneOf.Name, StringComparison.Ordinal)
            );
        input.Fields = MemberAssembly.LastOfEachName([
            .. (old?.Fields ?? MemberMap<InputValue>.Empty).Select(members.Copy),
            .. nodes
                .SelectMany(static node => SdlMembers.InputFieldsOf(node))
                .Select(node => members.InputValue(node, $"{type.Name}.{node.Name.Value}")),
        ]);
    }

    private string? SpecifiedByUrl() =>
        nodes
            .Select(static node => DirectiveCoercion.Coerce(BuiltInDirectives.SpecifiedBy, node.Directives, null))
            .LastOrDefault(static arguments => arguments is not null)
            ?.Find("url") as string;
}
