using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Audit;
using PartnerGraph.GraphQL.Binding;

namespace PartnerGraph.Graph.Schema;

internal static class MutationBinding
{
    /// <summary>Binds a mutation with its input and payload types: <c>acceptInvitation</c> has AcceptInvitationInput and AcceptInvitationPayload.</summary>
    public static SchemaBinding Mutation<TMutation, TInput, TPayload>(
        this SchemaBinding schema,
        string name,
        Action<ObjectBinding<TPayload>>? payload = null
    )
        where TMutation : class, IMutation<TInput, TPayload>
        where TPayload : Payload
    {
        var typeName = char.ToUpperInvariant(name[0]) + name[1..];
        var hasInput = typeof(TInput) != typeof(NoInput);
        if (hasInput)
        {
            schema.Input<TInput>(typeName + "Input");
        }

        schema.Object<TPayload>(
            typeName + "Payload",
            type =>
            {
                type.Field("errors", answer => answer.Errors);
                payload?.Invoke(type);
            }
        );
        var create = ActivatorUtilities.CreateFactory<TMutation>([]);
        return schema.Mutation(root =>
            root.FieldAsync(
                name,
                context =>
                    context
                        .Services.GetRequiredService<MutationTrail>()
                        .RunAsync(
                            name,
                            create(context.Services, []),
                            hasInput ? context.Input<TInput>() : (TInput)(object)NoInput.Value,
                            context.State<RequestState>(),
                            context.Cancellation
                        )
            )
        );
    }
}
