using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using PartnerGraph.TestKit;

namespace PartnerGraph.TestHosts;

/// <summary>
/// A folder with package.json, package-lock.json, .npmrc and scripts, installed by its lock file into a cache in the folder for temporary
/// files: once per lock file and machine, whatever the number of test processes. The repository itself stays clean.
/// </summary>
public sealed class NodePackages
{
    private static readonly string[] Manifests = ["package.json", "package-lock.json", ".npmrc"];

    private NodePackages(string node, string scripts)
    {
        Node = node;
        Scripts = scripts;
    }

    /// <summary>The program.</summary>
    public string Node { get; }

    /// <summary>The scripts as they are now, where they find the installed packages.</summary>
    public string Scripts { get; }

    /// <summary>Installs; the calling test skips (or fails in CI) where Node or npm is missing or the packages cannot be had.</summary>
    public static async Task<NodePackages> RequiredAsync(string folder)
    {
        var node = Require.Program("node");
        var npm = Require.Program("npm");
        var manifests = Manifests.Select(name => Path.Combine(folder, name)).Where(File.Exists).ToArray();
        var home = Path.Combine(
            Path.GetTempPath(),
            $"partnergraph-node-{Environment.UserName}",
            await HashAsync(manifests)
        );
        Directory.CreateDirectory(home);
        await InstallAsync(npm, manifests, home);
        return new NodePackages(node, await CopyScriptsAsync(folder, home));
    }

    private static async Task InstallAsync(string npm, string[] manifests, string home)
    {
        var done = Path.Combine(home, "installed");
        using var held = await LockAsync(Path.Combine(home, "lock"));
        if (File.Exists(done))
        {
            return;
        }
        foreach (var manifest in manifests)
        {
            File.Copy(manifest, Path.Combine(home, Path.GetFileName(manifest)), overwrite: true);
        }
        var start = new ProcessStartInfo(npm)
        {
            WorkingDirectory = home,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "ci", "--ignore-scripts", "--no-audit", "--no-fund" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Require.That(
            process.ExitCode == 0,
            $"npm ci ended with {process.ExitCode}: {await output} {await errors}".ReplaceLineEndings(" ")
        );
        await File.WriteAllTextAsync(done, "");
    }

    /// <summary>Scripts lie below the installed packages, each state of them in a folder of its own: nobody overwrites what another process runs.</summary>
    private static async Task<string> CopyScriptsAsync(string folder, string home)
    {
        var scripts = Directory.GetFiles(folder, "*.mjs").Order(StringComparer.Ordinal).ToArray();
        var target = Path.Combine(home, await HashAsync(scripts));
        using var held = await LockAsync(Path.Combine(home, "lock"));
        Directory.CreateDirectory(target);
        foreach (var script in scripts)
        {
            File.Copy(script, Path.Combine(target, Path.GetFileName(script)), overwrite: true);
        }
        return target;
    }

    private static async Task<string> HashAsync(string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(await File.ReadAllBytesAsync(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (patience.Elapsed < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(50);
            }
        }
    }
}
