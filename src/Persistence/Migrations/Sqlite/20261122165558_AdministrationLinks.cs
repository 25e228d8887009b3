using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AdministrationLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "link_expires_at",
                table: "administration_grants",
                type: "TEXT",
                maxLength: 27,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "link_generation",
                table: "administration_grants",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "link_secret_hash",
                table: "administration_grants",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_administration_grants_link_secret_hash",
                table: "administration_grants",
                column: "link_secret_hash",
                unique: true,
                filter: "link_secret_hash is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_administration_grants_link_secret_hash",
                table: "administration_grants");

            migrationBuilder.DropColumn(
                name: "link_expires_at",
                table: "administration_grants");

            migrationBuilder.DropColumn(
                name: "link_generation",
                table: "administration_grants");

            migrationBuilder.DropColumn(
                name: "link_secret_hash",
                table: "administration_grants");
        }
    }
}
