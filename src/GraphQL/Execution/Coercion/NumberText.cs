using System.Globalization;
using System.Text;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>Writes numbers with the fewest digits that read back the same, in the layout of ECMAScript (spec 3.5.2; messages and literals).</summary>
public static class NumberText
{
    /// <summary>The text of a double: <c>1e+40</c>, <c>0.1</c>, <c>123</c>.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        if (value == 0)
        {
            return "0";
        }

        var (digits, point) = Decompose(Math.Abs(value));
        var text = Layout(digits, point);
        return value < 0 ? "-" + text : text;
    }

    /// <summary>Whether the double has no fraction and is finite.</summary>
    public static bool IsWhole(double value) => double.IsFinite(value) && Math.Floor(value) == value;

    /// <summary>The significant digits, and how many of them (or zeros) stand before the point.</summary>
    private static (string Digits, int Point) Decompose(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? text : text[..mark];
        var power = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var point = (dot < 0 ? mantissa.Length : dot) - (all.Length - digits.Length) + power;
        return (digits.TrimEnd('0'), point);
    }

    private static string Layout(string digits, int point)
    {
        var count = digits.Length;
        if (count <= point && point <= 21)
        {
            return digits + new string('0', point - count);
        }

        if (point is > 0 and <= 21)
        {
            return $"{digits[..point]}.{digits[point..]}";
        }

        if (point is > -6 and <= 0)
        {
            return $"0.{new string('0', -point)}{digits}";
        }

        var power = point - 1;
        var text = new StringBuilder().Append(digits[0]);
        if (count > 1)
        {
            text.Append('.').Append(digits, 1, count - 1);
        }

        text.Append('e').Append(power < 0 ? '-' : '+').Append(Math.Abs(power));
        return text.ToString();
    }
}
