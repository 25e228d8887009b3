using System.Linq.Expressions;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Tests.Selections;

public sealed class RowSelectorTests
{
    private static readonly Expression<Func<string, Row>> Full = text => new Row { Text = text, Length = text.Length };

    [Fact]
    public void Only_named_members_are_bound()
    {
        var narrow = RowSelector.Narrow(Full, new HashSet<string> { nameof(Row.Length) }).Compile();
        var row = narrow("four");
        row.Length.ShouldBe(4);
        row.Text.ShouldBeNull();
    }

    [Fact]
    public void A_member_that_the_row_does_not_have_is_named()
    {
        Should
            .Throw<ArgumentException>(() => RowSelector.Narrow(Full, new HashSet<string> { "Colour" }))
            .Message.ShouldContain("Colour");
    }

    [Fact]
    public void The_same_members_give_the_same_expression()
    {
        var selector = new RowSelector<string, Row>(Full);
        var always = new HashSet<string> { nameof(Row.Text) };
        var one = selector.Narrow(new HashSet<string> { nameof(Row.Length), nameof(Row.Text) }, always);
        selector.Narrow(new HashSet<string> { nameof(Row.Length) }, always).ShouldBeSameAs(one);
        selector.Narrow(members: null, always).ShouldBeSameAs(selector.Full);
    }

    private sealed class Row
    {
        public string? Text { get; init; }

        public int Length { get; init; }
    }
}
