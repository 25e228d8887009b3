using System.Diagnostics;
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
    private static readonly VariableCoercionResult NoVariables = new(VariableValues.Empty, []);

    private readonly BoundSchema schema;
    private readonly ExecutorOptions options;
    private readonly DocumentSource documents;
    private readonly OperationPlans plans;
    private readonly OperationCosts costs;
    private readonly OperationExecutor operations;
    private readonly SubscriptionExecutor subscriptions;
    private readonly ByteBoundedCache<OperationPlan, byte[]> introspections = new(16 * 1024 * 1024);

    /// <summary>An executor of a schema.</summary>
    public RequestExecutor(BoundSchema schema, ExecutorOptions? options = null)
    {
        this.schema = schema;
        this.options = options ?? new ExecutorOptions();
        documents = new DocumentSource(schema.Schema, this.options);
        plans = new OperationPlans(schema, this.options);
        costs = new OperationCosts(schema.Schema, this.options);
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
        try
        {
            using var span = Telemetry.Start("graphql.operation");
            return await RunAsync(request, state, services, span, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            var error = ErrorMasking.Of(exception);
            options.Observer?.ResolverFailed(error, exception);
            return Responses.Of(error, ResultKind.RequestError);
        }
    }

    /// <summary>
    /// What a request would do: its kind and the fields of its root, also those that a condition may leave out. Null where the document is
    /// wrong or names no such operation; nothing is executed.
    /// </summary>
    public RequestedOperation? Find(GraphQLRequest request, object? state) =>
        documents.Find(request, state, out _) is { } document
        && document.Operation(request.OperationName, out _) is { } operation
            ? RequestedOperation.Of(document.Document, operation)
            : null;

    /// <summary>
    /// What stands against a request before it is executed (spec 6.1): parsing, validation, variables, limits. Empty where it could run;
    /// <paramref name="operation"/> is then the one that would.
    /// </summary>
    public IReadOnlyList<GraphQLError> Check(
        GraphQLRequest request,
        object? state,
        out OperationDefinitionNode? operation
    )
    {
        operation = null;
        if (documents.Find(request, state, out var errors) is not { } document)
        {
            return errors;
        }

        if (document.Operation(request.OperationName, out var error) is not { } found)
        {
            return [error!];
        }

        var variables = Coerce(found, request, state);
        if (variables.Values is not { } values)
        {
            return variables.Errors;
        }

        if (costs.Find(document, found, values) is { Measure.Errors: { Count: > 0 } tooMuch })
        {
            return tooMuch;
        }

        if (plans.Find(document, found, values, out error) is null)
        {
            return [error!];
        }

        operation = found;
        return [];
    }

    private async ValueTask<ExecutionResult> RunAsync(
        GraphQLRequest request,
        object? state,
        IServiceProvider services,
        Activity? span,
        CancellationToken cancellation
    )
    {
        if (documents.Find(request, state, out var errors) is not { } document)
        {
            return Responses.Of(errors, ResultKind.RequestError);
        }

        if (document.Operation(request.OperationName, out var error) is not { } operation)
        {
            return Responses.Of(error!, ResultKind.RequestError);
        }

        Telemetry.Describe(span, operation);
        if (request.QueriesOnly && operation.Operation != OperationType.Query)
        {
            return Responses.Of(OnlyQueries(operation), ResultKind.MethodNotAllowed);
        }

        var variables = Coerce(operation, request, state);
        if (variables.Values is not { } values)
        {
            return Responses.Of(variables.Errors, ResultKind.RequestError);
        }

        var counted = costs.Find(document, operation, values);
        var extensions = counted?.Extensions;
        if (counted is { Measure.Errors.Count: > 0 })
        {
            return Responses.Of(counted.Measure.Errors, ResultKind.RequestError, extensions);
        }

        if (plans.Find(document, operation, values, out error) is not { } plan)
        {
            return Responses.Of(error!, ResultKind.RequestError, extensions);
        }

        if (plan.AsksIntrospection && !options.IntrospectionAllowed(state))
        {
            return Responses.Of(Introspections.Refusal(plan), ResultKind.RequestError);
        }

        var scope = new RequestScope(state, services, values, cancellation);
        return operation.Operation == OperationType.Subscription && !options.ExecutesSubscriptionsOnce
            ? await subscriptions.SubscribeAsync(plan, scope, extensions)
            : await AnswerAsync(plan, scope, extensions);
    }

    private VariableCoercionResult Coerce(OperationDefinitionNode operation, GraphQLRequest request, object? state) =>
        operation.VariableDefinitions.Length == 0
            ? NoVariables
            : VariableCoercion.Coerce(
                schema.Schema,
                operation.VariableDefinitions,
                request.Variables,
                CoercionOptions.Default with
                {
                    Suggest = options.SuggestionsAllowed(state),
                }
            );

    private static GraphQLError OnlyQueries(OperationDefinitionNode operation) =>
        new($"Can only perform a {OperationNames.Of(operation.Operation)} operation from a POST request.");

    private async ValueTask<ExecutionResult> AnswerAsync(OperationPlan plan, RequestScope scope, byte[]? extensions)
    {
        if (!plan.IsIntrospectionOnly || plan.Operation.VariableDefinitions.Length > 0)
        {
            return await operations.ExecuteAsync(plan, scope, null, extensions);
        }

        if (introspections.Find(plan) is { } known)
        {
            operations.Observe(plan, TimeSpan.Zero, []);
            return new SingleResult(known, [], ResultKind.Executed);
        }

        var result = await operations.ExecuteAsync(plan, scope, null, extensions);
        if (result.Errors.Count == 0)
        {
            // The entry keeps its plan alive, so that counts as well.
            introspections.Add(plan, result.Json.ToArray(), result.Json.Length + plan.EstimatedBytes);
        }

        return result;
    }
}
