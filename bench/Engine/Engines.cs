using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Bench.Engine;

/// <summary>The engine as a server uses it: the request is an object, the answer is bytes.</summary>
internal sealed class Engines : IServiceProvider
{
    private readonly RequestExecutor executor = new(
        new SchemaBinding()
            .Query(query => query.Field("customers", _ => Rows.All))
            .Object<CustomerRow>(
                "Customer",
                type =>
                {
                    type.Field(row => row.Id);
                    type.Field(row => row.Name);
                    type.Field(row => row.Country);
                    type.Field(row => row.Active);
                    type.Field(row => row.Subscriptions);
                }
            )
            .Object<SubscriptionRow>(
                "License",
                type =>
                {
                    type.Field(row => row.Id);
                    type.Field(row => row.Offer);
                    type.Field(row => row.Quantity);
                }
            )
            .Build(SchemaBuilder.Build(Rows.Sdl))
    );

    private readonly RequestExecutor loading = new(
        new SchemaBinding()
            .Query(query =>
                query.FieldAsync(
                    "customers",
                    async _ =>
                    {
                        await Task.CompletedTask;
                        return Rows.All;
                    }
                )
            )
            .Object<CustomerRow>(
                "Customer",
                type =>
                {
                    type.Field(row => row.Id);
                    type.Field(row => row.Name);
                    type.Field(row => row.Country);
                    type.Field(row => row.Active);
                    type.Batch<SubscriptionRow[]>(
                        "subscriptions",
                        (parents, _) =>
                            Task.FromResult<IReadOnlyList<SubscriptionRow[]>>([
                                .. parents.Select(parent => parent.Subscriptions),
                            ])
                    );
                }
            )
            .Object<SubscriptionRow>(
                "License",
                type =>
                {
                    type.Field(row => row.Id);
                    type.Field(row => row.Offer);
                    type.Field(row => row.Quantity);
                }
            )
            .Build(SchemaBuilder.Build(Rows.Sdl))
    );

    private int cold;

    private static readonly DocumentNode Document = Parser.Parse(Rows.Query);
    private static readonly GraphQLRequest Request = new() { Query = Rows.Query };
    private static readonly GraphQLRequest Smallest = new() { Query = "{ __typename }" };

    /// <summary>A document nobody asked before: parsed, validated, planned and run.</summary>
    public int RunCold() => Run(executor, new GraphQLRequest { Query = $"query Q{++cold} {Rows.Query}" });

    public int Plan() =>
        new Planner(executor.Schema, Document, VariableValues.Empty, 20_000)
            .Plan((OperationDefinitionNode)Document.Definitions[0])
            .RunCount;

    public int Run() => Run(executor, Request);

    public int RunLoading() => Run(loading, Request);

    public int RunSmallest() => Run(executor, Smallest);

    public byte[] Answer()
    {
        using var result = (SingleResult)executor.ExecuteAsync(Request, null, this).AsTask().GetAwaiter().GetResult();
        return result.Json.ToArray();
    }

    public object? GetService(Type serviceType) => null;

    private int Run(RequestExecutor engine, GraphQLRequest request)
    {
        var pending = engine.ExecuteAsync(request, null, this);
        if (!pending.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The benchmark's resolvers do not wait.");
        }

        using var result = (SingleResult)pending.Result;
        return result.Json.Length;
    }
}
