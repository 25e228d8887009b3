namespace PartnerGraph.Domain.Links;

/// <summary>Builds links from the configured public address, never from what a request claims to have called.</summary>
public sealed class LinkAddress
{
    private readonly string _base;

    /// <param name="publicUrl">Absolute, http or https; a path is kept, query and fragment are refused.</param>
    public LinkAddress(Uri publicUrl)
    {
        if (
            !publicUrl.IsAbsoluteUri
            || publicUrl.Scheme is not ("http" or "https")
            || publicUrl.Query + publicUrl.Fragment != ""
        )
        {
            throw new ArgumentException(
                "The public address is an absolute http or https address without query.",
                nameof(publicUrl)
            );
        }

        _base = publicUrl.AbsoluteUri.TrimEnd('/');
    }

    /// <summary><c>/i/{token}</c> for invitations and what else is answered by a signed-in person, <c>/verify/{token}</c> for all that confirms an address.</summary>
    public Uri For(LinkPurpose purpose, LinkSecret secret) =>
        purpose switch
        {
            LinkPurpose.PartnershipInvitation or LinkPurpose.CustomerInvitation or LinkPurpose.AdministrationRequest =>
                new Uri($"{_base}/i/{secret.Token}"),
            LinkPurpose.EnrollmentEmail
            or LinkPurpose.MembershipConsent
            or LinkPurpose.PasswordReset
            or LinkPurpose.PasswordRecovery
            or LinkPurpose.AccountSetUp
            or LinkPurpose.AddressProof => new Uri($"{_base}/verify/{secret.Token}"),
        };
}

/// <summary>How long links live and how soon they may be sent again.</summary>
public sealed record LinkPolicy(TimeSpan VerificationLifetime, TimeSpan InvitationLifetime, TimeSpan ResendCoolDown)
{
    public static readonly LinkPolicy Default = new(
        TimeSpan.FromHours(24),
        TimeSpan.FromDays(7),
        TimeSpan.FromMinutes(1)
    );
}
