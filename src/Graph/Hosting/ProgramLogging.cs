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
        // These write request paths, and a link's path holds its secret (R80): no configuration switches them on.
        foreach (
            var category in (string[])
                [
                    "Microsoft.AspNetCore.Hosting.Diagnostics",
                    "Microsoft.AspNetCore.Routing",
                    "Microsoft.AspNetCore.StaticFiles",
                ]
        )
            logging.AddFilter(category, LogLevel.Warning);
    }
}
