-- A clock is of its message, wherever that stands. See docs/decisions/0032-promises.md.

-- Once each: before, a clock could be left where its message stood earlier.
delete from sla_clocks k using sla_clocks o
where o.workspace_id = k.workspace_id and o.promise = k.promise and o.message_id = k.message_id
  and o.conversation_id < k.conversation_id;

alter table sla_clocks drop constraint sla_clocks_pkey;
alter table sla_clocks add primary key (workspace_id, message_id, promise);
drop index sla_clocks_running;
create index sla_clocks_conversation on sla_clocks (workspace_id, conversation_id);

-- It was said once that its time was over, and turned out to be kept: should it be broken later, nobody is told again.
alter table sla_clocks add column was_told boolean not null default false;

-- stretches: [from, to, seconds that counted], the last of these once the clock has ended.
