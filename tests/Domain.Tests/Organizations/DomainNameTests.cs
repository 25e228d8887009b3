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

    [Fact]
    public void A_domain_has_at_most_253_characters_and_a_label_63()
    {
        var label = new string('a', 63);
        var longest = $"{label}.{label}.{label}.{new string('b', 61)}";
        longest.Length.ShouldBe(253);

        DomainName.TryNormalize(longest, out _).ShouldBeTrue();
        DomainName.TryNormalize(longest + ".", out _).ShouldBeTrue();
        DomainName.TryNormalize("c" + longest, out _).ShouldBeFalse();
        DomainName.TryNormalize($"a{label}.example", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("com", true)]
    [InlineData("fr", true)]
    [InlineData("co.uk", true)]
    [InlineData("net.br", true)]
    [InlineData("nyc", false)]
    [InlineData("contoso.uk", false)]
    [InlineData("co.nyc", false)]
    [InlineData("a.co.uk", false)]
    public void A_countrys_registry_sells_under_one_label_or_two(string suffix, bool sells) =>
        DomainName.IsComOrCountrySuffix(suffix).ShouldBe(sells);

    [Theory]
    [InlineData("contoso.co.com", "co.com")]
    [InlineData("mail.contoso.uk", "contoso.uk")]
    [InlineData("co.fr", "co.fr")]
    public void Only_under_a_country_two_labels_are_a_suffix(string domain, string registrable) =>
        DomainName.Registrable(domain).ShouldBe(registrable);

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        var domain = $"{new string('a', 63)}.{new string('b', 63)}.{new string('c', 57)}.example";
        var longest = $"{new string('l', 254 - domain.Length - 1)}@{domain}";
        longest.Length.ShouldBe(254);

        EmailAddress.TryParse(longest, out _).ShouldBeTrue();
        EmailAddress.TryParse("l" + longest, out _).ShouldBeFalse();
        // The same domain is longer in ASCII than as it was written.
        EmailAddress.TryParse(longest.Replace("aaaa", "\u00fcaaa", StringComparison.Ordinal), out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => EmailAddress.Parse("nobody")).Message.ShouldNotBeEmpty();
    }
}
