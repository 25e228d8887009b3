using FsCheck;
using FsCheck.Fluent;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Tests.Organizations;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("anna@contoso.example", "anna@contoso.example")]
    [InlineData("  Anna.Admin@Contoso.EXAMPLE ", "anna.admin@contoso.example")]
    [InlineData("a+b_c-d'e@sub.contoso.co.uk", "a+b_c-d'e@sub.contoso.co.uk")]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("info@почта.рф", "info@xn--80a1acny.xn--p1ai")]
    public void An_address_has_one_normal_form(string text, string normal)
    {
        EmailAddress.TryParse(text, out var address).ShouldBeTrue();
        address!.Value.ShouldBe(normal);
        EmailAddress.Parse(normal).ShouldBe(address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@contoso.example")]
    [InlineData("anna@")]
    [InlineData("anna@localhost")]
    [InlineData("anna@127.0.0.1")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@contoso.example.")]
    [InlineData("anna@contoso..example")]
    [InlineData("anna@-contoso.example")]
    [InlineData(".anna@contoso.example")]
    [InlineData("anna.@contoso.example")]
    [InlineData("an..na@contoso.example")]
    [InlineData("an na@contoso.example")]
    [InlineData("\"anna\"@contoso.example")]
    [InlineData("anna@b@contoso.example")]
    [InlineData("Anna <anna@contoso.example>")]
    [InlineData("anna@contoso.example\r\nBcc: all@contoso.example")]
    [InlineData("anna\n@contoso.example")]
    [InlineData("anna@contoso.example\n")]
    [InlineData("анна@contoso.example")]
    [InlineData("anna,otto@contoso.example")]
    public void What_is_no_usual_address_is_refused(string? text) => EmailAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Lengths_are_bounded()
    {
        EmailAddress.TryParse(new string('a', 64) + "@contoso.example", out _).ShouldBeTrue();
        EmailAddress.TryParse(new string('a', 65) + "@contoso.example", out _).ShouldBeFalse();
        var longDomain = string.Join('.', Enumerable.Repeat(new string('b', 60), 4)) + ".example";
        EmailAddress.TryParse("a@" + longDomain, out _).ShouldBeTrue();
        EmailAddress.TryParse(new string('a', 20) + "@" + longDomain, out _).ShouldBeFalse();
    }

    [Fact]
    public void Whatever_is_accepted_is_one_line_of_ascii_and_its_own_normal_form() =>
        Prop.ForAll(
                Gen.OneOf(
                        ArbMap.Default.GeneratorFor<string?>(),
                        Gen.Elements("anna", "ANNA", "a\r", "é", "a b")
                            .Zip(Gen.Elements("b.example", "Ü.fr", "b", "b.example\n"))
                            .Select(pair => (string?)$"{pair.Item1}@{pair.Item2}")
                    )
                    .ToArbitrary(),
                text =>
                {
                    if (!EmailAddress.TryParse(text, out var address))
                    {
                        return true;
                    }

                    return address.Value.All(c => c is > ' ' and < '\x7f')
                        && address.Value == address.Value.ToLowerInvariant()
                        && address.Value.Length <= EmailAddress.MaximumLength
                        && EmailAddress.Parse(address.Value) == address;
                }
            )
            .QuickCheckThrowOnFailure();
}
