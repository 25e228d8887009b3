using System.Globalization;
using Xunit;

namespace PartnerGraph.TestKit;

/// <summary>
/// A test of which CI runs a slice and `make soak` the whole: a variable of the environment says how much of it, and what was found is
/// told with the test and, where PARTNERGRAPH_SOAK_LOG names a file, becomes a row of its table.
/// </summary>
public static class SoakPart
{
    public const string Log = "PARTNERGRAPH_SOAK_LOG";

    /// <summary>How much to run.</summary>
    public static int Size(string variable, int slice) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var whole)
            ? whole
            : slice;

    public static void Tell(string part, long count, TimeSpan time, string outcome)
    {
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"| {part} | {count:N0} | {time:hh\\:mm\\:ss} | {outcome} |"
        );
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        if (Environment.GetEnvironmentVariable(Log) is { Length: > 0 } file)
        {
            File.AppendAllText(file, row + "\n");
        }
    }
}
