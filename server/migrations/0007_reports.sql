-- Facts: measured when it happens and appended; taken back only when they turn out untrue (a reply that came back).

-- What happens to conversations. kind: opened · first-response · resolved · reopened · status (any other change of
--   status) · first-contact (1 or 0: did a first resolve settle the matter) · assigned, transferred, unassigned ·
--   team-assigned, team-transferred, team-unassigned. Rooms that come later add theirs.
-- id: of what the fact is measured from, where that is one row: the conversation, the change, the message.
-- actor: who did it: a customer, an agent, the system, a bot.
-- origin: who began the conversation: a customer, us, or a machine that wrote in.
-- from_state, to_state: where a conversation stood before and after; only of kinds that move it.
-- value, business_value: seconds by the calendar and by business hours.
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
  origin text check (origin in ('customer', 'us', 'machine')),
  actor text,
  from_state text,
  to_state text,
  value double precision,
  business_value double precision,
  primary key (workspace_id, id)
);
create index facts_kind on facts (workspace_id, kind, at);
create index facts_conversation on facts (workspace_id, conversation_id, kind);
-- What can be true only once stays so, also when a listener is run again.
create unique index facts_once on facts (workspace_id, conversation_id, kind) where kind in ('opened', 'first-response', 'first-contact');
select madoguchi_protect('facts');

-- What people say: customers' own messages, and messages by people of ours that left. Apart from the others, since
-- there are as many as messages, and since they are only ever looked up by their conversation: one index is enough.
create table message_facts (
  workspace_id bigint not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('inbound', 'outbound')),
  message_id uuid not null,
  at timestamptz not null,
  inbox_id uuid not null,
  agent_id uuid,
  primary key (workspace_id, conversation_id, kind, message_id)
);
select madoguchi_protect('message_facts');

-- Kept from the facts: the last resolve of each conversation that is resolved now, with how much was said in it. Without
-- it, a year's resolution times took seconds at half a million conversations.
create table standing_resolves (
  workspace_id bigint not null,
  conversation_id uuid not null,
  fact_id uuid not null,
  at timestamptz not null,
  inbox_id uuid not null,
  team_id uuid,
  agent_id uuid,
  origin text not null,
  value double precision not null,
  business_value double precision not null,
  inbound integer not null,
  outbound integer not null,
  primary key (workspace_id, conversation_id)
);
create index standing_resolves_at on standing_resolves (workspace_id, at);
select madoguchi_protect('standing_resolves');

create table report_settings (
  workspace_id bigint not null,
  first_contact_days integer not null default 7 check (first_contact_days between 1 and 60),
  primary key (workspace_id)
);
select madoguchi_protect('report_settings');

-- Only an owner of tables may have PostgreSQL look at them; whoever brings a history in is none.
create function madoguchi_learn(which text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute 'analyze ' || case which when 'history' then 'conversations, messages, conversation_changes'
    else 'facts, message_facts, standing_resolves' end;
end $$;
