namespace PartnerGraph.Persistence.Databases;

/// <summary>A database setting that cannot work; the message is a sentence for whoever starts the program.</summary>
public sealed class DatabaseSettingsException(string message) : Exception(message);
