using PartnerGraph.Persistence.Paging;

namespace PartnerGraph.Persistence.Tests.Paging;

public sealed class PageRequestTests
{
    [Theory]
    [InlineData(null, null, 20, false)]
    [InlineData(1, null, 1, false)]
    [InlineData(100, null, 100, false)]
    [InlineData(null, 7, 7, true)]
    public void Sizes_from_1_to_100_are_taken_and_20_is_the_default(int? first, int? last, int size, bool fromEnd)
    {
        PageRequest.TryRead(first, after: null, last, before: null, out var page, out _).ShouldBeTrue();
        page!.Size.ShouldBe(size);
        page.FromEnd.ShouldBe(fromEnd);
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(101, null, null)]
    [InlineData(null, -1, null)]
    [InlineData(5, 5, null)]
    [InlineData(null, null, "")]
    [InlineData(null, null, "not a cursor")]
    [InlineData(null, null, "e30")]
    [InlineData(null, null, "W10")]
    [InlineData(null, null, "W251bGxd")]
    public void All_else_is_told_in_a_sentence(int? first, int? last, string? after)
    {
        PageRequest.TryRead(first, after, last, before: null, out var page, out var problem).ShouldBeFalse();
        page.ShouldBeNull();
        problem.ShouldEndWith(".");
    }

    [Fact]
    public void A_cursor_is_read_back_as_it_was_written()
    {
        var cursor = new PageCursor(["Ева \"x\"", "1"]);
        PageCursor.TryParse(cursor.ToString(), out var read).ShouldBeTrue();
        read!.Keys.ShouldBe(cursor.Keys);
    }
}
