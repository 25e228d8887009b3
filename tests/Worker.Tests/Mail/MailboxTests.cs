using PartnerGraph.Worker.Mail;

namespace PartnerGraph.Worker.Tests.Mail;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("anna@contoso.example", "anna@contoso.example")]
    [InlineData("Anna.Petrova+x@Contoso.EXAMPLE", "Anna.Petrova+x@contoso.example")]
    [InlineData("анна@пример.рф", "анна@xn--e1afmkfd.xn--p1ai")]
    [InlineData("o'neil@bücher.example", "o'neil@xn--bcher-kva.example")]
    public void Domain_is_kept_in_its_ascii_form(string given, string kept)
    {
        Mailbox.TryParse("", given, out var mailbox).ShouldBeTrue();
        mailbox.Address.ShouldBe(kept);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@contoso.example")]
    [InlineData("anna@")]
    [InlineData("anna@@contoso.example")]
    [InlineData("an na@contoso.example")]
    [InlineData("anna@con toso.example")]
    [InlineData("anna@contoso.example\r\nRCPT TO:<eve@evil.example>")]
    [InlineData("anna\r\n@contoso.example")]
    [InlineData("anna\n.x@contoso.example")]
    [InlineData("anna>@contoso.example")]
    [InlineData("<anna@contoso.example")]
    [InlineData("anna@contoso.example>")]
    [InlineData("anna..b@contoso.example")]
    [InlineData(".anna@contoso.example")]
    [InlineData("anna.@contoso.example")]
    [InlineData("anna@contoso..example")]
    [InlineData("anna@contoso.example.")]
    [InlineData("an\u0000na@contoso.example")]
    [InlineData("an\u2028na@contoso.example")]
    [InlineData("an\u202Ena@contoso.example")]
    [InlineData("an\u0085na@contoso.example")]
    [InlineData("an\u00A0na@contoso.example")]
    [InlineData("anna@conto\u0000so.example")]
    [InlineData("\"anna\"@contoso.example")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@contoso_x.example")]
    public void What_could_say_something_else_to_a_server_is_no_mailbox(string? given) =>
        Mailbox.TryParse("", given, out _).ShouldBeFalse();

    [Fact]
    public void Local_part_longer_than_64_is_no_mailbox() =>
        Mailbox.TryParse("", new string('a', 65) + "@contoso.example", out _).ShouldBeFalse();

    [Theory]
    [InlineData("Partner programme <no-reply@partners.example>", "Partner programme")]
    [InlineData("\"Partner, programme\" <no-reply@partners.example>", "Partner, programme")]
    [InlineData("no-reply@partners.example", "")]
    public void Setting_may_name_the_sender(string given, string name)
    {
        Mailbox.TryParse(given, out var mailbox).ShouldBeTrue();
        mailbox.Name.ShouldBe(name);
        mailbox.Address.ShouldBe("no-reply@partners.example");
    }

    [Fact]
    public void Printing_a_mailbox_or_a_mail_shows_no_address()
    {
        SampleMail.Ordinary.To.ToString().ShouldNotContain("anna", Case.Insensitive);
        SampleMail.Ordinary.ToString().ShouldNotContain("anna", Case.Insensitive);
        $"{SampleMail.Ordinary}".ShouldNotContain("Petrova", Case.Insensitive);
    }
}
