namespace PartnerGraph.Graph.Commands;

/// <summary>Ends the command with exit code 2. The message is one full sentence that names the argument.</summary>
public sealed class WrongArgumentException(string message) : Exception(message);
