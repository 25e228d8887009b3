using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Options;

/// <summary>How the engine is reached (GraphQL over HTTP); plain values are read from the configuration section <c>GraphQL</c>, then code may set more.</summary>
public sealed partial class GraphQLServerOptions
{
    /// <summary>The configuration section: <c>GraphQL__AllowGet</c> and so on.</summary>
    public const string Section = "GraphQL";

    /// <summary>Whether GET may carry a query's text (GraphQL over HTTP, GET); a trusted document may be asked for by GET in any case.</summary>
    public bool AllowGet { get; set; }

    /// <summary>Whether a request must name a trusted document: then no text of a client's own runs.</summary>
    public bool TrustedDocumentsOnly { get; set; }

    /// <summary>A folder of trusted documents, one <c>*.graphql</c> file each, read once at start; null for none.</summary>
    public string? TrustedDocumentsFolder { get; set; }

    /// <summary>The largest request body in bytes; a larger one is 413.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The deepest nesting of a request's JSON.</summary>
    [Range(8, 512)]
    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>Whether the anonymous may ask for the schema, too (spec 4).</summary>
    public bool AnonymousIntrospection { get; set; }

    /// <summary>Server-Sent Events.</summary>
    public EventStreamOptions Streams { get; set; } = new();

    /// <summary>WebSockets.</summary>
    public SocketOptions Sockets { get; set; } = new();

    /// <summary>How often a running subscription's caller is checked by <see cref="StillAllowed"/> besides before each event.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan RecheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stopping server waits for its streams and sockets to say goodbye.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Says who sends an HTTP request (also one that opens an event stream), after it was read and before it runs.</summary>
    public Func<HttpContext, CancellationToken, ValueTask<Admission>> AdmitRequest { get; set; } =
        static (_, _) => ValueTask.FromResult(Admission.Admit(state: null));

    /// <summary>
    /// Says who opened a socket, from the payload of its <c>connection_init</c> (graphql-transport-ws; undefined where there is none). Null
    /// asks <see cref="AdmitRequest"/> with the socket's own HTTP request.
    /// </summary>
    public Func<HttpContext, JsonElement, CancellationToken, ValueTask<Admission>>? AdmitSocket { get; set; }

    /// <summary>
    /// Whether the caller with this state may go on: asked before each event of a subscription, before each operation on a socket, and every
    /// <see cref="RecheckInterval"/>. "No" closes a socket with 4403 and completes a stream.
    /// </summary>
    public Func<object?, CancellationToken, ValueTask<bool>>? StillAllowed { get; set; }

    /// <summary>The trusted documents; null takes those of <see cref="TrustedDocumentsFolder"/>.</summary>
    public ITrustedDocuments? TrustedDocuments { get; set; }

    /// <summary>
    /// Whether the caller with this state is known by name: such callers may ask for the schema and get names suggested in error messages
    /// ("Did you mean …"). Nobody is, unless the application says so.
    /// </summary>
    public Func<object?, bool> IsSignedIn { get; set; } = static _ => false;

    /// <summary>The executor's options as they follow from the values here, for an application to add what no configuration can say (spec 6.1).</summary>
    public Func<ExecutorOptions, ExecutorOptions> Executor { get; set; } = static options => options;
}
