-- Reports count promises by when it was decided on them. See server/modules/reports/queries/promises.ts.
create index sla_clocks_broken on sla_clocks (workspace_id, breached_at) where breached_at is not null;
create index sla_clocks_kept on sla_clocks (workspace_id, ended_at) where ended_at is not null and breached_at is null;
