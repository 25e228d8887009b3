using System.Globalization;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Localization;
using PartnerGraph.GraphQL.Binding;

namespace PartnerGraph.Graph.Schema;

/// <summary>The section "Values" and "Errors" of the schema: scalars and types that every capability uses.</summary>
internal static class ValueTypes
{
    /// <summary>RFC 3339 in UTC with milliseconds.</summary>
    public const string DateTimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void Bind(SchemaBinding schema)
    {
        schema.Scalar("DateTime", ParseDateTime, WriteDateTime);
        schema.Scalar("EmailAddress", EmailAddress.Parse, address => address.Value);
        schema.Scalar("CountryCode", CountryCode.Parse, country => country.Value);
        schema.Scalar("URL", ParseUrl, url => url.AbsoluteUri);
        schema.Enum<Language>("Language");
        schema.Enum<UserErrorCode>("UserErrorCode");

        schema.Object<Address>(
            "Address",
            type =>
            {
                type.Field(address => address.Line1);
                type.Field(address => address.Line2);
                type.Field(address => address.City);
                type.Field(address => address.Region);
                type.Field(address => address.PostalCode);
                type.Field(address => address.Country);
            }
        );
        schema.Object<Contact>(
            "Contact",
            type =>
            {
                type.Field(contact => contact.FullName);
                type.Field(contact => contact.Email);
                type.Field(contact => contact.Phone);
            }
        );
        schema.Input<Address>("AddressInput");
        schema.Input<Contact>("ContactInput");
        schema.Object<Refusal>(
            "UserError",
            type =>
            {
                type.Field(refusal => refusal.Code);
                type.Field(
                    "message",
                    (refusal, context) => Messages.Of(context.State<RequestState>().Language, refusal)
                );
                type.Field("path", refusal => refusal.Path.Count == 0 ? null : refusal.Path);
            }
        );
    }

    private static DateTimeOffset ParseDateTime(string text) =>
        // An offset is needed: a time without one means something else in every country.
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && text.Length >= 20
        && text[10] is 'T' or 't'
        && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            ? time.ToUniversalTime()
            : throw new FormatException(
                "A DateTime is written as RFC 3339 with an offset, such as 2026-11-22T09:30:00Z."
            );

    private static string WriteDateTime(DateTimeOffset time) =>
        time.ToUniversalTime().ToString(DateTimeFormat, CultureInfo.InvariantCulture);

    private static Uri ParseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && text.Length <= 2000
            ? url
            : throw new FormatException("A URL is absolute and begins with http:// or https://.");
}
