using System.Collections.Immutable;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Idempotency;

namespace PartnerGraph.Graph.Access;

/// <summary>
/// What every resolver knows of its request: <c>context.State&lt;RequestState&gt;()</c>. On a socket and a stream it lives long: the caller is
/// then read anew before each event, so that resolvers decide by the roles of that moment.
/// </summary>
/// <param name="caller">Null for the anonymous.</param>
/// <param name="asked">The best of Accept-Language.</param>
/// <param name="remoteAddress">For throttling alone; never logged.</param>
/// <param name="token">What the caller was recognized by, so that it can be asked for again.</param>
public sealed class RequestState(Caller? caller, Language asked, string? remoteAddress = null, string? token = null)
{
    private readonly RequestState? connection;
    private volatile Caller? current = caller;
    private event Action? callerRead;
    private ImmutableList<ImmutableArray<object>> withheld = [];
    private ImmutableList<DeniedMutation> denied = [];

    private RequestState(RequestState connection, Language asked)
        : this(null, asked, connection.RemoteAddress, connection.Token) => this.connection = connection;

    /// <summary>The one event that this operation is told, for a webhook; null for everybody who follows by themselves.</summary>
    public StoredEvent? Delivered { get; init; }

    public Caller? Caller => current ?? connection?.Caller;

    /// <summary>The caller's own, else what the request asks for (R78).</summary>
    public Language Language => Caller?.Language ?? asked;

    public string? RemoteAddress => remoteAddress;

    /// <summary>The caller of a field whose permission excludes the anonymous.</summary>
    public Caller SignedIn =>
        Caller
        ?? throw new InvalidOperationException("The field's permission lets the anonymous in: it has no caller.");

    internal string? Token => token;

    /// <summary>What the header Idempotency-Key of an HTTP request says; null without one.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The claim that the operation's changes are made under; null for one that came without a key.</summary>
    public RequestClaim? Claim { get; set; }

    /// <summary>Where in the answer secrets stand, which no repetition of it shows.</summary>
    public IReadOnlyList<ImmutableArray<object>> Withheld => withheld;

    /// <summary>The mutations of this operation that the caller may not use.</summary>
    public IReadOnlyList<DeniedMutation> Denied => denied;

    public void Withhold(ImmutableArray<object> path) =>
        ImmutableInterlocked.Update(ref withheld, all => all.Add(path));

    public void NoteDenied(string mutation, string code) =>
        ImmutableInterlocked.Update(ref denied, all => all.Add(new DeniedMutation(mutation, code)));

    /// <summary>
    /// The state of one operation on a connection: it sees the connection's caller of each moment, and what it signs in as stays its own.
    /// </summary>
    public RequestState ForOperation() => new(this, asked) { IdempotencyKey = IdempotencyKey };

    /// <summary>The rest of the operation reads as the account that it has just signed in to, or made.</summary>
    public void SignedInAs(Caller known) => current = known;

    /// <summary>Calls back whenever the connection's caller was read anew, until disposed: an operation that lasts looks at its permission then.</summary>
    public IDisposable OnCallerRead(Action look)
    {
        var source = connection ?? this;
        source.callerRead += look;
        return new Listening(source, look);
    }

    internal void CallerIsNow(Caller known)
    {
        current = known;
        callerRead?.Invoke();
    }

    private sealed class Listening(RequestState source, Action look) : IDisposable
    {
        public void Dispose() => source.callerRead -= look;
    }
}

/// <summary>A mutation that was asked for without the right to it, and the code that told so.</summary>
public sealed record DeniedMutation(string Name, string Code);
