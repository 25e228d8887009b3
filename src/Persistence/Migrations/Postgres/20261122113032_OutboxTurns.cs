using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OutboxTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_outbox_turn",
                table: "outbox",
                columns: new[] { "organization_id", "next_attempt_at", "id" },
                filter: "status in ('Queued', 'Deferred')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_turn",
                table: "outbox");
        }
    }
}
