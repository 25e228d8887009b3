using System.Globalization;

namespace PartnerGraph.Graph.Commands;

/// <summary>
/// A command's own arguments, taken out one after the other. What is left must be settings ("--Name:Part=value"); anything else is refused by name.
/// </summary>
public sealed class Arguments(IEnumerable<string> args)
{
    private readonly List<string> left = [.. args];

    public bool Take(string flag) => left.Remove(flag);

    public int TakeNumber(string name, int otherwise, int atMost)
    {
        var text = TakeText(name);
        if (text is null)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= atMost
            ? number
            : throw new WrongArgumentException(
                $"The argument {name} must be a whole number from 0 to {atMost}, and \"{text}\" is not."
            );
    }

    public string? TakePlain()
    {
        var at = left.FindIndex(a => !a.StartsWith("--", StringComparison.Ordinal));
        return at < 0 ? null : TakeAt(at);
    }

    /// <summary>The settings that remain, in the form that the configuration reads.</summary>
    public string[] Settings()
    {
        foreach (var argument in left)
        {
            if (!argument.StartsWith("--", StringComparison.Ordinal) || !argument.Contains('='))
                throw new WrongArgumentException(
                    $"The argument \"{argument}\" is unknown; settings are written --Name:Part=value."
                );
        }
        return [.. left.Select(a => a.Replace("__", ":", StringComparison.Ordinal))];
    }

    /// <summary>A value written "--name value" or "--name=value"; null where the name is not there.</summary>
    public string? TakeText(string name)
    {
        var joined = left.FindIndex(a => a.StartsWith(name + "=", StringComparison.Ordinal));
        if (joined >= 0)
            return TakeAt(joined)[(name.Length + 1)..];
        var at = left.IndexOf(name);
        if (at < 0)
            return null;
        if (at + 1 >= left.Count)
            throw new WrongArgumentException($"The argument {name} needs a value.");
        var value = TakeAt(at + 1);
        left.RemoveAt(at);
        return value;
    }

    private string TakeAt(int index)
    {
        var value = left[index];
        left.RemoveAt(index);
        return value;
    }
}
