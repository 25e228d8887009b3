using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Incentives;

namespace PartnerGraph.Domain.Tests.Incentives;

/// <summary>R77: months and the file.</summary>
public sealed class IncentiveReportTests
{
    [Fact]
    public void R77_A_period_is_cut_into_months_in_UTC()
    {
        var months = IncentivePeriod.Months(At(2026, 10, 15), At(2026, 12, 3));

        months
            .Select(month => (month.Name, month.From, month.Until))
            .ShouldBe([
                ("2026-10", At(2026, 10, 15), At(2026, 11, 1)),
                ("2026-11", At(2026, 11, 1), At(2026, 12, 1)),
                ("2026-12", At(2026, 12, 1), At(2026, 12, 3)),
            ]);
        var inMoscow = new DateTimeOffset(2026, 11, 1, 1, 0, 0, TimeSpan.FromHours(3));
        IncentivePeriod.Months(inMoscow, At(2026, 11, 1)).ShouldHaveSingleItem().Name.ShouldBe("2026-10");
    }

    [Fact]
    public void A_period_that_does_not_go_forward_has_no_months_and_a_long_one_is_known_to_be_too_long()
    {
        IncentivePeriod.Months(At(2026, 1, 1), At(2026, 1, 1)).ShouldBeEmpty();
        IncentivePeriod.Months(At(2026, 2, 1), At(2026, 1, 1)).ShouldBeEmpty();
        IncentivePeriod.Months(At(2024, 1, 1), At(2026, 1, 1)).Count.ShouldBe(24);
        IncentivePeriod.Months(At(2000, 1, 1), At(2026, 1, 1)).Count.ShouldBe(IncentivePeriod.MaximumMonths + 1);
    }

    [Fact]
    public void R77_The_file_is_RFC_4180_and_no_cell_is_a_formula()
    {
        var csv = IncentiveCsv.Write([
            Line("Plain", "Office 365"),
            Line("Söhne, \"Wir\"", "=HYPERLINK(\"x\")"),
            Line("+49", "-1"),
            Line("@SUM(A1)", "two\r\nlines"),
            Line("\tTab", ""),
        ]);

        csv.ShouldBe(
            string.Concat(
                "month,mpnId,reseller,offer,productFamily,orders,licenses,customers\r\n",
                "2026-11,4711,Plain,Office 365,OFFICE_365,1,20,3\r\n",
                "2026-11,4711,\"Söhne, \"\"Wir\"\"\",\"'=HYPERLINK(\"\"x\"\")\",OFFICE_365,1,20,3\r\n",
                "2026-11,4711,'+49,'-1,OFFICE_365,1,20,3\r\n",
                "2026-11,4711,'@SUM(A1),\"two\r\nlines\",OFFICE_365,1,20,3\r\n",
                "2026-11,4711,'\tTab,,OFFICE_365,1,20,3\r\n"
            )
        );
    }

    private static IncentiveLine Line(string reseller, string offer) =>
        new("2026-11", "4711", reseller, offer, ProductFamily.Office365, 1, 20, 3);

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
