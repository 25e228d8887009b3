using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Users;

/// <summary>
/// NIST 800-63B-4: length and a block list, no composition rules, no rotation. 15 is its minimum (3.1.1.2) where the password is the only
/// factor, as it is here.
/// </summary>
public sealed class PasswordRules
{
    public const int MinimumLength = 15;
    public const int MaximumLength = 256;

    private readonly HashSet<string> _blocked;

    /// <param name="blocked">Passwords everybody tries; compared without regard to case.</param>
    public PasswordRules(IEnumerable<string> blocked) =>
        _blocked = new HashSet<string>(blocked, StringComparer.OrdinalIgnoreCase);

    /// <param name="own">What names the account: address, its local part, full name, organization.</param>
    public Outcome Check(string? password, params IReadOnlyCollection<string> own)
    {
        // Counted as a person counts: a code point is one character.
        var length = (password ?? "").EnumerateRunes().Count();
        if (length < MinimumLength)
        {
            return new PasswordTooShort(MinimumLength);
        }

        if (length > MaximumLength)
        {
            return new PasswordTooLong(MaximumLength);
        }

        var isGuessed = Guesses(password!)
            .Any(guess =>
                _blocked.Contains(guess)
                || own.Any(name => string.Equals(name, guess, StringComparison.OrdinalIgnoreCase))
            );
        return isGuessed || password!.Distinct().Count() <= 2 ? new PasswordTooCommon() : Outcome.Done;
    }

    // What people do to a common password to make it longer: repeat it, and put digits and signs behind or before it.
    private static IEnumerable<string> Guesses(string password)
    {
        yield return password;
        var word = password.Trim([.. "0123456789!?.,;:-_*+#$%&@= "]).ToLowerInvariant();
        yield return word;
        for (var part = 1; part <= word.Length / 2; part++)
        {
            var unit = word[..part];
            if (word.Length % part == 0 && word == string.Concat(Enumerable.Repeat(unit, word.Length / part)))
            {
                yield return unit;
            }
        }
    }
}

/// <summary>R38: a temporary password only sets a new one, and not for ever.</summary>
public sealed record TemporaryPasswordPolicy(TimeSpan Lifetime)
{
    public static readonly TemporaryPasswordPolicy Default = new(TimeSpan.FromDays(7));

    public Outcome Check(DateTimeOffset issuedAt, DateTimeOffset now) =>
        now >= issuedAt + Lifetime ? new TemporaryPasswordExpired(issuedAt + Lifetime) : Outcome.Done;

    /// <summary>A reset shows a new one only where this organization is the person's sole membership; else a link is mailed.</summary>
    public static bool MayShow(int membershipsOfPerson) => membershipsOfPerson <= 1;
}
