using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Tests.Language;

/// <summary>A syntax tree as the conformance cases write it.</summary>
internal sealed class SyntaxJson(bool locations)
{
    public JsonObject Of(SyntaxNode node)
    {
        var json = Members(node);
        json.Insert(0, "kind", node.Kind.ToString());
        if (locations)
        {
            json["loc"] = new JsonObject { ["start"] = node.Location.Start, ["end"] = node.Location.End };
        }

        return json;
    }

    private JsonObject Members(SyntaxNode node) =>
        node switch
        {
            NameNode n => new() { ["value"] = n.Value },
            DocumentNode n => new() { ["definitions"] = All(n.Definitions) },
            ValueNode n => Value(n),
            TypeNode n => Type(n),
            OperationDefinitionNode n => With(n.Description, n.Name)(
                new()
                {
                    ["operation"] = n.Operation.ToString().ToLowerInvariant(),
                    ["variableDefinitions"] = All(n.VariableDefinitions),
                    ["directives"] = All(n.Directives),
                    ["selectionSet"] = Of(n.SelectionSet),
                }
            ),
            FragmentDefinitionNode n => Legacy(n)(
                With(n.Description, n.Name)(
                    new()
                    {
                        ["typeCondition"] = Of(n.TypeCondition),
                        ["directives"] = All(n.Directives),
                        ["selectionSet"] = Of(n.SelectionSet),
                    }
                )
            ),
            VariableDefinitionNode n => With(n.Description, null, n.DefaultValue)(
                new()
                {
                    ["variable"] = Of(n.Variable),
                    ["type"] = Of(n.Type),
                    ["directives"] = All(n.Directives),
                }
            ),
            SelectionSetNode n => new() { ["selections"] = All(n.Selections) },
            FieldNode n => Field(n),
            ArgumentNode n => new() { ["name"] = Of(n.Name), ["value"] = Of(n.Value) },
            ObjectFieldNode n => new() { ["name"] = Of(n.Name), ["value"] = Of(n.Value) },
            DirectiveNode n => new() { ["name"] = Of(n.Name), ["arguments"] = All(n.Arguments) },
            FragmentSpreadNode n => new() { ["name"] = Of(n.Name), ["directives"] = All(n.Directives) },
            InlineFragmentNode n => Inline(n),
            _ => TypeSystem(node),
        };

    private JsonObject Value(ValueNode node) =>
        node switch
        {
            VariableNode n => new() { ["name"] = Of(n.Name) },
            IntValueNode n => new() { ["value"] = n.Value },
            FloatValueNode n => new() { ["value"] = n.Value },
            BooleanValueNode n => new() { ["value"] = n.Value },
            StringValueNode n => new() { ["value"] = n.Value, ["block"] = n.Block },
            EnumValueNode n => new() { ["value"] = n.Value },
            ListValueNode n => new() { ["values"] = All(n.Values) },
            ObjectValueNode n => new() { ["fields"] = All(n.Fields) },
            _ => [],
        };

    private JsonObject Type(TypeNode node) =>
        node switch
        {
            NamedTypeNode n => new() { ["name"] = Of(n.Name) },
            ListTypeNode n => new() { ["type"] = Of(n.Type) },
            NonNullTypeNode n => new() { ["type"] = Of(n.Type) },
            _ => [],
        };

    private JsonObject TypeSystem(SyntaxNode node)
    {
        var json = new JsonObject();
        switch (node)
        {
            case FieldDefinitionNode n:
                json = With(n.Description, n.Name)(json);
                json["arguments"] = All(n.Arguments);
                json["type"] = Of(n.Type);
                json["directives"] = All(n.Directives);
                return json;
            case InputValueDefinitionNode n:
                json = With(n.Description, n.Name, n.DefaultValue)(json);
                json["type"] = Of(n.Type);
                json["directives"] = All(n.Directives);
                return json;
            case EnumValueDefinitionNode n:
                json = With(n.Description, n.Name)(json);
                json["directives"] = All(n.Directives);
                return json;
            case OperationTypeDefinitionNode n:
                json["operation"] = n.Operation.ToString().ToLowerInvariant();
                json["type"] = Of(n.Type);
                return json;
            case DirectiveDefinitionNode n:
                json = With(n.Description, n.Name)(json);
                json["arguments"] = All(n.Arguments);
                json["repeatable"] = n.Repeatable;
                json["locations"] = All(n.Locations);
                return json;
            case TypeDefinitionNode n:
                json = With(n.Description, n.Name)(json);
                break;
            case TypeExtensionNode n:
                json = With(null, n.Name)(json);
                break;
            case SchemaDefinitionNode n:
                json = With(n.Description, null)(json);
                break;
        }

        json["directives"] = All(((DefinitionNode)node).Directives);
        AddParts(node, json);
        return json;
    }

    private void AddParts(SyntaxNode node, JsonObject json)
    {
        switch (node)
        {
            case SchemaDefinitionNode n:
                json["operationTypes"] = All(n.OperationTypes);
                break;
            case SchemaExtensionNode n:
                json["operationTypes"] = All(n.OperationTypes);
                break;
            case ObjectTypeDefinitionNode n:
                (json["interfaces"], json["fields"]) = (All(n.Interfaces), All(n.Fields));
                break;
            case ObjectTypeExtensionNode n:
                (json["interfaces"], json["fields"]) = (All(n.Interfaces), All(n.Fields));
                break;
            case InterfaceTypeDefinitionNode n:
                (json["interfaces"], json["fields"]) = (All(n.Interfaces), All(n.Fields));
                break;
            case InterfaceTypeExtensionNode n:
                (json["interfaces"], json["fields"]) = (All(n.Interfaces), All(n.Fields));
                break;
            case UnionTypeDefinitionNode n:
                json["types"] = All(n.Types);
                break;
            case UnionTypeExtensionNode n:
                json["types"] = All(n.Types);
                break;
            case EnumTypeDefinitionNode n:
                json["values"] = All(n.Values);
                break;
            case EnumTypeExtensionNode n:
                json["values"] = All(n.Values);
                break;
            case InputObjectTypeDefinitionNode n:
                json["fields"] = All(n.Fields);
                break;
            case InputObjectTypeExtensionNode n:
                json["fields"] = All(n.Fields);
                break;
        }
    }

    private JsonObject Field(FieldNode n)
    {
        var json = With(null, n.Name)([]);
        json["arguments"] = All(n.Arguments);
        json["directives"] = All(n.Directives);
        if (n.Alias is { } alias)
        {
            json["alias"] = Of(alias);
        }

        if (n.SelectionSet is { } set)
        {
            json["selectionSet"] = Of(set);
        }

        return json;
    }

    private JsonObject Inline(InlineFragmentNode n)
    {
        var json = new JsonObject { ["directives"] = All(n.Directives), ["selectionSet"] = Of(n.SelectionSet) };
        if (n.TypeCondition is { } condition)
        {
            json["typeCondition"] = Of(condition);
        }

        return json;
    }

    private Func<JsonObject, JsonObject> Legacy(FragmentDefinitionNode n) =>
        json =>
        {
            if (LegacyFragmentVariables)
            {
                json["variableDefinitions"] = All(n.LegacyVariableDefinitions);
            }

            return json;
        };

    public bool LegacyFragmentVariables { get; init; }

    private Func<JsonObject, JsonObject> With(SyntaxNode? description, SyntaxNode? name, SyntaxNode? value = null) =>
        json =>
        {
            foreach (var (key, part) in new[] { ("description", description), ("name", name), ("defaultValue", value) })
            {
                if (part is not null)
                {
                    json[key] = Of(part);
                }
            }

            return json;
        };

    private JsonArray All<T>(ImmutableArray<T> nodes)
        where T : SyntaxNode => new([.. nodes.Select(Of)]);
}
