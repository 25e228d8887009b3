using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailCapPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_caused_by_sent_at",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_organization_id_sent_at",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_recipient_sent_at",
                table: "outbox");

            migrationBuilder.AddColumn<string>(
                name: "counts_at",
                table: "outbox",
                type: "TEXT",
                maxLength: 27,
                nullable: true);

            // What was sent before counts as well.
            migrationBuilder.Sql("update outbox set counts_at = sent_at where sent_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_caused_by_counts_at",
                table: "outbox",
                columns: new[] { "caused_by", "counts_at" },
                filter: "counts_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_organization_id_counts_at",
                table: "outbox",
                columns: new[] { "organization_id", "counts_at" },
                filter: "counts_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_recipient_counts_at",
                table: "outbox",
                columns: new[] { "recipient", "counts_at" },
                filter: "counts_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_caused_by_counts_at",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_organization_id_counts_at",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_recipient_counts_at",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "counts_at",
                table: "outbox");

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
        }
    }
}
