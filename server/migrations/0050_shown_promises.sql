-- Lists show the promise that presses most, and have an order by when it is over. See docs/decisions/0032-promises.md.

-- { kind, dueAt, soonAt } as it is shown; null: nobody waits for anything that was promised.
alter table conversations add column promise jsonb;
-- The moment in it, for the order.
alter table conversations add column promise_due_at timestamptz;
create index conversations_due on conversations (workspace_id, inbox_id, status, promise_due_at, id)
  where promise_due_at is not null;
