namespace PartnerGraph.Bench.Database;

/// <summary>Who answers over HTTP: the program as a process of its own, or the endpoint by hand.</summary>
internal interface IAnswerer : IAsyncDisposable
{
    HttpClient Client { get; }

    string Path { get; }

    /// <summary>Whose rows it reads.</summary>
    string Database { get; }
}
