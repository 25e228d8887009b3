using System.Security.Cryptography;

namespace PartnerGraph.Graph.Sessions;

/// <summary>R35: a password that is read aloud or typed once. 20 of 32 letters and digits, none of which looks like another: 100 bits.</summary>
public static class TemporaryPassword
{
    private const string Characters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int GroupLength = 5;
    private const int Groups = 4;

    public static string New() =>
        string.Join(
            '-',
            Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Characters, GroupLength))
        );
}
