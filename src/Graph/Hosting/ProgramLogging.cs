namespace PartnerGraph.Graph.Hosting;

/// <summary>What is logged, and what never is.</summary>
internal static class ProgramLogging
{
    public static void AddProgramLogging(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        logging.NeverLogPaths();
    }
}
