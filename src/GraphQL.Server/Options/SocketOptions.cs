using System.ComponentModel.DataAnnotations;

namespace PartnerGraph.GraphQL.Server.Options;

/// <summary>WebSockets (graphql-transport-ws), section <c>GraphQL:Sockets</c>.</summary>
public sealed class SocketOptions
{
    /// <summary>How long a new socket may take to send <c>connection_init</c>; then 4408.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a quiet socket is pinged (RFC 6455 ping frames).</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to a ping may take; then the socket is dropped.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many operations may run on one socket at once; one more is answered with an error.</summary>
    [Range(1, 10_000)]
    public int MaxOperations { get; set; } = 50;

    /// <summary>The largest message in bytes; a larger one closes the socket with 1009.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 256 * 1024;

    /// <summary>How many messages may wait to be sent; then the sources of events wait too.</summary>
    [Range(1, 10_000)]
    public int SendQueue { get; set; } = 32;

    /// <summary>How long a message may wait for the client to read it; then the socket is cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The origins whose pages may open a socket, such as <c>https://portal.example</c>; empty allows all. A client that sends no Origin is no browser and passes.</summary>
    public IList<string> AllowedOrigins { get; set; } = [];
}
