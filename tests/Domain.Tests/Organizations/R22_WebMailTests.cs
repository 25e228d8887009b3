using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Tests.Organizations;

public sealed class R22_WebMailTests
{
    [Theory]
    [InlineData("gmail.com")]
    [InlineData("googlemail.com")]
    [InlineData("GMail.COM")]
    [InlineData("gmail.com.")]
    [InlineData("mail.gmail.com")]
    [InlineData("ｇｍａｉｌ.com")]
    [InlineData("yahoo.com")]
    [InlineData("yahoo.fr")]
    [InlineData("yahoo.co.uk")]
    [InlineData("yahoo.com.br")]
    [InlineData("eu.yahoo.co.jp")]
    [InlineData("ymail.com")]
    [InlineData("rocketmail.com")]
    [InlineData("icloud.com")]
    [InlineData("me.com")]
    [InlineData("mac.com")]
    [InlineData("aol.com")]
    [InlineData("aol.de")]
    [InlineData("aol.co.uk")]
    [InlineData("outlook.com")]
    [InlineData("outlook.es")]
    [InlineData("outlook.com.au")]
    [InlineData("hotmail.com")]
    [InlineData("hotmail.co.uk")]
    [InlineData("live.com")]
    [InlineData("live.nl")]
    [InlineData("msn.com")]
    [InlineData("mail.ru")]
    [InlineData("yandex.ru")]
    public void Web_mail_services_and_their_aliases_are_known(string domain) =>
        WebMailDomains.Default.Contains(domain).ShouldBeTrue();

    [Theory]
    [InlineData("contoso.example")]
    [InlineData("gmail.com.contoso.example")]
    [InlineData("notgmail.com")]
    [InlineData("gmail-partners.com")]
    [InlineData("yahoo.contoso.com")]
    [InlineData("live.nyc")]
    [InlineData("home.com")]
    [InlineData("some.co.uk")]
    [InlineData("not a domain")]
    public void Other_domains_are_not(string domain) => WebMailDomains.Default.Contains(domain).ShouldBeFalse();

    [Fact]
    public void The_list_is_configuration()
    {
        var own = new WebMailDomains(["Почта.example", "post.*"]);

        own.Contains(EmailAddress.Parse("a@xn--80a1acny.example")).ShouldBeTrue();
        own.Contains("post.co.at").ShouldBeTrue();
        own.Contains("gmail.com").ShouldBeFalse();
    }

    [Theory]
    [InlineData("*")]
    [InlineData("no domain")]
    [InlineData("@gmail.com")]
    [InlineData("")]
    public void A_wrong_entry_is_refused(string entry) =>
        Should.Throw<ArgumentException>(() => new WebMailDomains([entry]));
}
