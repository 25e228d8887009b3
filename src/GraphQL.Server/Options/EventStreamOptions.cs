using System.ComponentModel.DataAnnotations;

namespace PartnerGraph.GraphQL.Server.Options;

/// <summary>Server-Sent Events (graphql-sse), section <c>GraphQL:Streams</c>.</summary>
public sealed class EventStreamOptions
{
    /// <summary>How often a quiet stream sends a comment, so that proxies keep it open.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long an event may wait for the client to read it; then the stream is cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether several operations may share one stream (single connection mode). Reservations live in this process: several instances need sticky routing.</summary>
    public bool SingleConnection { get; set; }

    /// <summary>How many single-connection streams may be reserved or open at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxReservations { get; set; } = 1_000;

    /// <summary>How many operations may run on one single-connection stream at once.</summary>
    [Range(1, 10_000)]
    public int MaxOperations { get; set; } = 50;

    /// <summary>How long a reservation waits for its stream.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ReservationLifetime { get; set; } = TimeSpan.FromSeconds(30);
}
