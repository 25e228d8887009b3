using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AuditAndIdempotency : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_events",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    actor_kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    actor_user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    actor_organization_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    on_behalf_of_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    changed_fields = table.Column<string>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_events", x => new { x.organization_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "idempotent_requests",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    principal = table.Column<Guid>(type: "TEXT", nullable: false),
                    key_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    claim = table.Column<int>(type: "INTEGER", nullable: false),
                    claimed_until = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    committed_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    answer_has_errors = table.Column<bool>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_requests", x => new { x.organization_id, x.principal, x.key_hash });
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_events_at",
                table: "audit_events",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_events_organization_id_subject_id_id",
                table: "audit_events",
                columns: new[] { "organization_id", "subject_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_requests_expires_at",
                table: "idempotent_requests",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_events");

            migrationBuilder.DropTable(
                name: "idempotent_requests");
        }
    }
}
