-- People are told outside of the app, too. See docs/decisions/0041-notifications.md.

-- How somebody wants to be told outside of the app; without a row as it is usual.
create table notification_preferences (
  workspace_id bigint not null,
  agent_id uuid not null,
  -- none, hours (between two minutes of the day) or calendar (outside of the hours of their teams)
  quiet text not null check (quiet in ('none', 'hours', 'calendar')),
  quiet_from smallint not null check (quiet_from between 0 and 1439),
  quiet_to smallint not null check (quiet_to between 0 and 1439),
  mails text not null check (mails in ('each', 'hourly', 'daily')),
  mails_at smallint not null check (mails_at between 0 and 1439),
  push_words boolean not null,
  mail_words boolean not null,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
select madoguchi_protect('notification_preferences');

-- By which push services know that it is us who sends.
create table push_keys (
  workspace_id bigint not null,
  public_key text not null,
  sealed bytea not null,
  created_at timestamptz not null,
  primary key (workspace_id),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('push_keys');

-- A browser that is sent something, for as long as somebody is signed in there.
create table push_devices (
  workspace_id bigint not null,
  id uuid not null,
  agent_id uuid not null,
  session_id uuid not null,
  endpoint text not null,
  -- The browser's keys.
  sealed bytea not null,
  name text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  problem jsonb,
  primary key (workspace_id, id),
  unique (workspace_id, endpoint),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index push_devices_agent on push_devices (workspace_id, agent_id);
create index push_devices_session on push_devices (workspace_id, session_id);
select madoguchi_protect('push_devices');

-- Something that somebody was told is to be pushed or mailed, or was, or was not and why.
create table sendings (
  workspace_id bigint not null,
  id uuid not null,
  telling_id uuid not null,
  agent_id uuid not null,
  way text not null check (way in ('push', 'mail')),
  state text not null check (state in ('waiting', 'sent', 'failed', 'skipped')),
  reason text,
  detail jsonb,
  devices smallint,
  due_at timestamptz not null,
  -- When it was settled: the same moment for what left together.
  at timestamptz,
  tries smallint not null default 0,
  -- How often it was put off since they were looking.
  deferred smallint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, telling_id) references tellings (workspace_id, id) on delete cascade
);
create index sendings_telling on sendings (workspace_id, telling_id);
create index sendings_due on sendings (workspace_id, due_at) where state = 'waiting';
create index sendings_agent on sendings (workspace_id, agent_id, way, at);
select madoguchi_protect('sendings');

-- Whoever wants a notice on the desktop wants it on their devices, too, once they make one known.
update notification_choices set ways = array_append(ways, 'push') where 'desktop' = any(ways);
