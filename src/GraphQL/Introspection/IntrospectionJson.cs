using System.Buffers;
using System.Text;
using System.Text.Json;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Introspection;

/// <summary>
/// Writes what the full introspection query answers about a schema, without running one (spec 4.2): the <c>data</c> of the response.
/// As in that query, a type inside more than nine wrappers is cut off.
/// </summary>
public static class IntrospectionJson
{
    private const int MostWrappers = 9;

    /// <summary>The JSON as text, with all descriptions.</summary>
    public static string Write(Schema schema) => Write(schema, descriptions: true);

    /// <summary>The JSON as text, perhaps without descriptions.</summary>
    public static string Write(Schema schema, bool descriptions)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(schema, descriptions, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The JSON as UTF-8.</summary>
    public static void Write(Schema schema, bool descriptions, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        new Writer(schema, json, descriptions).Write();
    }

    private sealed class Writer(Schema schema, Utf8JsonWriter json, bool descriptions)
    {
        public void Write()
        {
            json.WriteStartObject();
            json.WriteStartObject("__schema");
            Description(schema.Description);
            Root("queryType", schema.QueryType);
            Root("mutationType", schema.MutationType);
            Root("subscriptionType", schema.SubscriptionType);
            List("types", schema.Types, Type);
            List("directives", schema.Directives, Directive);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Root(string name, ObjectType? type)
        {
            if (type is null)
            {
                json.WriteNull(name);
                return;
            }

            json.WriteStartObject(name);
            json.WriteString("name", type.Name);
            json.WriteString("kind", IntrospectionFields.KindOf(type));
            json.WriteEndObject();
        }

        private void Type(NamedType type)
        {
            json.WriteStartObject();
            json.WriteString("kind", IntrospectionFields.KindOf(type));
            json.WriteString("name", type.Name);
            Description(type.Description);
            json.WriteString("specifiedByURL", (type as ScalarType)?.SpecifiedByUrl);
            if (type is InputObjectType input)
            {
                json.WriteBoolean("isOneOf", input.IsOneOf);
            }
            else
            {
                json.WriteNull("isOneOf");
            }

            List("fields", (type as FieldsType)?.Fields, Field);
            List("inputFields", (type as InputObjectType)?.Fields, InputValue);
            List("interfaces", (type as FieldsType)?.DeclaredInterfaces, Reference);
            List("enumValues", (type as EnumType)?.Values, EnumValue);
            List("possibleTypes", type is InterfaceType or UnionType ? schema.PossibleTypes(type) : null, Reference);
            json.WriteEndObject();
        }

        private void Field(FieldDefinition field)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            Description(field.Description);
            List("args", field.Arguments, InputValue);
            json.WritePropertyName("type");
            Reference(field.Type);
            Deprecation(field);
            json.WriteEndObject();
        }

        private void InputValue(InputValue value)
        {
            json.WriteStartObject();
            json.WriteString("name", value.Name);
            Description(value.Description);
            json.WritePropertyName("type");
            Reference(value.Type);
            json.WriteString("defaultValue", IntrospectionFields.DefaultOf(value));
            Deprecation(value);
            json.WriteEndObject();
        }

        private void EnumValue(EnumValueDefinition value)
        {
            json.WriteStartObject();
            json.WriteString("name", value.Name);
            Description(value.Description);
            Deprecation(value);
            json.WriteEndObject();
        }

        private void Directive(DirectiveDefinition directive)
        {
            json.WriteStartObject();
            json.WriteString("name", directive.Name);
            Description(directive.Description);
            json.WriteBoolean("isRepeatable", directive.IsRepeatable);
            List("locations", directive.Locations, json.WriteStringValue);
            List("args", directive.Arguments, InputValue);
            json.WriteEndObject();
        }

        private void Reference(GraphQLType type) => Reference(type, 0);

        private void Reference(GraphQLType type, int depth)
        {
            json.WriteStartObject();
            json.WriteString("kind", IntrospectionFields.KindOf(type));
            json.WriteString("name", (type as NamedType)?.Name);
            if (depth < MostWrappers)
            {
                json.WritePropertyName("ofType");
                if (IntrospectionFields.InsideOf(type) is { } inside)
                {
                    Reference(inside, depth + 1);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndObject();
        }

        private void Deprecation(SchemaMember member)
        {
            json.WriteBoolean("isDeprecated", member.DeprecationReason is not null);
            json.WriteString("deprecationReason", member.DeprecationReason);
        }

        private void Description(string? description)
        {
            if (descriptions)
            {
                json.WriteString("description", description);
            }
        }

        private void List<T>(string name, IReadOnlyList<T>? items, Action<T> write)
        {
            if (items is null)
            {
                json.WriteNull(name);
                return;
            }

            json.WriteStartArray(name);
            foreach (var item in items)
            {
                write(item);
            }

            json.WriteEndArray();
        }
    }
}
