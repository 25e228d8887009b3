using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PartnerGraph.Persistence.Migrations.Postgres
{
    /// <summary>Triggers tell other processes on commit that there is something new; SQLite, for one process, needs none.</summary>
    public partial class Signals : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create function partnergraph_signal_outbox() returns trigger language plpgsql as $$
                begin
                    perform pg_notify('partnergraph_outbox', '');
                    return null;
                end $$;
                create trigger signal_outbox after insert on outbox
                    for each statement execute function partnergraph_signal_outbox();

                create function partnergraph_signal_events() returns trigger language plpgsql as $$
                begin
                    perform pg_notify('partnergraph_events', organization_id::text)
                        from (select distinct organization_id from added) as concerned;
                    return null;
                end $$;
                create trigger signal_events after insert on events
                    referencing new table as added
                    for each statement execute function partnergraph_signal_events();
                """);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger signal_outbox on outbox;
                drop function partnergraph_signal_outbox();
                drop trigger signal_events on events;
                drop function partnergraph_signal_events();
                """);
        }
    }
}
