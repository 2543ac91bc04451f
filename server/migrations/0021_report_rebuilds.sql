-- How far the last making anew of all facts has come: one row a workspace. after_id: the last conversation measured, so
-- that what was interrupted goes on from there.

create table report_rebuilds (
  workspace_id bigint not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  asked_by text not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  total integer not null default 0,
  done integer not null default 0,
  after_id uuid,
  primary key (workspace_id)
);
select madoguchi_protect('report_rebuilds');
