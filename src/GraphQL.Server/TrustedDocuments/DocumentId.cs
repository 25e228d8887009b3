using System.Security.Cryptography;
using System.Text;

namespace PartnerGraph.GraphQL.Server.TrustedDocuments;

/// <summary>Ids of trusted documents: the SHA-256 of the text's UTF-8 bytes (GraphQL over HTTP, documentId).</summary>
public static class DocumentId
{
    internal const string Prefix = "sha256:";

    /// <summary>The id of a document: <c>sha256:</c> and 64 lower-case hex digits.</summary>
    public static string Of(string document) =>
        Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}
