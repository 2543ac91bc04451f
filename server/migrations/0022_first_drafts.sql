-- What somebody writes first to a customer and has not sent: it has no conversation yet. Without a customer: to whoever is typed in.

create table first_drafts (
  workspace_id bigint not null,
  agent_id uuid not null,
  -- All zeros: nobody yet.
  customer_id uuid not null,
  body jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, agent_id, customer_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
select madoguchi_protect('first_drafts');
