using System.Diagnostics.CodeAnalysis;

namespace PartnerGraph.Graph.Access;

/// <summary>"Bearer" and one token of visible ASCII (RFC 6750, section 2.1).</summary>
public static class BearerToken
{
    private const string Scheme = "Bearer ";
    private const int Longest = 8 * 1024;

    public static bool TryRead(string authorization, [NotNullWhen(true)] out string? token)
    {
        token = null;
        if (authorization.Length > Longest || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var text = authorization.AsSpan(Scheme.Length).Trim(' ');
        if (text.IsEmpty || text.ContainsAnyExceptInRange('!', '~'))
            return false;
        token = text.ToString();
        return true;
    }
}
