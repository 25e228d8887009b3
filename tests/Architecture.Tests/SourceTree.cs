using PartnerGraph.TestKit;

namespace PartnerGraph.Architecture.Tests;

/// <summary>The source files of a project, read as text: what a rule forbids is forbidden wherever it stands.</summary>
internal static class SourceTree
{
    public static IReadOnlyList<SourceFile> Of(string folder) =>
        [
            .. Directory
                .EnumerateFiles(RepositoryRoot.At(folder), "*.*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'))
                .Where(file =>
                    file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
                )
                .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "Migrations"))
                .Order(StringComparer.Ordinal)
                .Select(file => new SourceFile(file)),
        ];

    /// <summary>Lines of code that mention a word, outside the given folders or files.</summary>
    public static IEnumerable<string> Mentions(string folder, string word, params string[] allowed) =>
        from file in Of(folder)
        where !allowed.Any(prefix => file.Path.StartsWith(prefix, StringComparison.Ordinal))
        from line in file.CodeLines
        where line.Text.Contains(word, StringComparison.Ordinal)
        select $"{file.Path}:{line.Number}";
}

internal sealed record SourceFile(string Path)
{
    public IReadOnlyList<(int Number, string Text)> CodeLines =>
        [
            .. File.ReadAllLines(RepositoryRoot.At(Path))
                .Select((text, index) => (Number: index + 1, Text: text.Trim()))
                .Where(line => !line.Text.StartsWith("//", StringComparison.Ordinal)),
        ];
}
