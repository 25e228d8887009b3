using PartnerGraph.Domain.Access;

namespace PartnerGraph.Graph.Demo;

/// <summary>The customers of the demo world. Who serves them stands in <see cref="DemoCustomerRelationships"/>.</summary>
public static class DemoCustomers
{
    public static readonly DemoOrganization Bakery = Customer(
        "Rosenheim Bakery Group",
        "DE",
        "rosenheim-bakery.example",
        ["Peter Huber", "Maria Moser", "Thomas Frank"]
    );

    public static readonly DemoOrganization Clinic = Customer(
        "Isar Medical Centre",
        "DE",
        "isar-medical.example",
        ["Sabine Kurz", "Felix Adler"]
    );

    public static readonly DemoOrganization Shipping = Customer(
        "Elbe Shipping",
        "DE",
        "elbe-shipping.example",
        ["Hanna Petersen", "Ole Jansen"]
    );

    public static readonly DemoOrganization Architects = Customer(
        "Spree Architects",
        "DE",
        "spree-architects.example",
        ["Nina Falk"]
    );

    public static readonly DemoOrganization Logistics = Customer(
        "Tulpar Logistics",
        "KZ",
        "tulpar.example",
        ["Ерлан Касымов", "Асель Нурланова"]
    );

    public static readonly DemoOrganization Hotels = Customer(
        "Medeo Hotels",
        "KZ",
        "medeo-hotels.example",
        ["Динара Омарова"]
    );

    public static readonly DemoOrganization Trading = Customer(
        "Silk Road Trading",
        "KZ",
        "silk-road.example",
        ["Тимур Абенов", "Laura Stein"]
    );

    public static readonly DemoOrganization School = Customer(
        "Lakeside School District",
        "US",
        "lakeside-schools.example",
        ["Emma Brooks", "Liam Carter"]
    );

    public static readonly IReadOnlyList<DemoOrganization> All =
    [
        Bakery,
        Clinic,
        Shipping,
        Architects,
        Logistics,
        Hotels,
        Trading,
        School,
    ];

    private static DemoOrganization Customer(string name, string country, string domain, string[] people) =>
        new(
            name,
            country,
            domain,
            MpnId: null,
            [
                .. people.Select(
                    (person, index) =>
                        new DemoPerson(
                            person,
                            $"{(index == 0 ? "admin" : $"user{index}")}@{domain}",
                            AgentRole.NotAnAgent,
                            index == 0 ? AdminRole.GlobalAdmin : AdminRole.NotAnAdmin,
                            index == 0 ? "the customer's own view" : "a customer's user with licenses"
                        )
                ),
            ]
        );
}
