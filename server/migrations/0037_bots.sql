-- A bot works here like a person, by its API key alone: whose a conversation is, a bot's, a person's or nobody's (the
-- queue), stays one value, the assignee. How long each may leave a customer without an answer: null is for ever.

alter table agents add column bot boolean not null default false;

create table answer_limits (
  workspace_id bigint not null,
  bot_minutes integer check (bot_minutes between 1 and 10080),
  person_minutes integer check (person_minutes between 5 and 100000),
  primary key (workspace_id)
);
select madoguchi_protect('answer_limits');
