using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Suppressions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "caused_by",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "failed_generation",
                table: "invitations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "reminded_generation",
                table: "invitations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "suppressions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    address_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    since = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suppressions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_caused_by_sent_at",
                table: "outbox",
                columns: new[] { "caused_by", "sent_at" },
                filter: "sent_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_organization_id_sent_at",
                table: "outbox",
                columns: new[] { "organization_id", "sent_at" },
                filter: "sent_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_recipient_sent_at",
                table: "outbox",
                columns: new[] { "recipient", "sent_at" },
                filter: "sent_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_sent_at",
                table: "outbox",
                column: "sent_at",
                filter: "sent_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_suppressions_address_hash",
                table: "suppressions",
                column: "address_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "suppressions");

            migrationBuilder.DropIndex(
                name: "ix_outbox_caused_by_sent_at",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_organization_id_sent_at",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_recipient_sent_at",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_sent_at",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "caused_by",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "failed_generation",
                table: "invitations");

            migrationBuilder.DropColumn(
                name: "reminded_generation",
                table: "invitations");
        }
    }
}
