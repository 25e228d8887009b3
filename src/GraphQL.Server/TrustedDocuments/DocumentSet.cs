using System.Collections.Frozen;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Server.TrustedDocuments;

/// <summary>Trusted documents held in memory, each under the hash of its text (GraphQL over HTTP, documentId).</summary>
public sealed class DocumentSet(IEnumerable<string> documents) : ITrustedDocuments
{
    private readonly FrozenDictionary<string, string> documents = documents
        .Distinct(StringComparer.Ordinal)
        .ToFrozenDictionary(DocumentId.Of, StringComparer.Ordinal);

    /// <summary>The documents of a folder and its subfolders, one <c>*.graphql</c> file each, as they are now.</summary>
    public static DocumentSet FromFolder(string folder) =>
        new(Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories).Select(File.ReadAllText));

    /// <inheritdoc/>
    public string? Find(string documentId) => documents.GetValueOrDefault(documentId);
}
