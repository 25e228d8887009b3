using System.Collections.Concurrent;
using System.Reflection;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Audit;

/// <summary>Who does what, from where, as the request tells it.</summary>
internal static class Acts
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> IdsOf = new();

    /// <param name="input">Its ids alone are looked at; nothing else of it is kept.</param>
    public static Act Of(string action, object? input, RequestState request)
    {
        var caller = request.Caller;
        return new Act(action, KindOf(caller), caller?.Name ?? "")
        {
            User = caller?.ActorUser,
            Organization = caller?.ActorOrganization,
            OnBehalfOf = caller?.OnBehalfOf,
            Origin = Origin.Of(request.RemoteAddress),
            Named = input is null ? [] : Named(input),
        };
    }

    private static ActorKind KindOf(Caller? caller) =>
        caller is null ? ActorKind.Anonymous
        : caller.ApiToken is not null ? ActorKind.ApiToken
        : ActorKind.User;

    private static List<NamedSubject> Named(object input)
    {
        var named = new List<NamedSubject>();
        foreach (var property in IdsOf.GetOrAdd(input.GetType(), IdProperties))
        {
            if (GlobalId.TryParse((string?)property.GetValue(input), out var kind, out var id))
                named.Add(new NamedSubject(kind.ToString(), id));
        }
        return named;
    }

    private static PropertyInfo[] IdProperties(Type input) =>
        [
            .. input
                .GetProperties()
                .Where(property =>
                    property.PropertyType == typeof(string) && property.Name.EndsWith("Id", StringComparison.Ordinal)
                ),
        ];
}
