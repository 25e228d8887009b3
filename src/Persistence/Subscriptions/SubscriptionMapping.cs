using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Subscriptions;

internal sealed class SubscriptionMapping
    : IEntityTypeConfiguration<Offer>,
        IEntityTypeConfiguration<Order>,
        IEntityTypeConfiguration<CustomerSubscription>
{
    public void Configure(EntityTypeBuilder<Offer> offer)
    {
        offer.ToTable("offers");
        offer.HasKey(row => row.Id);
        offer.Property(row => row.Code).HasMaxLength(Offer.CodeLength);
        offer.Property(row => row.Name).HasMaxLength(200);
        offer.Property<string>(ModelConventions.SearchText).IsRequired();
        offer.HasIndex(row => row.Code).IsUnique();
        offer.HasIndex(row => new { row.Name, row.Id });
    }

    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("orders");
        order.HasKey(row => row.Id);
        BelongsTo<Order>(order, nameof(Order.CustomerId));
        BelongsTo<Order>(order, nameof(Order.ResellerId));
        BelongsTo<Order>(order, nameof(Order.SubmittedById));
        order.HasIndex(row => new { row.CustomerId, row.Id });
        order.HasIndex(row => new { row.ResellerId, row.Id });
        order.OwnsMany(
            row => row.Lines,
            line =>
            {
                line.ToTable("order_lines");
                line.WithOwner().HasForeignKey("OrderId");
                line.HasKey("OrderId", nameof(OrderLine.Number));
                line.Property(row => row.Number).ValueGeneratedNever();
                line.Property(row => row.ResellerMpnId).HasMaxLength(50);
                line.HasOne<Offer>().WithMany().HasForeignKey(row => row.OfferId).OnDelete(DeleteBehavior.Restrict);
                line.HasIndex(row => row.SubscriptionId).IsUnique();
            }
        );
        order.Navigation(row => row.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<CustomerSubscription> subscription)
    {
        subscription.ToTable(
            "customer_subscriptions",
            // The last word, should a statement ever forget to ask.
            table =>
                table.HasCheckConstraint("ck_customer_subscriptions_assigned", "assigned >= 0 and assigned <= quantity")
        );
        subscription.HasKey(row => row.Id);
        subscription.Property(row => row.ResellerOfRecordMpnId).HasMaxLength(50);
        BelongsTo<CustomerSubscription>(subscription, nameof(CustomerSubscription.CustomerId));
        BelongsTo<CustomerSubscription>(subscription, nameof(CustomerSubscription.ResellerId));
        BelongsTo<CustomerSubscription>(subscription, nameof(CustomerSubscription.OrderedById));
        subscription.HasOne<Offer>().WithMany().HasForeignKey(row => row.OfferId).OnDelete(DeleteBehavior.Restrict);
        subscription.HasIndex(row => new { row.CustomerId, row.Id });
    }

    private static void BelongsTo<TRow>(EntityTypeBuilder<TRow> row, string property)
        where TRow : class =>
        row.HasOne<Organization>().WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
