using System.Diagnostics;
using PartnerGraph.TestKit;

namespace PartnerGraph.TestHosts;

/// <summary>PostgreSQL's server programs. They refuse to run as root, so root runs them as the user "postgres".</summary>
internal sealed class PostgresPrograms(string folder)
{
    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    public static PostgresPrograms? Find()
    {
        var onPath = Require.FindProgram("initdb");
        if (onPath is not null)
        {
            return new PostgresPrograms(Path.GetDirectoryName(onPath)!);
        }
        const string debian = "/usr/lib/postgresql";
        var newest = Directory.Exists(debian)
            ? Directory
                .GetDirectories(debian)
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .OrderDescending(StringComparer.Ordinal)
                .FirstOrDefault()
            : null;
        return newest is null ? null : new PostgresPrograms(newest);
    }

    public void PrepareFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (IsRoot)
        {
            Execute("chown", ["postgres:postgres", path]);
        }
    }

    public void Run(string program, params string[] arguments)
    {
        var (exitCode, output) = Execute(program, arguments);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {exitCode}: {output}");
        }
    }

    public bool TryRun(string program, params string[] arguments) => Execute(program, arguments).ExitCode == 0;

    private (int ExitCode, string Output) Execute(string program, string[] arguments)
    {
        var own = Path.Combine(folder, program);
        var start = new ProcessStartInfo
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        if (!File.Exists(own))
        {
            start.FileName = program;
        }
        else if (IsRoot)
        {
            start.FileName = "setpriv";
            foreach (var part in new[] { "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", own })
            {
                start.ArgumentList.Add(part);
            }
        }
        else
        {
            start.FileName = own;
        }
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        // The server started by pg_ctl inherits its output: so only errors are read, and those from a pipe that pg_ctl's log file replaces.
        start.RedirectStandardOutput = !string.Equals(program, "pg_ctl", StringComparison.Ordinal);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if (start.RedirectStandardOutput)
        {
            process.StandardOutput.ReadToEnd();
        }
        process.WaitForExit(TimeSpan.FromMinutes(1));
        var text = errors.Wait(TimeSpan.FromSeconds(1)) ? errors.Result : "";
        return (process.ExitCode, text);
    }
}
