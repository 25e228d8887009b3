using System.Data.Common;
using System.Text.RegularExpressions;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>From EF Core's "select 1 from tenancy.table as t where …" to the condition, as a policy of the table takes it.</summary>
internal static partial class PolicyCondition
{
    public static string Of(DbCommand command, string table, Guid anybody)
    {
        var parts = Statement().Match(command.CommandText);
        if (!parts.Success)
        {
            throw new InvalidOperationException($"The filter of {table} makes no condition: {command.CommandText}");
        }
        // A policy knows its row by the table's name alone.
        var own = parts.Groups["alias"].Value + ".";
        var tenants = Tenants(command, table, anybody);
        var condition = Words()
            .Replace(
                parts.Groups["condition"].Value,
                word => word.Value == own ? $"{table}." : tenants.GetValueOrDefault(word.Value, word.Value)
            );
        return Spaces().Replace(condition, " ").Trim();
    }

    /// <summary>A policy has no parameters: what is not the tenant has to stand in the filter as a constant.</summary>
    private static Dictionary<string, string> Tenants(DbCommand command, string table, Guid anybody)
    {
        var tenants = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DbParameter parameter in command.Parameters)
        {
            if (!Equals(parameter.Value, anybody))
            {
                throw new InvalidOperationException(
                    $"The filter of {table} compares with {parameter.ParameterName}: a policy knows the current organization alone."
                );
            }
            tenants.Add("@" + parameter.ParameterName.TrimStart('@'), TenantPolicies.CurrentTenant);
        }
        return tenants;
    }

    [GeneratedRegex(
        @"^\s*select\s+1\s+from\s+\S+\s+as\s+(?<alias>\w+)\s+where\s+(?<condition>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Statement();

    // Texts in quotes whole, so that nothing within them is taken for a name; names with the dot behind them; parameters.
    [GeneratedRegex(@"'(?:[^']|'')*'|(?<![\w.])\w+\.|@\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
