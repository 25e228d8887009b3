namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>Bytes that are nearly what they were.</summary>
internal static class Mutation
{
    private const string Marks = "{}[]\",:\\ue+-.0\0";

    public static byte[] Of(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var change = random.Next(4); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)Marks[random.Next(Marks.Length)]);
                    break;
                default:
                    bytes.InsertRange(at, bytes.Skip(at).Take(random.Next(30)).ToArray());
                    break;
            }
        }
        return [.. bytes];
    }
}
