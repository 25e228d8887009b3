using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Tests.Refusals;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t")]
    public void Blank_text_is_missing(string? text) => TextRules.Line(text).ShouldBe(new ValueRequired());

    [Theory]
    [InlineData("Contoso\r\nBcc: all@contoso.example")]
    [InlineData("Contoso\nX")]
    [InlineData("a\0b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u0085b")]
    public void A_line_holds_no_line_break(string text) => TextRules.Line(text).ShouldBe(new ControlCharacterRefused());

    [Fact]
    public void A_line_has_a_sane_length()
    {
        TextRules.Line(new string('a', TextRules.NameLength)).ShouldBeNull();
        TextRules.Line(new string('a', TextRules.NameLength + 1)).ShouldBe(new ValueTooLong(TextRules.NameLength));
    }

    [Fact]
    public void Paragraphs_may_break_lines_but_hold_no_other_control_character()
    {
        TextRules.Paragraphs("one\r\n\ttwo", 100).ShouldBeNull();
        TextRules.Paragraphs("bell\a", 100).ShouldBe(new ControlCharacterRefused());
        TextRules.Paragraphs(" ", 100).ShouldBe(new ValueRequired());
        TextRules.Paragraphs("12345", 4).ShouldBe(new ValueTooLong(4));
    }

    [Theory]
    [InlineData("https://contoso.example/a", true)]
    [InlineData("http://contoso.example", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("/relative", false)]
    public void A_web_address_is_absolute_http(string text, bool fine) =>
        (TextRules.WebAddress(new Uri(text, UriKind.RelativeOrAbsolute)) is null).ShouldBe(fine);
}
