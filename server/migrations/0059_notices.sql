-- What people are told of is kept for them. See docs/decisions/0041-notifications.md.
-- loses: notification_settings
-- loses: notification_settings.desktop
-- loses: notification_settings.sound

-- How somebody wants to be told of one kind of thing; without a row as it is usual.
create table notification_choices (
  workspace_id bigint not null,
  agent_id uuid not null,
  happening text not null,
  ways text[] not null,
  primary key (workspace_id, agent_id, happening),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
select madoguchi_protect('notification_choices');

-- What was chosen for the desktop and for sounds; whoever wanted to be told finds it in the app, too.
insert into notification_choices (workspace_id, agent_id, happening, ways)
select s.workspace_id, s.agent_id, h.name,
  case when h.name <> 'team' or h.name = any(s.desktop || s.sound) then '{app}'::text[] else '{}'::text[] end
    || case when h.name = any(s.desktop) then '{desktop}'::text[] else '{}'::text[] end
    || case when h.name = any(s.sound) then '{sound}'::text[] else '{}'::text[] end
from notification_settings s
cross join unnest('{mentioned,approval,approved,assigned,returned,replied,team}'::text[]) as h (name);
drop table notification_settings;

-- Somebody was told of something.
create table tellings (
  workspace_id bigint not null,
  id uuid not null,
  agent_id uuid not null,
  happening text not null,
  -- Where it leads: the id of a conversation, or the address of a page.
  subject text not null,
  conversation_id uuid,
  inbox_id uuid,
  message_id uuid,
  actor_id uuid,
  detail text,
  -- How many of these it stands for.
  count integer not null,
  -- Why it is theirs: person, holder, group, groups or permitted.
  why text not null,
  ways text[] not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index tellings_agent on tellings (workspace_id, agent_id, id);
select madoguchi_protect('tellings');

-- What somebody finds under the bell: one row for whatever happened with one subject since they looked.
create table notices (
  workspace_id bigint not null,
  agent_id uuid not null,
  subject text not null,
  -- The newest telling.
  id uuid not null,
  conversation_id uuid,
  inbox_id uuid,
  -- What concerns them most of what they have not read.
  happening text not null,
  rank smallint not null,
  message_id uuid,
  actor_id uuid,
  detail text,
  count integer not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, agent_id, subject),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create unique index notices_order on notices (workspace_id, agent_id, id);
create index notices_unread on notices (workspace_id, agent_id, id) where read_at is null;
create index notices_conversation on notices (workspace_id, conversation_id) where conversation_id is not null;
create index notices_at on notices (workspace_id, at);
select madoguchi_protect('notices');
