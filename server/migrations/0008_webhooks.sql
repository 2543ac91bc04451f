-- What others are told: subscriptions, and every delivery with what became of it.

-- state: paused by people, disabled by us (reason says why). failing_since: nothing has been taken since then.
-- hold_until: the other side does not answer, so that nothing is tried before.
create table webhooks (
  workspace_id bigint not null,
  id uuid not null,
  url text not null,
  description text not null default '',
  events text[] not null,
  inbox_ids uuid[] not null default '{}',
  secret bytea not null,
  previous_secret_until timestamptz,
  state text not null default 'active' check (state in ('active', 'paused', 'disabled')),
  reason jsonb,
  failures integer not null default 0,
  failing_since timestamptz,
  hold_until timestamptz,
  last_success_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
select madoguchi_protect('webhooks');

-- body: the very bytes that were signed, so that a repetition is the same message.
create table webhook_deliveries (
  workspace_id bigint not null,
  id uuid not null,
  webhook_id uuid not null,
  event_id uuid not null,
  event text not null,
  body text not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  last_status integer,
  last_reason jsonb,
  last_answer text,
  last_attempt_at timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, webhook_id, event_id),
  foreign key (workspace_id, webhook_id) references webhooks (workspace_id, id) on delete cascade
);
create index webhook_deliveries_webhook on webhook_deliveries (workspace_id, webhook_id, id desc);
create index webhook_deliveries_due on webhook_deliveries (workspace_id, webhook_id, next_attempt_at, id) where state = 'waiting';
create index webhook_deliveries_failed on webhook_deliveries (workspace_id, webhook_id, id desc) where state = 'failed';
select madoguchi_protect('webhook_deliveries');
