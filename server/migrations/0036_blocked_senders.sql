-- From whom nothing is taken in: what comes is kept as ignored. See docs/decisions/0024-channel-health.md.
create table blocked_senders (
  workspace_id bigint not null,
  -- An address in small letters without a plus tag, or `@shop.example` for everybody there.
  value text not null,
  at timestamptz not null,
  by_name text not null,
  primary key (workspace_id, value)
);
select madoguchi_protect('blocked_senders');
