using PartnerGraph.Domain.Webhooks;

namespace PartnerGraph.Domain.Tests.Webhooks;

public sealed class WebhookUrlTests
{
    [Theory]
    [InlineData("https://hooks.example", "https://hooks.example/")]
    [InlineData("https://hooks.example:443/in", "https://hooks.example/in")]
    [InlineData("https://hooks.example:1024/in", "https://hooks.example:1024/in")]
    [InlineData("https://hooks.example:65535/in?a=b", "https://hooks.example:65535/in?a=b")]
    [InlineData("https://203.0.113.7/in", "https://203.0.113.7/in")]
    public void What_can_be_called_is_taken_in_its_canonical_form(string text, string url)
    {
        WebhookUrl.TryParse(text, allowLoopback: false, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(url);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hooks.example/in")]
    [InlineData("https://hooks.example/a b")]
    [InlineData("https://hooks.example/a\tb")]
    [InlineData("https://hooks.example/\u0000")]
    [InlineData("https://user@hooks.example/")]
    [InlineData("https://user:word@hooks.example/")]
    [InlineData("https://hooks.example/#part")]
    [InlineData("http://hooks.example/")]
    [InlineData("ftp://hooks.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://hooks.example:25/")]
    [InlineData("https://hooks.example:444/")]
    [InlineData("https://hooks.example:1023/")]
    [InlineData("https://intranet/")]
    [InlineData("https://intranet./")]
    [InlineData("https://localhost/")]
    [InlineData("http://localhost:5000/")]
    public void What_must_not_be_called_is_refused(string? text)
    {
        WebhookUrl.TryParse(text, allowLoopback: false, out var parsed).ShouldBeFalse();
        parsed.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://localhost:5000/in", true)]
    [InlineData("http://127.0.0.1:80/in", true)]
    [InlineData("http://hooks.example:5000/in", false)]
    [InlineData("https://localhost:5001/in", false)]
    [InlineData("https://hooks.example/in", true)]
    public void In_development_this_machine_may_be_called_without_encryption(string text, bool taken) =>
        WebhookUrl.TryParse(text, allowLoopback: true, out _).ShouldBe(taken);

    [Fact]
    public void An_address_may_be_as_long_as_the_maximum_and_no_longer()
    {
        const string start = "https://hooks.example/";
        var longest = start + new string('a', WebhookUrl.MaximumLength - start.Length);

        WebhookUrl.TryParse(longest, allowLoopback: false, out _).ShouldBeTrue();
        WebhookUrl.TryParse(longest + "a", allowLoopback: false, out _).ShouldBeFalse();
    }
}
