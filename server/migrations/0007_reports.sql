-- Facts: measured when it happens, appended, never changed.

create table facts (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null,
  at timestamptz not null,
  conversation_id uuid not null,
  message_id uuid,
  customer_id uuid,
  inbox_id uuid not null,
  team_id uuid,
  agent_id uuid,
  value double precision,
  business_value double precision,
  primary key (workspace_id, id)
);
create index facts_kind on facts (workspace_id, kind, at);
create index facts_conversation on facts (workspace_id, conversation_id, kind);
select madoguchi_protect('facts');
