using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Caching;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>
/// Executes requests against a bound schema (spec 6.1): parse, validate, coerce variables, plan, execute, write. One for the whole program;
/// safe for any number of requests at the same time.
/// </summary>
public sealed class RequestExecutor
{
    private readonly BoundSchema schema;
    private readonly ExecutorOptions options;
    private readonly DocumentSource documents;
    private readonly OperationPlans plans;
    private readonly OperationExecutor operations;
    private readonly SubscriptionExecutor subscriptions;
    private readonly ByteBoundedCache<OperationPlan, byte[]> introspections = new(4 * 1024 * 1024);

    /// <summary>An executor of a schema.</summary>
    public RequestExecutor(BoundSchema schema, ExecutorOptions? options = null)
    {
        this.schema = schema;
        this.options = options ?? new ExecutorOptions();
        documents = new DocumentSource(this.options);
        plans = new OperationPlans(schema, this.options);
        operations = new OperationExecutor(schema, this.options);
        subscriptions = new SubscriptionExecutor(operations, this.options);
    }

    /// <summary>The schema that is executed.</summary>
    public BoundSchema Schema => schema;

    /// <summary>
    /// Executes a request. <paramref name="state"/> is the application's own and reaches resolvers by <see cref="FieldContext.State"/>.
    /// Throws only when <paramref name="cancellation"/> asks for it.
    /// </summary>
    public async ValueTask<ExecutionResult> ExecuteAsync(
        GraphQLRequest request,
        object? state,
        IServiceProvider services,
        CancellationToken cancellation = default
    )
    {
        var document = documents.Find(request, state, out var errors);
        if (document is null)
        {
            return Responses.Of(errors, ResultKind.RequestError);
        }

        if (document.Operation(request.OperationName, out var error) is not { } operation)
        {
            return Responses.Of(error!, ResultKind.RequestError);
        }

        if (request.QueriesOnly && operation.Operation != OperationType.Query)
        {
            return Responses.Of(
                new GraphQLError(
                    $"Can only perform a {OperationNames.Of(operation.Operation)} operation from a POST request."
                ),
                ResultKind.MethodNotAllowed
            );
        }

        var variables = VariableCoercion.Coerce(
            schema.Schema,
            operation.VariableDefinitions,
            request.Variables,
            CoercionOptions.Default with
            {
                Suggest = options.SuggestionsAllowed(state),
            }
        );
        if (variables.Values is not { } values)
        {
            return Responses.Of(variables.Errors, ResultKind.RequestError);
        }

        if (plans.Find(document, operation, values, out error) is not { } plan)
        {
            return Responses.Of(error!, ResultKind.RequestError);
        }

        if (plan.AsksIntrospection && !options.IntrospectionAllowed(state))
        {
            return Responses.Of(Introspections.Refusal(plan), ResultKind.RequestError);
        }

        var scope = new RequestScope(state, services, values, cancellation);
        return operation.Operation == OperationType.Subscription && !options.ExecutesSubscriptionsOnce
            ? await subscriptions.SubscribeAsync(plan, scope, null)
            : await AnswerAsync(plan, scope);
    }

    private async ValueTask<ExecutionResult> AnswerAsync(OperationPlan plan, RequestScope scope)
    {
        if (!plan.IsIntrospectionOnly || plan.Operation.VariableDefinitions.Length > 0)
        {
            return await operations.ExecuteAsync(plan, scope, null, null);
        }

        if (introspections.Find(plan) is { } known)
        {
            return new SingleResult(known, [], ResultKind.Executed);
        }

        var result = await operations.ExecuteAsync(plan, scope, null, null);
        if (result.Errors.Count == 0)
        {
            introspections.Add(plan, result.Json.ToArray(), result.Json.Length);
        }

        return result;
    }
}
