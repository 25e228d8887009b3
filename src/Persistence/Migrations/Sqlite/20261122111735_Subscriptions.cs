using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Subscriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    product_family = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    available = table.Column<bool>(type: "INTEGER", nullable: false),
                    search_text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reseller_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    submitted_by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    submitted_by_user = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_organizations_customer_id",
                        column: x => x.customer_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_organizations_reseller_id",
                        column: x => x.reseller_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_organizations_submitted_by_id",
                        column: x => x.submitted_by_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customer_subscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reseller_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reseller_of_record_mpn_id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ordered_by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    offer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    assigned = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_subscriptions", x => x.id);
                    table.CheckConstraint("ck_customer_subscriptions_assigned", "assigned >= 0 and assigned <= quantity");
                    table.ForeignKey(
                        name: "fk_customer_subscriptions_offers_offer_id",
                        column: x => x.offer_id,
                        principalTable: "offers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_subscriptions_organizations_customer_id",
                        column: x => x.customer_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_subscriptions_organizations_ordered_by_id",
                        column: x => x.ordered_by_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_subscriptions_organizations_reseller_id",
                        column: x => x.reseller_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    offer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    reseller_mpn_id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    subscription_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_lines", x => new { x.order_id, x.number });
                    table.ForeignKey(
                        name: "fk_order_lines_offers_offer_id",
                        column: x => x.offer_id,
                        principalTable: "offers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_lines_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_licenses_subscription_id_customer_user_id",
                table: "licenses",
                columns: new[] { "subscription_id", "customer_user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_subscriptions_customer_id_id",
                table: "customer_subscriptions",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_subscriptions_offer_id",
                table: "customer_subscriptions",
                column: "offer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_subscriptions_ordered_by_id",
                table: "customer_subscriptions",
                column: "ordered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_subscriptions_reseller_id",
                table: "customer_subscriptions",
                column: "reseller_id");

            migrationBuilder.CreateIndex(
                name: "ix_offers_code",
                table: "offers",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_offers_name_id",
                table: "offers",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_offer_id",
                table: "order_lines",
                column: "offer_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_subscription_id",
                table: "order_lines",
                column: "subscription_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_customer_id_id",
                table: "orders",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_reseller_id_id",
                table: "orders",
                columns: new[] { "reseller_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_submitted_by_id",
                table: "orders",
                column: "submitted_by_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "customer_subscriptions");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "offers");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropIndex(
                name: "ix_licenses_subscription_id_customer_user_id",
                table: "licenses");
        }
    }
}
