using System.Linq.Expressions;
using PartnerGraph.Graph.Access;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.Graph.Idempotency;

/// <summary>Fields of payloads that show something once: <c>payload.Secret(answer => answer.TemporaryPassword)</c>.</summary>
internal static class SecretFields
{
    /// <summary>A field that is a member of the payload, and null in a repetition of the answer. It must be nullable in the schema.</summary>
    public static FieldBinding Secret<TPayload, TResult>(
        this ObjectBinding<TPayload> payload,
        Expression<Func<TPayload, TResult>> member
    )
        where TResult : class?
    {
        var name = ((MemberExpression)member.Body).Member.Name;
        var read = member.Compile();
        return payload.Field(
            char.ToLowerInvariant(name[0]) + name[1..],
            (TPayload answer, FieldContext context) =>
            {
                var secret = read(answer);
                if (secret is not null)
                    context.State<RequestState>().Withhold(context.Path);
                return secret;
            }
        );
    }
}
