using System.Runtime.CompilerServices;
using System.Text;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>The JSON of each member of a CLR enum, quotes included.</summary>
internal sealed class EnumTexts<TEnum>
    where TEnum : struct, Enum
{
    private readonly byte[]?[] dense;
    private readonly Dictionary<TEnum, byte[]> sparse;

    public EnumTexts(IReadOnlyDictionary<TEnum, string> names)
    {
        sparse = names.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes($"\"{pair.Value}\""));
        var isDense = Unsafe.SizeOf<TEnum>() == sizeof(int) && names.Keys.All(key => Index(key) is >= 0 and < 256);
        dense = isDense ? new byte[]?[names.Count == 0 ? 0 : names.Keys.Max(Index) + 1] : [];
        if (isDense)
        {
            foreach (var (key, text) in sparse)
            {
                dense[Index(key)] = text;
            }
        }
    }

    public byte[]? Find(TEnum value)
    {
        if (dense.Length > 0)
        {
            var index = (uint)Index(value);
            return index < (uint)dense.Length ? dense[index] : null;
        }

        return sparse.GetValueOrDefault(value);
    }

    private static int Index(TEnum value) => Unsafe.As<TEnum, int>(ref value);
}

/// <summary>A CLR enum as an enum type (spec 3.9).</summary>
internal sealed class EnumPlan<TEnum>(EnumTexts<TEnum> texts, string typeName, bool nonNull) : LeafPlan<TEnum>
    where TEnum : struct, Enum
{
    public override bool Write(TEnum value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (texts.Find(value) is { } text)
        {
            state.Json.Raw(text);
            return true;
        }

        return state.Fail(field, new GraphQLError($"Enum \"{typeName}\" cannot represent value: {value}"), nonNull);
    }
}
