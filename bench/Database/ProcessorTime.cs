using System.Globalization;

namespace PartnerGraph.Bench.Database;

/// <summary>What PostgreSQL's sessions of one database have used of the processors until now, by Linux's own account.</summary>
internal static class ProcessorTime
{
    private const double MillisecondsOfATick = 10;

    public static TimeSpan OfPostgres(string database)
    {
        var ticks = 0L;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                continue;
            }
            try
            {
                // A session calls itself "postgres: user database client …".
                var name = File.ReadAllText(Path.Combine(process, "cmdline")).Split(' ');
                if (name is not ["postgres:", _, var own, ..] || own != database)
                {
                    continue;
                }
                // "pid (name) state ppid …", and a name may hold anything: utime and stime are the 12th and 13th behind it.
                var text = File.ReadAllText(Path.Combine(process, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                ticks +=
                    long.Parse(fields[11], CultureInfo.InvariantCulture)
                    + long.Parse(fields[12], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return TimeSpan.FromMilliseconds(ticks * MillisecondsOfATick);
    }
}
