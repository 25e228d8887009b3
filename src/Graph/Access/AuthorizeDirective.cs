using PartnerGraph.Domain.Access;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Access;

/// <summary>
/// <c>@authorize(permission: …)</c> in schema.graphql is the only place that says what a field asks of its caller. What is missing
/// there, or is no value of <c>Permission</c>, stops the start by name.
/// </summary>
public static class AuthorizeDirective
{
    private const string Name = "authorize";

    private static readonly string[] Roots = ["Query", "Mutation", "Subscription"];

    internal static void Bind(SchemaBinding schema) =>
        schema
            .Enum<PermissionName>("Permission")
            .GuardFields(field =>
                PermissionOf(field) is { } permission && permission != Permission.Anonymous
                    ? context => Decide(permission, field, context.State<RequestState>())
                    : null
            );

    /// <summary>Whoever tries a mutation without the right to it leaves that in the audit trail.</summary>
    private static GraphQLError? Decide(Permission permission, FieldDefinition field, RequestState request)
    {
        var denied = permission.Decide(request);
        if (denied is { Code: { } code } && field.DeclaringType.Name == "Mutation")
            request.NoteDenied(field.Name, code);
        return denied;
    }

    /// <summary>What the schema says about the field; null for a field that is for whoever sees its object.</summary>
    public static Permission? PermissionOf(FieldDefinition field) =>
        NameOf(field) is { } name ? PermissionTable.Of(name, ScopeOf(field)) : null;

    /// <summary>The name that stands at the field.</summary>
    public static PermissionName? NameOf(FieldDefinition field)
    {
        var directive = field.AppliedDirectives.FirstOrDefault(applied => applied.Name == Name);
        if (directive is null)
        {
            return Roots.Contains(field.DeclaringType.Name) ? throw Wrong(field, "does not say who may use it") : null;
        }

        return
            directive.Node.Arguments is [{ Value: EnumValueNode { Value: var text } }]
            && Enum.TryParse<PermissionName>(text.Replace("_", "", StringComparison.Ordinal), true, out var name)
            ? name
            : throw Wrong(field, "names a permission that is none");
    }

    private static ApiScope ScopeOf(FieldDefinition field) =>
        field.DeclaringType.Name switch
        {
            "Mutation" => ApiScope.Write,
            "Subscription" => ApiScope.Events,
            _ => ApiScope.Read,
        };

    private static FormatException Wrong(FieldDefinition field, string what) =>
        new(
            $"{field.DeclaringType.Name}.{field.Name} {what}: write @authorize(permission: …) behind its type in schema.graphql, "
                + "with a value of the enum Permission there (what each means: src/Graph/Access/PermissionTable.cs)."
        );
}
