-- Spreads the tables over the nodes of a Citus cluster, by workspace. Run by each upgrade where the extension is
-- installed; what is spread already stays as it is, so new tables follow by themselves. docs/scale.md says the rest.
do $$
declare
  one record;
  -- They belong to no workspace, or find one before it is known: whole on every node. `migrations` and `processes` and
  -- the job queue stay on the coordinator.
  everywhere constant text[] := array['workspaces', 'sign_in_names', 'sign_in_failures', 'sessions', 'api_keys',
    'one_time_tokens', 'inbox_tokens', 'scim_tokens'];
begin
  for one in
    select t.name from unnest(everywhere) with ordinality t (name, n)
    where not exists (select from pg_dist_partition d where d.logicalrelid = t.name::regclass) order by t.n
  loop
    perform create_reference_table(one.name::regclass);
  end loop;
  loop
    -- A table follows those that it points to.
    select c.oid::regclass as name into one
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all (everywhere)
      and not exists (select from pg_dist_partition d where d.logicalrelid = c.oid)
      and not exists (
        select from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid
          and not exists (select from pg_dist_partition d where d.logicalrelid = k.confrelid))
    order by c.relname limit 1;
    exit when not found;
    -- The setting that row-level security reads is a session's; Citus doesn't hand it to the nodes, where every row would
    -- be hidden. What is left is the first lock: each statement names its workspace, which the tests check.
    execute format('alter table %s disable row level security', one.name);
    perform create_distributed_table(one.name, 'workspace_id', colocate_with => coalesce(
      (select min(d.logicalrelid::text) from pg_dist_partition d where d.partmethod = 'h'), 'none'));
  end loop;
end $$;
