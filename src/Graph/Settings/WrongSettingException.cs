namespace PartnerGraph.Graph.Settings;

/// <summary>Stops the start. The message is one full sentence that names the setting as an environment variable is written.</summary>
public sealed class WrongSettingException(string message) : Exception(message);
