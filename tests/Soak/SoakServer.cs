using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server;
using PartnerGraph.GraphQL.Tests.Differential;
using PartnerGraph.GraphQL.Tests.Validation;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Soak;

/// <summary>The transports over canned values, on a port of this machine. Whatever it logs as an error is a failure.</summary>
internal sealed class SoakServer : IAsyncDisposable
{
    private readonly WebApplication running;
    private readonly ErrorLog log;

    private SoakServer(WebApplication app, ErrorLog errors)
    {
        running = app;
        log = errors;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Url = new Uri($"{addresses.Addresses.Single()}/graphql");
    }

    public Uri Url { get; }

    public IReadOnlyList<string> Errors => log.Lines;

    public static async Task<SoakServer> StartAsync()
    {
        var errors = new ErrorLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(errors);
        builder.Services.AddSingleton(Schema());
        builder.Services.AddGraphQLServer(options => options.AllowGet = true);
        var app = builder.Build();
        app.MapGraphQL();
        await app.StartAsync();
        return new SoakServer(app, errors);
    }

    public ValueTask DisposeAsync() => running.DisposeAsync();

    private static BoundSchema Schema()
    {
        var schema = SchemaBuilder.Build(Animals.Sdl);
        return SchemaBinding.Untyped(
            schema,
            new UntypedResolvers
            {
                Resolve = new CannedValues(schema).Resolve,
                Loads = field => CannedValues.ModeOf(field) == 1,
                Batches = field => CannedValues.ModeOf(field) == 2,
                Subscribe = Events,
            }
        );
    }

    private static async IAsyncEnumerable<object?> Events(FieldContext context)
    {
        for (var number = 0; number < 3; number++)
        {
            await Task.Yield();
            yield return new Dictionary<string, object?>(StringComparer.Ordinal);
        }
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        private readonly List<string> lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (lines)
                {
                    return [.. lines];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            lock (lines)
            {
                lines.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose() { }
    }
}
