-- Many calendars, and which inbox or team goes by which. See docs/decisions/0031-calendars.md.
-- loses: calendars.name

-- The one calendar that there was had no name.
update calendars c set name = case when w.language = 'ja' then '営業時間' else 'Business hours' end
from workspaces w where w.id = c.workspace_id and c.name = '';

-- On whose public holidays it is closed: JP, DE, DE-BY; null: on none.
alter table calendars add column region text;
create unique index calendars_name on calendars (workspace_id, name);

create table calendar_inboxes (
  workspace_id bigint not null,
  inbox_id uuid not null,
  calendar_id uuid not null,
  primary key (workspace_id, inbox_id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade,
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id)
);
create index calendar_inboxes_calendar on calendar_inboxes (workspace_id, calendar_id);
select madoguchi_protect('calendar_inboxes');

create table calendar_teams (
  workspace_id bigint not null,
  team_id uuid not null,
  calendar_id uuid not null,
  primary key (workspace_id, team_id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade,
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id)
);
create index calendar_teams_calendar on calendar_teams (workspace_id, calendar_id);
select madoguchi_protect('calendar_teams');
