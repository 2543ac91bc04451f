-- A workspace's own roles beside the house's. See docs/decisions/0038-people.md.

create table roles (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  description text not null,
  -- Names that the rooms declare; one that is declared no more gives nothing.
  permissions text[] not null,
  -- False: the inboxes of the teams of whoever has it.
  all_inboxes boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('roles');

alter table agents add column role_id uuid;
alter table agents drop constraint agents_role_check;
alter table agents add constraint agents_role_check check (role in ('owner', 'lead', 'agent', 'readonly', 'own'));
alter table agents add constraint agents_own_role_check check ((role = 'own') = (role_id is not null));
alter table agents add foreign key (workspace_id, role_id) references roles (workspace_id, id);
create index agents_role on agents (workspace_id, role_id) where role_id is not null;
