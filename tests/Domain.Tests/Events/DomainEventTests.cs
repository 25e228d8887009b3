using System.Reflection;
using PartnerGraph.Domain.Events;

namespace PartnerGraph.Domain.Tests.Events;

public sealed class DomainEventTests
{
    [Fact]
    public void Every_event_has_a_stable_name_of_its_own_and_every_name_an_event()
    {
        var names = Constants(typeof(EventNames));
        var told = Kinds().Select(kind => Sample(kind).Name).ToList();

        told.ShouldBeUnique();
        told.ShouldBe(names, ignoreOrder: true);
    }

    [Fact]
    public void Facts_stand_under_known_names_only()
    {
        var known = Constants(typeof(FactNames));

        Kinds().SelectMany(kind => Sample(kind).Facts.Keys).Distinct().ShouldAllBe(name => known.Contains(name));
    }

    [Fact]
    public void Every_event_concerns_somebody() => Kinds().ShouldAllBe(kind => Sample(kind).Concerns.Count > 0);

    [Fact]
    public void Event_names_never_change_their_spelling() =>
        string.Join('\n', Constants(typeof(EventNames)).Order(StringComparer.Ordinal))
            .ShouldBe(
                """
                administration.actingBegan
                administration.approved
                administration.declined
                administration.ended
                administration.expired
                administration.expiring
                administration.extended
                administration.extensionRequested
                administration.granted
                administration.requested
                customer.accessEnded
                customer.accessGranted
                customer.invited
                enrollment.statusChanged
                enrollment.verificationRequested
                invitation.accepted
                invitation.declined
                invitation.deliveryFailed
                invitation.expired
                invitation.reminded
                invitation.revoked
                invitation.sent
                invitation.viewed
                lead.changed
                license.assigned
                license.unassigned
                order.submitted
                organization.profileChanged
                partnership.actingBegan
                partnership.administrationRemoved
                partnership.ended
                partnership.established
                partnership.invited
                person.linkRequested
                serviceRequest.changed
                subscription.cancelled
                subscription.quantityChanged
                subscription.reactivated
                subscription.suspended
                supportTicket.changed
                user.added
                user.deactivated
                user.reactivated
                user.rolesChanged
                webhook.failing
                webhook.stopped
                """
            );

    private static List<string> Constants(Type type) =>
        [
            .. type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!),
        ];

    private static IEnumerable<Type> Kinds() =>
        typeof(DomainEvent)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DomainEvent)) && !type.IsAbstract);

    private static DomainEvent Sample(Type kind) => (DomainEvent)Made(kind);

    private static object Made(Type type)
    {
        if (type.IsValueType)
            return Activator.CreateInstance(type)!;
        if (type.IsInterface && type.GetGenericArguments() is [var item])
        {
            var list = Array.CreateInstance(item, 1);
            list.SetValue(Made(item), 0);
            return list;
        }

        if (type == typeof(string))
            return "";
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Made(parameter.ParameterType))]);
    }
}
