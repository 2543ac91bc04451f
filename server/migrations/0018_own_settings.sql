-- What people settle for themselves: the time zone of their times (null: the workspace's), and what they are told of.

alter table agents add column time_zone text;

-- desktop, sound: the happenings that show a notice on the desktop or make a sound. Without a row the room's own
-- defaults hold.
create table notification_settings (
  workspace_id bigint not null,
  agent_id uuid not null,
  desktop text[] not null,
  sound text[] not null,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
select madoguchi_protect('notification_settings');
