-- What others are told: subscriptions, and every delivery with its attempts.

create table webhooks (
  workspace_id bigint not null,
  id uuid not null,
  url text not null,
  events text[] not null,
  secret bytea not null,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
select madoguchi_protect('webhooks');

create table webhook_deliveries (
  workspace_id bigint not null,
  id uuid not null,
  webhook_id uuid not null,
  event text not null,
  payload jsonb not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  last_status integer,
  last_reason text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, webhook_id) references webhooks (workspace_id, id) on delete cascade
);
create index webhook_deliveries_webhook on webhook_deliveries (workspace_id, webhook_id, id desc);
select madoguchi_protect('webhook_deliveries');
