using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AdministrationGrants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "acting_under",
                table: "sessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "administration_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    partner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ordering = table.Column<bool>(type: "INTEGER", nullable: false),
                    administration = table.Column<bool>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    requested_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    requested_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    started_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    closed_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    extension_days = table.Column<int>(type: "INTEGER", nullable: true),
                    warned_days = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_administration_grants", x => x.id);
                    table.ForeignKey(
                        name: "fk_administration_grants_organizations_customer_id",
                        column: x => x.customer_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_administration_grants_organizations_partner_id",
                        column: x => x.partner_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_administration_grants_customer_id_id",
                table: "administration_grants",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_administration_grants_expires_at",
                table: "administration_grants",
                column: "expires_at",
                filter: "status = 'Active'");

            migrationBuilder.CreateIndex(
                name: "ix_administration_grants_partner_id_customer_id_id",
                table: "administration_grants",
                columns: new[] { "partner_id", "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_administration_grants_requested",
                table: "administration_grants",
                columns: new[] { "partner_id", "customer_id" },
                unique: true,
                filter: "status = 'Requested'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "administration_grants");

            migrationBuilder.DropColumn(
                name: "acting_under",
                table: "sessions");
        }
    }
}
