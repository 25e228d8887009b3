using Microsoft.Extensions.Logging;

namespace PartnerGraph.GraphQL.Server.Operations;

/// <summary>What the transports log: that something failed and where, never a body, a variable or a token.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(1, LogLevel.Error, "A GraphQL request failed outside of its resolvers.")]
    public static partial void RequestFailed(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "Whether a caller may go on could not be found out; the connection ends.")]
    public static partial void CheckFailed(ILogger logger, Exception failure);

    [LoggerMessage(3, LogLevel.Information, "A GraphQL {Transport} was cut off: its client reads too slowly.")]
    public static partial void CutOff(ILogger logger, string transport);

    [LoggerMessage(4, LogLevel.Debug, "A GraphQL socket was closed with {CloseCode}.")]
    public static partial void SocketClosed(ILogger logger, int closeCode);
}
