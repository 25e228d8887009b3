using System.Collections.Frozen;

namespace PartnerGraph.GraphQL.Server.TrustedDocuments;

/// <summary>Trusted documents held in memory, each under the hash of its text (GraphQL over HTTP, documentId).</summary>
public sealed class DocumentSet(IEnumerable<string> documents)
{
    private readonly FrozenDictionary<string, string> documents = documents
        .Distinct(StringComparer.Ordinal)
        .ToFrozenDictionary(DocumentId.Of, StringComparer.Ordinal);

    /// <summary>No documents at all.</summary>
    public static DocumentSet Empty { get; } = new([]);

    /// <summary>The documents of a folder and its subfolders, one <c>*.graphql</c> file each, as they are now.</summary>
    public static DocumentSet FromFolder(string folder) =>
        new(Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories).Select(File.ReadAllText));

    /// <summary>The text of the document with this id; null where there is none (GraphQL over HTTP, documentId).</summary>
    public string? Find(string documentId) => documents.GetValueOrDefault(documentId);
}
