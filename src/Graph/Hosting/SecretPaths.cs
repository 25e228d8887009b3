namespace PartnerGraph.Graph.Hosting;

/// <summary>A link's path holds its secret (R80): what the framework logs of paths is not logged, whatever the configuration asks for.</summary>
internal static class SecretPaths
{
    /// <summary>Its scope, around every other line of a request, holds the path: only to be had without the category.</summary>
    private const string Scope = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>They name paths in their lines below Warning.</summary>
    private static readonly string[] Talkative =
    [
        "Microsoft.AspNetCore.HttpLogging",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
        "Microsoft.AspNetCore.StaticFiles",
    ];

    public static void NeverLogPaths(this ILoggingBuilder logging) =>
        logging.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            // Of all rules that fit the narrowest counts alone: so each of them gets the condition.
            var rules = options.Rules.ToList();
            options.Rules.Clear();
            options.Rules.Add(new LoggerFilterRule(null, null, options.MinLevel, (_, name, at) => MayLog(name, at)));
            foreach (var rule in rules)
                options.Rules.Add(Guarded(rule));
        });

    private static LoggerFilterRule Guarded(LoggerFilterRule rule) =>
        new(
            rule.ProviderName,
            rule.CategoryName,
            rule.LogLevel,
            (provider, category, level) =>
                MayLog(category, level) && (rule.Filter is null || rule.Filter(provider, category, level))
        );

    private static bool MayLog(string? category, LogLevel level) =>
        category is null
        || (
            !category.Equals(Scope, StringComparison.OrdinalIgnoreCase)
            && (
                level >= LogLevel.Warning
                || !Talkative.Any(name => category.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            )
        );
}
