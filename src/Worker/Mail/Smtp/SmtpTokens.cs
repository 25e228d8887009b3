using System.ComponentModel;
using System.Diagnostics;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>
/// Access tokens for XOAUTH2: from a setting, from a file that another program renews, or from a command that prints one. What a
/// command printed is kept until the server refuses it; then the command is asked once more.
/// </summary>
public sealed class SmtpTokens
{
    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(30);

    private readonly Func<CancellationToken, Task<string>> _read;
    private readonly bool _kept;
    private readonly SemaphoreSlim _gate = new(1);
    private string? _last;

    private SmtpTokens(Func<CancellationToken, Task<string>> read, bool kept)
    {
        _read = read;
        _kept = kept;
    }

    public static SmtpTokens Given(string token) => new(_ => Task.FromResult(token), kept: false);

    public static SmtpTokens FromFile(string path) => new(stop => ReadFileAsync(path, stop), kept: false);

    /// <param name="command">The program and its arguments. No shell reads it.</param>
    public static SmtpTokens FromCommand(IReadOnlyList<string> command) =>
        new(stop => RunAsync(command, stop), kept: true);

    /// <param name="refused">The token that the server would not take; null at first.</param>
    /// <returns>Null where there is no other one than the refused.</returns>
    internal async Task<string?> NextAsync(string? refused, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            if (!_kept || _last is null || _last == refused)
                _last = Checked(await _read(stop));
            return _last == refused ? null : _last;
        }
        finally
        {
            _gate.Release();
        }
    }

    public override string ToString() => "(access tokens)";

    private static async Task<string> ReadFileAsync(string path, CancellationToken stop)
    {
        try
        {
            return await File.ReadAllTextAsync(path, stop);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SmtpTokenException("The file of Mail__Smtp__TokenFile could not be read.");
        }
    }

    private static async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(CommandPatience);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start) ?? throw new SmtpTokenException(NoToken);
            try
            {
                // What it complains about may hold secrets: it is read, so that the program does not wait, and forgotten.
                var complaints = process.StandardError.ReadToEndAsync(patience.Token);
                var token = await process.StandardOutput.ReadToEndAsync(patience.Token);
                await complaints;
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 ? token : throw new SmtpTokenException(NoToken);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                stop.ThrowIfCancellationRequested();
                throw new SmtpTokenException("The command of Mail__Smtp__TokenCommand did not end in time.");
            }
        }
        catch (Win32Exception)
        {
            throw new SmtpTokenException("The command of Mail__Smtp__TokenCommand could not be started.");
        }
    }

    private const string NoToken = "The command of Mail__Smtp__TokenCommand failed.";

    // Anything else would end the line of the command that carries it, or its field.
    private static string Checked(string token)
    {
        var trimmed = token.Trim();
        return trimmed.Length > 0 && trimmed.All(c => c is > ' ' and < '\u007F')
            ? trimmed
            : throw new SmtpTokenException("The access token for the mail server is empty or not one word of ASCII.");
    }
}
