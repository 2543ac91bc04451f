-- When people work: calendars of weekly blocks, and single days that differ.

-- week: seven lists of [opens, closes] in minutes after local midnight, Monday first. A block may run past midnight.
create table calendars (
  workspace_id bigint not null references workspaces (id),
  id uuid not null,
  name text not null,
  time_zone text not null,
  week jsonb not null,
  is_default boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index calendars_default on calendars (workspace_id) where is_default;
select madoguchi_protect('calendars');

-- Holidays and other days with blocks of their own; no blocks: closed.
create table calendar_days (
  workspace_id bigint not null,
  calendar_id uuid not null,
  day date not null,
  name text not null default '',
  blocks jsonb not null default '[]',
  primary key (workspace_id, calendar_id, day),
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id) on delete cascade
);
select madoguchi_protect('calendar_days');
