using System.Runtime.CompilerServices;
using Xunit;

namespace PartnerGraph.TestKit;

/// <summary>
/// Text snapshots beside the tests: Class.Member[.name].snapshot.txt. A difference writes *.received.txt next to it and fails;
/// whoever agrees renames the file, or runs once with PARTNERGRAPH_ACCEPT_SNAPSHOTS=1.
/// </summary>
public static class Snapshot
{
    public const string AcceptVariable = "PARTNERGRAPH_ACCEPT_SNAPSHOTS";

    public static void Match(
        string actual,
        string? name = null,
        string extension = "txt",
        [CallerFilePath] string file = "",
        [CallerMemberName] string member = ""
    )
    {
        var stem = Path.Combine(
            Folder(file),
            $"{Path.GetFileNameWithoutExtension(file)}.{member}{(name is null ? "" : "." + name)}"
        );
        var expectedPath = $"{stem}.snapshot.{extension}";
        var receivedPath = $"{stem}.received.{extension}";
        var received = Normalized(actual);

        if (string.Equals(Environment.GetEnvironmentVariable(AcceptVariable), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(expectedPath, received);
            File.Delete(receivedPath);
            return;
        }

        var expected = File.Exists(expectedPath) ? Normalized(File.ReadAllText(expectedPath)) : null;
        if (string.Equals(expected, received, StringComparison.Ordinal))
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail(
            expected is null
                ? $"There is no {Path.GetFileName(expectedPath)} yet; what came is in {receivedPath}."
                : $"{Path.GetFileName(expectedPath)} differs {FirstDifference(expected, received)}; what came is in {receivedPath}."
        );
    }

    private static string Normalized(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    /// <summary>A deterministic build may have replaced the repository's root by "/_".</summary>
    private static string Folder(string file) =>
        file.StartsWith("/_/", StringComparison.Ordinal)
            ? Path.GetDirectoryName(RepositoryRoot.At(file[3..]))!
            : Path.GetDirectoryName(file)!;

    private static string FirstDifference(string expected, string received)
    {
        var left = expected.Split('\n');
        var right = received.Split('\n');
        var line = 0;
        while (
            line < left.Length
            && line < right.Length
            && string.Equals(left[line], right[line], StringComparison.Ordinal)
        )
        {
            line++;
        }
        var was = line < left.Length ? left[line] : "(end)";
        var came = line < right.Length ? right[line] : "(end)";
        return $"at line {line + 1}:\n  expected: {was}\n  received: {came}\n";
    }
}
