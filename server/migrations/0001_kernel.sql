-- What every room stands on: workspaces, events, jobs, files, idempotency.

create extension if not exists btree_gin;

-- Row-level security: the second lock behind `workspace_id = $n` in every statement. A request's connection runs as
-- madoguchi_app and has its workspace set; without a workspace it sees nothing.
create function madoguchi_workspace() returns bigint language sql stable parallel safe
  return nullif(current_setting('madoguchi.workspace', true), '')::bigint;

create function madoguchi_protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own_workspace on %s using (workspace_id = madoguchi_workspace())', target);
end $$;

create table workspaces (
  id bigint generated always as identity primary key,
  name text not null,
  language text not null check (language in ('ja', 'en')),
  time_zone text not null,
  undo_seconds integer not null default 8 check (undo_seconds between 0 and 60),
  created_at timestamptz not null
);

create table events (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  payload jsonb not null,
  at timestamptz not null,
  primary key (workspace_id, id)
);
select madoguchi_protect('events');

create table files (
  workspace_id bigint not null,
  id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, sha256)
);
select madoguchi_protect('files');

create table file_chunks (
  workspace_id bigint not null,
  file_id uuid not null,
  n integer not null,
  bytes bytea not null,
  primary key (workspace_id, file_id, n),
  foreign key (workspace_id, file_id) references files (workspace_id, id) on delete cascade
);
alter table file_chunks alter column bytes set storage external;
select madoguchi_protect('file_chunks');

create table idempotency_keys (
  workspace_id bigint not null,
  caller text not null,
  key text not null,
  request_hash bytea not null,
  status integer not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, caller, key)
);
create index idempotency_keys_age on idempotency_keys (workspace_id, created_at);
select madoguchi_protect('idempotency_keys');

-- Processes that run now: each holds an advisory lock of its number while it lives, so that what a killed one had begun
-- is found and handed on.
create table processes (
  number integer generated always as identity primary key,
  worker_ids text[] not null default '{}',
  roles text[] not null,
  started_at timestamptz not null
);

-- Adds background jobs inside the caller's transaction; the job tables belong to the owner of the schema alone.
create function madoguchi_add_jobs(specs jsonb) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_jobs(array(
    select row(
      s ->> 'identifier', (s -> 'payload')::json, s ->> 'queue_name', (s ->> 'run_at')::timestamptz,
      (s ->> 'max_attempts')::integer, s ->> 'job_key', null, null
    )::graphile_worker.job_spec
    from jsonb_array_elements(specs) s
  ));
end $$;
