using System.Globalization;
using PartnerGraph.Bench.Delivery;

// Arguments: mails [ROUNDS [MILLISECONDS of the sink for a mail]] | events [SOCKETS...] | bare PORT (the hand-written server, which events starts itself).
var numbers = args.Skip(1).Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
switch (args.FirstOrDefault())
{
    case "mails":
        await MailComparison.RunAsync(
            numbers.ElementAtOrDefault(0) is > 0 and var rounds ? rounds : 3,
            TimeSpan.FromMilliseconds(numbers.ElementAtOrDefault(1))
        );
        break;
    case "events":
        await EventComparison.RunAsync(numbers.Length > 0 ? numbers : [100, 1000]);
        break;
    case "bare":
        await BareBroadcast.RunAsync(numbers[0]);
        break;
    default:
        Console.Error.WriteLine("mails [ROUNDS [MILLISECONDS]] | events [SOCKETS...]");
        break;
}
