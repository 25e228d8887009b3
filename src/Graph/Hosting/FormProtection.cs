using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace PartnerGraph.Graph.Hosting;

/// <summary>
/// Anti-forgery tokens of pages are protected by a key that follows from Links__Key: every instance has the same one, and none is kept in a file.
/// </summary>
internal static class FormProtection
{
    public static void AddFormProtection(this IServiceCollection services, byte[] linksKey)
    {
        services.AddDataProtection().SetApplicationName("PartnerGraph");
        services.Configure<KeyManagementOptions>(options =>
        {
            options.AutoGenerateKeys = false;
            options.XmlRepository = new OneKey(linksKey);
        });
    }

    private sealed class OneKey(byte[] linksKey) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [Key()];

        public void StoreElement(XElement element, string friendlyName) =>
            throw new NotSupportedException("The one key follows from Links__Key; no other is stored.");

        private XElement Key()
        {
            var master = HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                linksKey,
                outputLength: 64,
                info: "PartnerGraph forms"u8.ToArray()
            );
            var id = new Guid(
                HKDF.DeriveKey(
                    HashAlgorithmName.SHA256,
                    linksKey,
                    outputLength: 16,
                    info: "PartnerGraph forms id"u8.ToArray()
                )
            );
            return new XElement(
                "key",
                new XAttribute("id", id),
                new XAttribute("version", 1),
                new XElement("creationDate", "2000-01-01T00:00:00Z"),
                new XElement("activationDate", "2000-01-01T00:00:00Z"),
                new XElement("expirationDate", "9000-01-01T00:00:00Z"),
                new XElement(
                    "descriptor",
                    new XAttribute(
                        "deserializerType",
                        typeof(AuthenticatedEncryptorDescriptorDeserializer).AssemblyQualifiedName!
                    ),
                    new XElement(
                        "descriptor",
                        new XElement("encryption", new XAttribute("algorithm", "AES_256_CBC")),
                        new XElement("validation", new XAttribute("algorithm", "HMACSHA256")),
                        new XElement("masterKey", new XElement("value", Convert.ToBase64String(master)))
                    )
                )
            );
        }
    }
}
