namespace PartnerGraph.Graph.Hosting;

/// <summary>
/// What a proxy says of its client counts only where the operator has said that there is one. Where one seems to stand there all the same, the
/// log says so, once: the limits of an address and the trail's origins then look at the proxy.
/// </summary>
internal static partial class UnknownProxy
{
    /// <summary>With it ASP.NET Core takes the client's address and scheme from the proxy, before anything here sees the request.</summary>
    private const string Trusted = "ForwardedHeaders_Enabled";

    private static readonly string[] Says = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"];

    public static void UseUnknownProxyWarning(this WebApplication app)
    {
        if (string.Equals(app.Configuration[Trusted], "true", StringComparison.OrdinalIgnoreCase))
            return;
        var isTold = false;
        app.Use(
            (context, next) =>
            {
                if (
                    !Volatile.Read(ref isTold)
                    && Array.Find(Says, context.Request.Headers.ContainsKey) is { } header
                    && !Interlocked.Exchange(ref isTold, true)
                )
                    LogUnknown(app.Logger, header);
                return next(context);
            }
        );
    }

    // The header's value may be an address, and anybody can make it up.
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A request carries {Header}, and no proxy is trusted: it is not heeded. Behind a proxy that sets it, ASPNETCORE_FORWARDEDHEADERS_ENABLED=true is needed. This is said once."
    )]
    private static partial void LogUnknown(ILogger log, string header);
}
