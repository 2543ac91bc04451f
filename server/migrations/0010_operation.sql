-- What operators look at: the job tables belong to the owner of the schema alone.

create function madoguchi_job_counts() returns table (state text, count bigint, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when j.attempts >= j.max_attempts then 'failed' when j.locked_at is not null then 'running'
      when j.run_at > now() then 'scheduled' else 'waiting' end, count(*), min(j.run_at)
  from graphile_worker.jobs j
  group by 1
$$;
