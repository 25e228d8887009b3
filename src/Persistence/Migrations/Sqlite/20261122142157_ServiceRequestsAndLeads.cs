using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ServiceRequestsAndLeads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "leads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    entered_by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    company = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    contact_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    contact_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    need = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    reseller_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    assigned_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    assigned_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    answer_by = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    invitation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leads", x => x.id);
                    table.ForeignKey(
                        name: "fk_leads_organizations_entered_by_id",
                        column: x => x.entered_by_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leads_organizations_provider_id",
                        column: x => x.provider_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leads_organizations_reseller_id",
                        column: x => x.reseller_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "monitored_services",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    product_family = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    since = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monitored_services", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reseller_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    product_family = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    closed_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_requests_customer_subscriptions_subscription_id",
                        column: x => x.subscription_id,
                        principalTable: "customer_subscriptions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_requests_organizations_customer_id",
                        column: x => x.customer_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_requests_organizations_requested_by_id",
                        column: x => x.requested_by_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_requests_organizations_reseller_id",
                        column: x => x.reseller_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "support_tickets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    closed_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_support_tickets", x => x.id);
                    table.ForeignKey(
                        name: "fk_support_tickets_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lead_transitions",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    to = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    by_user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reseller_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead_transitions", x => new { x.lead_id, x.number });
                    table.ForeignKey(
                        name: "fk_lead_transitions_leads_lead_id",
                        column: x => x.lead_id,
                        principalTable: "leads",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    product_family = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    since = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    resolved_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_incidents", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_incidents_monitored_services_service_id",
                        column: x => x.service_id,
                        principalTable: "monitored_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_request_messages",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    service_request_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    attachments = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_request_messages", x => new { x.service_request_id, x.number });
                    table.ForeignKey(
                        name: "fk_service_request_messages_service_requests_service_request_id",
                        column: x => x.service_request_id,
                        principalTable: "service_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "support_ticket_messages",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    support_ticket_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    attachments = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_support_ticket_messages", x => new { x.support_ticket_id, x.number });
                    table.ForeignKey(
                        name: "fk_support_ticket_messages_support_tickets_support_ticket_id",
                        column: x => x.support_ticket_id,
                        principalTable: "support_tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_incident_updates",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    service_incident_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    by_user_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_incident_updates", x => new { x.service_incident_id, x.number });
                    table.ForeignKey(
                        name: "fk_service_incident_updates_service_incidents_service_incident_id",
                        column: x => x.service_incident_id,
                        principalTable: "service_incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_leads_answer_by",
                table: "leads",
                column: "answer_by",
                filter: "status = 'Assigned'");

            migrationBuilder.CreateIndex(
                name: "ix_leads_entered_by_id_id",
                table: "leads",
                columns: new[] { "entered_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leads_provider_id_id",
                table: "leads",
                columns: new[] { "provider_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leads_reseller_id_id",
                table: "leads",
                columns: new[] { "reseller_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_monitored_services_name",
                table: "monitored_services",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_incidents_service_id_id",
                table: "service_incidents",
                columns: new[] { "service_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_service_incidents_open",
                table: "service_incidents",
                column: "service_id",
                unique: true,
                filter: "resolved_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_customer_id_id",
                table: "service_requests",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_requested_by_id",
                table: "service_requests",
                column: "requested_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_reseller_id",
                table: "service_requests",
                column: "reseller_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_status_id",
                table: "service_requests",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_requests_subscription_id",
                table: "service_requests",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "ix_support_tickets_organization_id_id",
                table: "support_tickets",
                columns: new[] { "organization_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_support_tickets_status_id",
                table: "support_tickets",
                columns: new[] { "status", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lead_transitions");

            migrationBuilder.DropTable(
                name: "service_incident_updates");

            migrationBuilder.DropTable(
                name: "service_request_messages");

            migrationBuilder.DropTable(
                name: "support_ticket_messages");

            migrationBuilder.DropTable(
                name: "leads");

            migrationBuilder.DropTable(
                name: "service_incidents");

            migrationBuilder.DropTable(
                name: "service_requests");

            migrationBuilder.DropTable(
                name: "support_tickets");

            migrationBuilder.DropTable(
                name: "monitored_services");
        }
    }
}
