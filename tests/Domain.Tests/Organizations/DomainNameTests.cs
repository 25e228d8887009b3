using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Tests.Organizations;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("Contoso.EXAMPLE.", "contoso.example")]
    [InlineData("münchen.example", "xn--mnchen-3ya.example")]
    public void A_domain_has_one_normal_form(string text, string normal)
    {
        DomainName.TryNormalize(text, out var domain).ShouldBeTrue();
        domain.ShouldBe(normal);
    }

    [Theory]
    [InlineData("contoso")]
    [InlineData("contoso..example")]
    [InlineData("..")]
    [InlineData("10.0.0.1")]
    [InlineData("con toso.example")]
    [InlineData("contoso.example:25")]
    [InlineData("con_toso.example")]
    [InlineData(null)]
    public void What_is_no_domain_is_refused(string? text) => DomainName.TryNormalize(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("contoso.com", "contoso.com")]
    [InlineData("mail.eu.contoso.com", "contoso.com")]
    [InlineData("mail.contoso.co.uk", "contoso.co.uk")]
    [InlineData("contoso.co.uk", "contoso.co.uk")]
    [InlineData("co.uk", "co.uk")]
    [InlineData("mail.contoso.com.br", "contoso.com.br")]
    [InlineData("mail.contoso.fr", "contoso.fr")]
    [InlineData("com.contoso.example", "contoso.example")]
    public void The_registrable_part_knows_suffixes_of_two_labels(string domain, string registrable) =>
        DomainName.Registrable(domain).ShouldBe(registrable);
}
