using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace PartnerGraph.TestKit;

/// <summary>
/// Things from outside that a test needs (PostgreSQL, Node, a browser): where one is missing the test skips and says so;
/// with PARTNERGRAPH_REQUIRE_ALL=1, as in CI, it fails instead, so that nothing is called tested that was not.
/// </summary>
public static class Require
{
    public const string Variable = "PARTNERGRAPH_REQUIRE_ALL";

    public static bool Everything =>
        string.Equals(Environment.GetEnvironmentVariable(Variable), "1", StringComparison.Ordinal);

    public static void That([DoesNotReturnIf(false)] bool found, string missing)
    {
        if (found)
        {
            return;
        }
        if (Everything)
        {
            Assert.Fail($"{missing} ({Variable}=1: nothing may be skipped)");
        }
        Assert.Skip(missing);
    }

    /// <summary>The full path of a program on PATH; skips or fails where it is not there.</summary>
    public static string Program(string name)
    {
        var path = FindProgram(name);
        That(path is not null, $"The program '{name}' is not on the PATH.");
        return path;
    }

    public static string? FindProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
