-- Whether customers came back after an answer of the library. See docs/decisions/0036-macros-success-hint.md.

-- When what became of it is looked at; null: that was done.
alter table template_uses add column due_at timestamptz;
-- Whether they came back; null: it was not sent, or nobody has looked yet.
alter table template_uses add column came_back boolean;
update template_uses set due_at = at + interval '8 days';
create index template_uses_due on template_uses (workspace_id, due_at) where due_at is not null;

-- How many uses were sent and looked at, and after how many of them the customer came back.
alter table templates add column measured integer not null default 0;
alter table templates add column returned integer not null default 0;
alter table template_versions add column measured integer not null default 0;
alter table template_versions add column returned integer not null default 0;
