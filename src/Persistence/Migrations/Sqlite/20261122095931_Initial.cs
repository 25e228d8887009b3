using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    password_change_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    temporary_password_until = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    last_signed_in_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    lockout_end = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    last_used_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    revoked_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_counters",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_counters", x => x.organization_id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => new { x.organization_id, x.position });
                });

            migrationBuilder.CreateTable(
                name: "membership_accounts",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_accounts", x => x.user_name);
                });

            migrationBuilder.CreateTable(
                name: "membership_sessions",
                columns: table => new
                {
                    secret_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    enrollment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    used_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_sessions", x => x.secret_hash);
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    domain = table.Column<string>(type: "TEXT", maxLength: 253, nullable: true),
                    mpn_id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    approved_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    legal_profile = table.Column<string>(type: "TEXT", nullable: true),
                    support_contact = table.Column<string>(type: "TEXT", nullable: true),
                    business_profile = table.Column<string>(type: "TEXT", nullable: true),
                    services = table.Column<string>(type: "TEXT", nullable: false),
                    incentives = table.Column<string>(type: "TEXT", nullable: false),
                    benefits = table.Column<string>(type: "TEXT", nullable: false),
                    competencies = table.Column<string>(type: "TEXT", nullable: false),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    subject_type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    message_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false, defaultValueSql: "(strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z')"),
                    lease_owner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    lease_until = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    lease_epoch = table.Column<int>(type: "INTEGER", nullable: false),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    sent_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    family_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    acting_for = table.Column<Guid>(type: "TEXT", nullable: true),
                    access_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    refresh_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    security_stamp = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    access_expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    refresh_expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    rotated_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    revoked_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outside_logins",
                columns: table => new
                {
                    issuer = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outside_logins", x => new { x.issuer, x.subject });
                    table.ForeignKey(
                        name: "fk_outside_logins_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    generation = table.Column<int>(type: "INTEGER", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    used_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_person_links_accounts_person_id",
                        column: x => x.person_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "membership_profiles",
                columns: table => new
                {
                    mpn_id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    organization_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    domain = table.Column<string>(type: "TEXT", maxLength: 253, nullable: true),
                    incentives = table.Column<string>(type: "TEXT", nullable: false),
                    benefits = table.Column<string>(type: "TEXT", nullable: false),
                    competencies = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_profiles", x => x.mpn_id);
                    table.ForeignKey(
                        name: "fk_membership_profiles_membership_accounts_user_name",
                        column: x => x.user_name,
                        principalTable: "membership_accounts",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customer_access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    via_reseller_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    granted_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    ended_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_access", x => x.id);
                    table.ForeignKey(
                        name: "fk_customer_access_organizations_customer_id",
                        column: x => x.customer_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_access_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_access_organizations_via_reseller_id",
                        column: x => x.via_reseller_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enrollments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    started_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    already_in_program = table.Column<bool>(type: "INTEGER", nullable: false),
                    membership_profile = table.Column<string>(type: "TEXT", nullable: true),
                    legal_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    primary_contact = table.Column<string>(type: "TEXT", nullable: true),
                    support_contact = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    submitted_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    verified_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    verified_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    link_generation = table.Column<int>(type: "INTEGER", nullable: false),
                    link_secret_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    link_issued_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    link_expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    link_used_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enrollments", x => x.id);
                    table.ForeignKey(
                        name: "fk_enrollments_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    inviter_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    invited_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    indirect_provider_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recipient_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    generation = table.Column<int>(type: "INTEGER", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sender = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    body = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    link_issued_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    sent_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    viewed_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    accepted_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    closed_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    partnership_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_invitations_organizations_indirect_provider_id",
                        column: x => x.indirect_provider_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_invitations_organizations_inviter_id",
                        column: x => x.inviter_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "partnerships",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    provider_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reseller_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    established_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    ended_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    ordering_granted = table.Column<bool>(type: "INTEGER", nullable: false),
                    administration_granted = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partnerships", x => x.id);
                    table.ForeignKey(
                        name: "fk_partnerships_organizations_provider_id",
                        column: x => x.provider_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_partnerships_organizations_reseller_id",
                        column: x => x.reseller_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    full_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    agent_role = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    admin_role = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    consent_pending = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    last_signed_in_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: true),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                    table.ForeignKey(
                        name: "fk_users_accounts_person_id",
                        column: x => x.person_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_users_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "enrollment_transitions",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    enrollment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    to = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    by_user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enrollment_transitions", x => new { x.enrollment_id, x.number });
                    table.ForeignKey(
                        name: "fk_enrollment_transitions_enrollments_enrollment_id",
                        column: x => x.enrollment_id,
                        principalTable: "enrollments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "licenses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    offer_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    assigned_at = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_licenses", x => x.id);
                    table.ForeignKey(
                        name: "fk_licenses_organizations_customer_id",
                        column: x => x.customer_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_licenses_users_customer_user_id",
                        column: x => x.customer_user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_normalized_email",
                table: "accounts",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_created_by",
                table: "api_tokens",
                column: "created_by");

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_organization_id_id",
                table: "api_tokens",
                columns: new[] { "organization_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_secret_hash",
                table: "api_tokens",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_access_customer_id_organization_id",
                table: "customer_access",
                columns: new[] { "customer_id", "organization_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_access_page",
                table: "customer_access",
                columns: new[] { "organization_id", "customer_id", "kind", "via_reseller_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_customer_access_via_reseller_id_customer_id",
                table: "customer_access",
                columns: new[] { "via_reseller_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ux_customer_access_provider",
                table: "customer_access",
                columns: new[] { "organization_id", "via_reseller_id", "customer_id" },
                unique: true,
                filter: "ended_at is null and via_reseller_id is not null");

            migrationBuilder.CreateIndex(
                name: "ux_customer_access_reseller",
                table: "customer_access",
                columns: new[] { "organization_id", "customer_id" },
                unique: true,
                filter: "ended_at is null and via_reseller_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_enrollments_link_secret_hash",
                table: "enrollments",
                column: "link_secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_enrollments_organization_id_id",
                table: "enrollments",
                columns: new[] { "organization_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_enrollments_status_id",
                table: "enrollments",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_enrollments_open",
                table: "enrollments",
                column: "organization_id",
                unique: true,
                filter: "status in ('Draft', 'AwaitingEmailVerification', 'InReview', 'ActionRequired')");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_expires_at",
                table: "invitations",
                column: "expires_at",
                filter: "status in ('Draft', 'Queued', 'Sent', 'Viewed')");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_indirect_provider_id_id",
                table: "invitations",
                columns: new[] { "indirect_provider_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_inviter_id_id",
                table: "invitations",
                columns: new[] { "inviter_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_recipient_email_link_issued_at",
                table: "invitations",
                columns: new[] { "recipient_email", "link_issued_at" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_secret_hash",
                table: "invitations",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_licenses_customer_id",
                table: "licenses",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_licenses_customer_user_id_id",
                table: "licenses",
                columns: new[] { "customer_user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_membership_profiles_user_name",
                table: "membership_profiles",
                column: "user_name");

            migrationBuilder.CreateIndex(
                name: "ix_membership_sessions_organization_id_expires_at",
                table: "membership_sessions",
                columns: new[] { "organization_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_organizations_kind_name_id",
                table: "organizations",
                columns: new[] { "kind", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_organizations_mpn_id",
                table: "organizations",
                column: "mpn_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_due",
                table: "outbox",
                columns: new[] { "next_attempt_at", "id" },
                filter: "status in ('Queued', 'Deferred')");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_organization_id_subject_id_id",
                table: "outbox",
                columns: new[] { "organization_id", "subject_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_outside_logins_user_id",
                table: "outside_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_partnerships_provider_id_id",
                table: "partnerships",
                columns: new[] { "provider_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_partnerships_provider_id_reseller_id",
                table: "partnerships",
                columns: new[] { "provider_id", "reseller_id" },
                unique: true,
                filter: "status = 'Active'");

            migrationBuilder.CreateIndex(
                name: "ix_partnerships_reseller_id_id",
                table: "partnerships",
                columns: new[] { "reseller_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_person_links_organization_id",
                table: "person_links",
                column: "organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_links_person_id",
                table: "person_links",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_links_secret_hash",
                table: "person_links",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_access_hash",
                table: "sessions",
                column: "access_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_family_id",
                table: "sessions",
                column: "family_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_person_id",
                table: "sessions",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_refresh_expires_at",
                table: "sessions",
                column: "refresh_expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_refresh_hash",
                table: "sessions",
                column: "refresh_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_organization_id_email",
                table: "users",
                columns: new[] { "organization_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_organization_id_full_name_id",
                table: "users",
                columns: new[] { "organization_id", "full_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_users_person_id",
                table: "users",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "customer_access");

            migrationBuilder.DropTable(
                name: "enrollment_transitions");

            migrationBuilder.DropTable(
                name: "event_counters");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "licenses");

            migrationBuilder.DropTable(
                name: "membership_profiles");

            migrationBuilder.DropTable(
                name: "membership_sessions");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "outside_logins");

            migrationBuilder.DropTable(
                name: "partnerships");

            migrationBuilder.DropTable(
                name: "person_links");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "enrollments");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "membership_accounts");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "organizations");
        }
    }
}
