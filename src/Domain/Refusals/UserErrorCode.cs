using System.Text;

namespace PartnerGraph.Domain.Refusals;

/// <summary>What a front-end may switch on; the members are the contract's, in PascalCase.</summary>
public enum UserErrorCode
{
    Required,
    Invalid,
    NotFound,
    Conflict,
    IllegalTransition,
    EmailTaken,
    WebmailAddressRefused,
    MpnProfileInactive,
    MpnCountryMismatch,
    MpnAlreadyLinked,
    MembershipSignInFailed,
    SignInFailed,
    PasswordTooWeak,
    TemporaryPasswordExpired,
    LastGlobalAdmin,
    GlobalAdminRequired,
    InvitationNotFound,
    InvitationExpired,
    InvitationRevoked,
    InvitationAlreadyUsed,
    InvitationNotForYou,
    LinkMissing,
    ConfirmationRequired,
    NoRelationship,
    NoOrderingGrant,
    NoAdministrationGrant,
    AdminAgentRequired,
    QuotaExceeded,
}

/// <summary>Names as the schema spells them: <c>MpnCountryMismatch</c> is <c>MPN_COUNTRY_MISMATCH</c>.</summary>
public static class SchemaName
{
    /// <summary>The SCREAMING_SNAKE_CASE name of an enum member; a digit run starts a word of its own.</summary>
    public static string Of<TEnum>(TEnum member)
        where TEnum : struct, Enum
    {
        var name = member.ToString();
        var builder = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && StartsWord(name[i - 1], name[i]))
            {
                builder.Append('_');
            }

            builder.Append(char.ToUpperInvariant(name[i]));
        }

        return builder.ToString();
    }

    /// <summary>The member of that name; throws for any other text.</summary>
    public static TEnum Read<TEnum>(string name)
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Single(member => string.Equals(Of(member), name, StringComparison.Ordinal));

    private static bool StartsWord(char before, char current) =>
        char.IsUpper(current) || (char.IsDigit(current) && !char.IsDigit(before));
}
