-- What the migrations make, for reading. Written by the tests: npx vitest run test/house/schema -u

create table agent_languages (
  workspace_id bigint not null,
  agent_id uuid not null,
  language text not null,
  level smallint not null,
  constraint agent_languages_pkey PRIMARY KEY (workspace_id, agent_id, language),
  constraint agent_languages_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id),
  constraint agent_languages_level_check CHECK (((level >= 1) AND (level <= 5)))
);
create policy own_workspace on agent_languages using (workspace_id = madoguchi_workspace());

create table agent_skills (
  workspace_id bigint not null,
  agent_id uuid not null,
  skill_id uuid not null,
  level smallint not null,
  constraint agent_skills_pkey PRIMARY KEY (workspace_id, agent_id, skill_id),
  constraint agent_skills_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id),
  constraint agent_skills_workspace_id_skill_id_fkey FOREIGN KEY (workspace_id, skill_id) REFERENCES skills(workspace_id, id) ON DELETE CASCADE,
  constraint agent_skills_level_check CHECK (((level >= 1) AND (level <= 5)))
);
CREATE INDEX agent_skills_skill ON public.agent_skills USING btree (workspace_id, skill_id);
create policy own_workspace on agent_skills using (workspace_id = madoguchi_workspace());

create table agents (
  workspace_id bigint not null,
  id uuid not null,
  email text not null,
  name text not null,
  kana text,
  role text not null,
  language text not null,
  signature text not null default ''::text,
  active boolean not null default true,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone,
  time_zone text,
  bot boolean not null default false,
  role_id uuid,
  constraint agents_pkey PRIMARY KEY (workspace_id, id),
  constraint agents_workspace_id_email_key UNIQUE (workspace_id, email),
  constraint agents_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint agents_workspace_id_role_id_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES roles(workspace_id, id),
  constraint agents_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
  constraint agents_own_role_check CHECK (((role = 'own'::text) = (role_id IS NOT NULL))),
  constraint agents_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'lead'::text, 'agent'::text, 'readonly'::text, 'own'::text])))
);
CREATE INDEX agents_role ON public.agents USING btree (workspace_id, role_id) WHERE (role_id IS NOT NULL);
create policy own_workspace on agents using (workspace_id = madoguchi_workspace());

create table answer_limits (
  workspace_id bigint not null,
  bot_minutes integer,
  person_minutes integer,
  constraint answer_limits_pkey PRIMARY KEY (workspace_id),
  constraint answer_limits_bot_minutes_check CHECK (((bot_minutes >= 1) AND (bot_minutes <= 10080))),
  constraint answer_limits_person_minutes_check CHECK (((person_minutes >= 5) AND (person_minutes <= 100000)))
);
create policy own_workspace on answer_limits using (workspace_id = madoguchi_workspace());

create table api_keys (
  token_hash bytea not null,
  id uuid not null,
  workspace_id bigint not null,
  agent_id uuid not null,
  name text not null,
  prefix text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (token_hash),
  constraint api_keys_id_key UNIQUE (id)
);
CREATE INDEX api_keys_workspace ON public.api_keys USING btree (workspace_id);

create table appeals (
  workspace_id bigint not null,
  id uuid not null,
  limit_id uuid not null,
  words text not null,
  came_at timestamp with time zone not null,
  noted_by uuid,
  decided_at timestamp with time zone,
  decided_by uuid,
  outcome text,
  answer text not null,
  constraint appeals_pkey PRIMARY KEY (workspace_id, id),
  constraint appeals_workspace_id_limit_id_fkey FOREIGN KEY (workspace_id, limit_id) REFERENCES contact_limits(workspace_id, id) ON DELETE CASCADE,
  constraint appeals_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'lifted'::text])))
);
CREATE INDEX appeals_limit ON public.appeals USING btree (workspace_id, limit_id);
CREATE UNIQUE INDEX appeals_open ON public.appeals USING btree (workspace_id, limit_id) WHERE (outcome IS NULL);
create policy own_workspace on appeals using (workspace_id = madoguchi_workspace());

create table approvals (
  workspace_id bigint not null,
  message_id uuid not null,
  state text not null default 'waiting'::text,
  asked_at timestamp with time zone not null,
  send_at timestamp with time zone,
  then_status text,
  decided_at timestamp with time zone,
  decided_by uuid,
  constraint approvals_pkey PRIMARY KEY (workspace_id, message_id),
  constraint approvals_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE,
  constraint approvals_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text])))
);
CREATE INDEX approvals_waiting ON public.approvals USING btree (workspace_id, message_id) WHERE (state = 'waiting'::text);
create policy own_workspace on approvals using (workspace_id = madoguchi_workspace());

create table arrivals (
  workspace_id bigint not null,
  id uuid not null,
  inbox_id uuid not null,
  external_id text not null,
  raw bytea not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  reason text,
  received_at timestamp with time zone not null,
  processed_at timestamp with time zone,
  attempts_before integer not null default 0,
  wanted boolean not null default false,
  full_size integer,
  constraint arrivals_pkey PRIMARY KEY (workspace_id, id),
  constraint arrivals_workspace_id_inbox_id_external_id_key UNIQUE (workspace_id, inbox_id, external_id),
  constraint arrivals_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id),
  constraint arrivals_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'ignored'::text, 'quarantined'::text, 'dismissed'::text])))
);
CREATE INDEX arrivals_dismissed ON public.arrivals USING btree (workspace_id, inbox_id, id) WHERE (state = 'dismissed'::text);
CREATE INDEX arrivals_ignored ON public.arrivals USING btree (workspace_id, inbox_id, id) WHERE (state = 'ignored'::text);
CREATE INDEX arrivals_quarantined ON public.arrivals USING btree (workspace_id, inbox_id, id) WHERE (state = 'quarantined'::text);
CREATE INDEX arrivals_waiting ON public.arrivals USING btree (workspace_id, id) WHERE (state = 'waiting'::text);
create policy own_workspace on arrivals using (workspace_id = madoguchi_workspace());

create table aside_keys (
  workspace_id bigint not null,
  inbox_id uuid not null,
  key text not null,
  aside_id uuid not null,
  message_id uuid,
  constraint aside_keys_pkey PRIMARY KEY (workspace_id, inbox_id, key),
  constraint aside_keys_workspace_id_aside_id_fkey FOREIGN KEY (workspace_id, aside_id) REFERENCES asides(workspace_id, id) ON DELETE CASCADE,
  constraint aside_keys_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id)
);
CREATE INDEX aside_keys_aside ON public.aside_keys USING btree (workspace_id, aside_id);
create policy own_workspace on aside_keys using (workspace_id = madoguchi_workspace());

create table aside_messages (
  workspace_id bigint not null,
  id uuid not null,
  aside_id uuid not null,
  direction text not null,
  via text not null,
  author_id uuid,
  author_name text not null,
  author_address text,
  recipients jsonb not null,
  text text not null,
  files uuid[] not null,
  automatic boolean not null,
  at timestamp with time zone not null,
  state text,
  attempts integer not null,
  process integer,
  reason jsonb,
  accepted text[] not null,
  channel_key text,
  constraint aside_messages_pkey PRIMARY KEY (workspace_id, id),
  constraint aside_messages_workspace_id_aside_id_fkey FOREIGN KEY (workspace_id, aside_id) REFERENCES asides(workspace_id, id) ON DELETE CASCADE,
  constraint aside_messages_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  constraint aside_messages_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'uncertain'::text, 'bounced'::text, 'cancelled'::text]))),
  constraint aside_messages_via_check CHECK ((via = ANY (ARRAY['mail'::text, 'link'::text, 'desk'::text])))
);
CREATE INDEX aside_messages_aside ON public.aside_messages USING btree (workspace_id, aside_id, at);
CREATE INDEX aside_messages_sending ON public.aside_messages USING btree (workspace_id, process) WHERE (state = 'sending'::text);
create policy own_workspace on aside_messages using (workspace_id = madoguchi_workspace());

create table asides (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  number integer not null,
  kind text not null,
  inbox_id uuid not null,
  partner_id uuid,
  partner_name text not null,
  type_id uuid,
  type_name text,
  subject text not null,
  due_at timestamp with time zone,
  told_at timestamp with time zone,
  state text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by uuid,
  link_until timestamp with time zone,
  link_epoch integer not null,
  constraint asides_pkey PRIMARY KEY (workspace_id, id),
  constraint asides_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint asides_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id),
  constraint asides_workspace_id_partner_id_fkey FOREIGN KEY (workspace_id, partner_id) REFERENCES partners(workspace_id, id),
  constraint asides_workspace_id_type_id_fkey FOREIGN KEY (workspace_id, type_id) REFERENCES escalation_types(workspace_id, id),
  constraint asides_kind_check CHECK ((kind = ANY (ARRAY['escalation'::text, 'side'::text]))),
  constraint asides_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'answered'::text, 'closed'::text])))
);
CREATE INDEX asides_answered ON public.asides USING btree (workspace_id, answered_at) WHERE (answered_at IS NOT NULL);
CREATE INDEX asides_conversation ON public.asides USING btree (workspace_id, conversation_id);
CREATE INDEX asides_created ON public.asides USING btree (workspace_id, created_at);
CREATE INDEX asides_due ON public.asides USING btree (workspace_id, due_at) WHERE ((state = 'waiting'::text) AND (told_at IS NULL));
CREATE INDEX asides_inbox ON public.asides USING btree (workspace_id, inbox_id);
CREATE INDEX asides_partner ON public.asides USING btree (workspace_id, partner_id) WHERE (partner_id IS NOT NULL);
CREATE INDEX asides_state ON public.asides USING btree (workspace_id, state, due_at, id);
CREATE INDEX asides_type ON public.asides USING btree (workspace_id, type_id) WHERE (type_id IS NOT NULL);
create policy own_workspace on asides using (workspace_id = madoguchi_workspace());

create table attachments (
  workspace_id bigint not null,
  id uuid not null,
  message_id uuid,
  uploaded_by uuid,
  file_id uuid,
  name text not null,
  type text not null,
  size bigint not null,
  inline boolean not null default false,
  content_id text,
  problem text,
  "position" integer not null default 0,
  created_at timestamp with time zone not null,
  beside_id uuid,
  constraint attachments_pkey PRIMARY KEY (workspace_id, id),
  constraint attachments_workspace_id_beside_id_fkey FOREIGN KEY (workspace_id, beside_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint attachments_workspace_id_file_id_fkey FOREIGN KEY (workspace_id, file_id) REFERENCES files(workspace_id, id),
  constraint attachments_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX attachments_beside ON public.attachments USING btree (workspace_id, beside_id) WHERE (beside_id IS NOT NULL);
CREATE INDEX attachments_file ON public.attachments USING btree (workspace_id, file_id) WHERE (file_id IS NOT NULL);
CREATE INDEX attachments_message ON public.attachments USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX attachments_waiting ON public.attachments USING btree (workspace_id, created_at) WHERE (message_id IS NULL);
create policy own_workspace on attachments using (workspace_id = madoguchi_workspace());

create table audit_entries (
  workspace_id bigint not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  details jsonb not null default '{}'::jsonb,
  constraint audit_entries_pkey PRIMARY KEY (workspace_id, id)
);
create policy own_workspace on audit_entries using (workspace_id = madoguchi_workspace());

create table automatic_answers (
  workspace_id bigint not null,
  message_id uuid not null,
  inbox_id uuid not null,
  value_key text not null,
  at timestamp with time zone not null,
  constraint automatic_answers_pkey PRIMARY KEY (workspace_id, message_id),
  constraint automatic_answers_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX automatic_answers_address ON public.automatic_answers USING btree (workspace_id, value_key, at);
CREATE INDEX automatic_answers_inbox ON public.automatic_answers USING btree (workspace_id, inbox_id, at);
create policy own_workspace on automatic_answers using (workspace_id = madoguchi_workspace());

create table blocked_senders (
  workspace_id bigint not null,
  value text not null,
  at timestamp with time zone not null,
  by_name text not null,
  constraint blocked_senders_pkey PRIMARY KEY (workspace_id, value)
);
create policy own_workspace on blocked_senders using (workspace_id = madoguchi_workspace());

create table brands (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  language text not null,
  colour text not null,
  created_at timestamp with time zone not null,
  constraint brands_pkey PRIMARY KEY (workspace_id, id),
  constraint brands_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text])))
);
create policy own_workspace on brands using (workspace_id = madoguchi_workspace());

create table calendar_days (
  workspace_id bigint not null,
  calendar_id uuid not null,
  day date not null,
  name text not null default ''::text,
  blocks jsonb not null default '[]'::jsonb,
  constraint calendar_days_pkey PRIMARY KEY (workspace_id, calendar_id, day),
  constraint calendar_days_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on calendar_days using (workspace_id = madoguchi_workspace());

create table calendar_inboxes (
  workspace_id bigint not null,
  inbox_id uuid not null,
  calendar_id uuid not null,
  constraint calendar_inboxes_pkey PRIMARY KEY (workspace_id, inbox_id),
  constraint calendar_inboxes_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  constraint calendar_inboxes_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX calendar_inboxes_calendar ON public.calendar_inboxes USING btree (workspace_id, calendar_id);
create policy own_workspace on calendar_inboxes using (workspace_id = madoguchi_workspace());

create table calendar_teams (
  workspace_id bigint not null,
  team_id uuid not null,
  calendar_id uuid not null,
  constraint calendar_teams_pkey PRIMARY KEY (workspace_id, team_id),
  constraint calendar_teams_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  constraint calendar_teams_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX calendar_teams_calendar ON public.calendar_teams USING btree (workspace_id, calendar_id);
create policy own_workspace on calendar_teams using (workspace_id = madoguchi_workspace());

create table calendars (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  time_zone text not null,
  week jsonb not null,
  is_default boolean not null default false,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  region text,
  constraint calendars_pkey PRIMARY KEY (workspace_id, id),
  constraint calendars_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX calendars_default ON public.calendars USING btree (workspace_id) WHERE is_default;
CREATE UNIQUE INDEX calendars_name ON public.calendars USING btree (workspace_id, name);
create policy own_workspace on calendars using (workspace_id = madoguchi_workspace());

create table checklists (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  items jsonb not null,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint checklists_pkey PRIMARY KEY (workspace_id, id),
  constraint checklists_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX checklists_name ON public.checklists USING btree (workspace_id, name) WHERE (removed_at IS NULL);
create policy own_workspace on checklists using (workspace_id = madoguchi_workspace());

create table complaint_causes (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  "position" integer not null,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint complaint_causes_pkey PRIMARY KEY (workspace_id, id),
  constraint complaint_causes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX complaint_causes_name ON public.complaint_causes USING btree (workspace_id, name) WHERE (removed_at IS NULL);
create policy own_workspace on complaint_causes using (workspace_id = madoguchi_workspace());

create table complaint_changes (
  workspace_id bigint not null,
  id uuid not null,
  complaint_id uuid not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  fields jsonb not null,
  constraint complaint_changes_pkey PRIMARY KEY (workspace_id, id),
  constraint complaint_changes_workspace_id_complaint_id_fkey FOREIGN KEY (workspace_id, complaint_id) REFERENCES complaints(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX complaint_changes_complaint ON public.complaint_changes USING btree (workspace_id, complaint_id, at);
create policy own_workspace on complaint_changes using (workspace_id = madoguchi_workspace());

create table complaint_deadlines (
  workspace_id bigint not null,
  severity text not null,
  hours integer,
  constraint complaint_deadlines_pkey PRIMARY KEY (workspace_id, severity),
  constraint complaint_deadlines_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint complaint_deadlines_hours_check CHECK ((hours > 0)),
  constraint complaint_deadlines_severity_check CHECK ((severity = ANY (ARRAY['minor'::text, 'serious'::text, 'critical'::text])))
);
create policy own_workspace on complaint_deadlines using (workspace_id = madoguchi_workspace());

create table complaints (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  severity text not null,
  cause_id uuid,
  summary text not null,
  state text not null,
  owner_id uuid,
  due_at timestamp with time zone,
  promise text not null,
  promise_due_at timestamp with time zone,
  promise_kept_at timestamp with time zone,
  apology text not null,
  apologised_at timestamp with time zone,
  correction text not null,
  repeats_id uuid,
  next_due_at timestamp with time zone,
  told_at timestamp with time zone,
  opened_by uuid,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  constraint complaints_pkey PRIMARY KEY (workspace_id, id),
  constraint complaints_workspace_id_cause_id_fkey FOREIGN KEY (workspace_id, cause_id) REFERENCES complaint_causes(workspace_id, id),
  constraint complaints_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint complaints_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint complaints_severity_check CHECK ((severity = ANY (ARRAY['minor'::text, 'serious'::text, 'critical'::text]))),
  constraint complaints_state_check CHECK ((state = ANY (ARRAY['open'::text, 'acting'::text, 'closed'::text])))
);
CREATE INDEX complaints_cause ON public.complaints USING btree (workspace_id, cause_id, opened_at) WHERE (cause_id IS NOT NULL);
CREATE INDEX complaints_closed ON public.complaints USING btree (workspace_id, closed_at, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX complaints_conversation ON public.complaints USING btree (workspace_id, conversation_id);
CREATE INDEX complaints_due ON public.complaints USING btree (workspace_id, next_due_at) WHERE ((next_due_at IS NOT NULL) AND (told_at IS NULL));
CREATE INDEX complaints_opened ON public.complaints USING btree (workspace_id, opened_at, id);
CREATE INDEX complaints_repeats ON public.complaints USING btree (workspace_id, repeats_id) WHERE (repeats_id IS NOT NULL);
CREATE INDEX complaints_standing ON public.complaints USING btree (workspace_id, next_due_at, id) WHERE (closed_at IS NULL);
create policy own_workspace on complaints using (workspace_id = madoguchi_workspace());

create table contact_limits (
  workspace_id bigint not null,
  id uuid not null,
  harassment_id uuid not null,
  customer_id uuid not null,
  is_block boolean not null,
  channels text[],
  most integer,
  period_days integer,
  hours jsonb,
  reason text not null,
  review_on date not null,
  template_id uuid,
  told_at timestamp with time zone,
  told_problem text,
  token text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  erased_keys bytea[] not null default '{}'::bytea[],
  constraint contact_limits_pkey PRIMARY KEY (workspace_id, id),
  constraint contact_limits_workspace_id_harassment_id_fkey FOREIGN KEY (workspace_id, harassment_id) REFERENCES harassments(workspace_id, id) ON DELETE CASCADE,
  constraint contact_limits_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES templates(workspace_id, id),
  constraint contact_limits_most_check CHECK ((most >= 0)),
  constraint contact_limits_period_days_check CHECK ((period_days > 0))
);
CREATE INDEX contact_limits_customer ON public.contact_limits USING btree (workspace_id, customer_id);
CREATE INDEX contact_limits_harassment ON public.contact_limits USING btree (workspace_id, harassment_id);
CREATE INDEX contact_limits_standing ON public.contact_limits USING btree (workspace_id, review_on) WHERE (lifted_at IS NULL);
CREATE INDEX contact_limits_template ON public.contact_limits USING btree (workspace_id, template_id) WHERE (template_id IS NOT NULL);
CREATE UNIQUE INDEX contact_limits_token ON public.contact_limits USING btree (workspace_id, token);
create policy own_workspace on contact_limits using (workspace_id = madoguchi_workspace());

create table conversation_changes (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  from_value text,
  to_value text,
  at timestamp with time zone not null,
  constraint conversation_changes_pkey PRIMARY KEY (workspace_id, id),
  constraint conversation_changes_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_changes_conversation ON public.conversation_changes USING btree (workspace_id, conversation_id, id);
create policy own_workspace on conversation_changes using (workspace_id = madoguchi_workspace());

create table conversation_counts (
  workspace_id bigint not null,
  inbox_id uuid not null,
  team_id uuid not null,
  assignee_id uuid not null,
  status text not null,
  count integer not null,
  constraint conversation_counts_pkey PRIMARY KEY (workspace_id, inbox_id, team_id, assignee_id, status)
);
create policy own_workspace on conversation_counts using (workspace_id = madoguchi_workspace());

create table conversation_links (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null,
  from_id uuid not null,
  into_id uuid not null,
  message_count integer not null,
  messages jsonb not null default '[]'::jsonb,
  kept jsonb not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by_kind text,
  undone_by_id uuid,
  undone_by_name text,
  constraint conversation_links_pkey PRIMARY KEY (workspace_id, id),
  constraint conversation_links_workspace_id_from_id_fkey FOREIGN KEY (workspace_id, from_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint conversation_links_workspace_id_into_id_fkey FOREIGN KEY (workspace_id, into_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint conversation_links_kind_check CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text])))
);
CREATE INDEX conversation_links_from ON public.conversation_links USING btree (workspace_id, from_id, id);
CREATE INDEX conversation_links_into ON public.conversation_links USING btree (workspace_id, into_id, id);
CREATE UNIQUE INDEX conversation_links_standing ON public.conversation_links USING btree (workspace_id, from_id) WHERE ((kind = 'merge'::text) AND (undone_at IS NULL));
create policy own_workspace on conversation_links using (workspace_id = madoguchi_workspace());

create table conversation_tags (
  workspace_id bigint not null,
  tag_id uuid not null,
  conversation_id uuid not null,
  constraint conversation_tags_pkey PRIMARY KEY (workspace_id, tag_id, conversation_id),
  constraint conversation_tags_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint conversation_tags_workspace_id_tag_id_fkey FOREIGN KEY (workspace_id, tag_id) REFERENCES tags(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_tags_conversation ON public.conversation_tags USING btree (workspace_id, conversation_id);
create policy own_workspace on conversation_tags using (workspace_id = madoguchi_workspace());

create table conversations (
  workspace_id bigint not null,
  id uuid not null,
  number bigint not null,
  inbox_id uuid not null,
  customer_id uuid not null,
  subject text not null default ''::text,
  preview text not null default ''::text,
  status text not null,
  priority text not null default 'normal'::text,
  assignee_id uuid,
  team_id uuid,
  tag_ids uuid[] not null default '{}'::uuid[],
  opened_by text not null,
  opened_at timestamp with time zone not null,
  last_activity_at timestamp with time zone not null,
  last_direction text not null,
  last_message_id uuid,
  waiting_since timestamp with time zone,
  snoozed_until timestamp with time zone,
  resolved_at timestamp with time zone,
  message_count integer not null default 0,
  version integer not null default 1,
  addressed text,
  merged_into uuid,
  thread_of uuid,
  anonymised_at timestamp with time zone,
  promise jsonb,
  promise_due_at timestamp with time zone,
  old_number text,
  constraint conversations_pkey PRIMARY KEY (workspace_id, id),
  constraint conversations_workspace_id_number_key UNIQUE (workspace_id, number),
  constraint conversations_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  constraint conversations_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id),
  constraint conversations_last_direction_check CHECK ((last_direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
  constraint conversations_opened_by_check CHECK ((opened_by = ANY (ARRAY['customer'::text, 'agent'::text, 'system'::text]))),
  constraint conversations_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
  constraint conversations_status_check CHECK ((status = ANY (ARRAY['open'::text, 'pending'::text, 'snoozed'::text, 'resolved'::text, 'merged'::text])))
);
CREATE INDEX conversations_activity ON public.conversations USING btree (workspace_id, status, last_activity_at DESC, id DESC) INCLUDE (inbox_id);
CREATE INDEX conversations_addressed ON public.conversations USING btree (workspace_id, customer_id) WHERE (addressed IS NOT NULL);
CREATE INDEX conversations_assignee ON public.conversations USING btree (workspace_id, assignee_id, status, last_activity_at DESC, id DESC) WHERE (assignee_id IS NOT NULL);
CREATE INDEX conversations_customer ON public.conversations USING btree (workspace_id, customer_id, last_activity_at DESC, id DESC);
CREATE INDEX conversations_due ON public.conversations USING btree (workspace_id, inbox_id, status, promise_due_at, id) WHERE (promise_due_at IS NOT NULL);
CREATE INDEX conversations_inbox ON public.conversations USING btree (workspace_id, inbox_id, status, last_activity_at DESC, id DESC);
CREATE INDEX conversations_merged ON public.conversations USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX conversations_priority ON public.conversations USING btree (workspace_id, inbox_id, priority, status, last_activity_at DESC, id DESC) WHERE (priority <> 'normal'::text);
CREATE INDEX conversations_snoozed ON public.conversations USING btree (workspace_id, snoozed_until) WHERE (snoozed_until IS NOT NULL);
CREATE INDEX conversations_team ON public.conversations USING btree (workspace_id, team_id, status, last_activity_at DESC, id DESC) WHERE (team_id IS NOT NULL);
CREATE INDEX conversations_thread ON public.conversations USING btree (workspace_id, thread_of) WHERE (thread_of IS NOT NULL);
CREATE INDEX conversations_unassigned ON public.conversations USING btree (workspace_id, inbox_id, status, last_activity_at DESC, id DESC) WHERE (assignee_id IS NULL);
CREATE INDEX conversations_waiting ON public.conversations USING btree (workspace_id, inbox_id, status, waiting_since, id) WHERE (waiting_since IS NOT NULL);
create policy own_workspace on conversations using (workspace_id = madoguchi_workspace());

create table credentials (
  workspace_id bigint not null,
  agent_id uuid not null,
  password_hash text,
  totp_secret bytea,
  totp_confirmed_at timestamp with time zone,
  totp_last_step bigint,
  recovery_hashes bytea[] not null default '{}'::bytea[],
  changed_at timestamp with time zone not null,
  constraint credentials_pkey PRIMARY KEY (workspace_id, agent_id),
  constraint credentials_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on credentials using (workspace_id = madoguchi_workspace());

create table customer_attributes (
  workspace_id bigint not null,
  key text not null,
  label text not null,
  type text not null,
  choices text[] not null default '{}'::text[],
  "position" integer not null default 0,
  constraint customer_attributes_pkey PRIMARY KEY (workspace_id, key),
  constraint customer_attributes_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'boolean'::text, 'date'::text, 'choice'::text])))
);
create policy own_workspace on customer_attributes using (workspace_id = madoguchi_workspace());

create table customer_changes (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  subject text,
  from_value jsonb,
  to_value jsonb,
  inbox_id uuid,
  at timestamp with time zone not null,
  constraint customer_changes_pkey PRIMARY KEY (workspace_id, id),
  constraint customer_changes_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_changes_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['customer'::text, 'agent'::text, 'system'::text, 'bot'::text]))),
  constraint customer_changes_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'name'::text, 'kana'::text, 'language'::text, 'attribute'::text, 'address-added'::text, 'address-removed'::text, 'merged'::text, 'unmerged'::text])))
);
CREATE INDEX customer_changes_customer ON public.customer_changes USING btree (workspace_id, customer_id, at DESC, id DESC);
create policy own_workspace on customer_changes using (workspace_id = madoguchi_workspace());

create table customer_export_chunks (
  workspace_id bigint not null,
  export_id uuid not null,
  n integer not null,
  bytes bytea not null,
  constraint customer_export_chunks_pkey PRIMARY KEY (workspace_id, export_id, n),
  constraint customer_export_chunks_workspace_id_export_id_fkey FOREIGN KEY (workspace_id, export_id) REFERENCES customer_exports(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on customer_export_chunks using (workspace_id = madoguchi_workspace());

create table customer_exports (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  language text not null,
  state text not null default 'waiting'::text,
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  done_at timestamp with time zone,
  total integer not null default 0,
  done integer not null default 0,
  size bigint not null default 0,
  notes boolean not null default false,
  failure text,
  constraint customer_exports_pkey PRIMARY KEY (workspace_id, id),
  constraint customer_exports_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_exports_failure_check CHECK ((failure = ANY (ARRAY['stopped'::text, 'error'::text]))),
  constraint customer_exports_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
  constraint customer_exports_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX customer_exports_customer ON public.customer_exports USING btree (workspace_id, customer_id, id DESC);
create policy own_workspace on customer_exports using (workspace_id = madoguchi_workspace());

create table customer_inboxes (
  workspace_id bigint not null,
  customer_id uuid not null,
  inbox_id uuid not null,
  by_merge boolean,
  constraint customer_inboxes_pkey PRIMARY KEY (workspace_id, customer_id, inbox_id),
  constraint customer_inboxes_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_inboxes_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX customer_inboxes_inbox ON public.customer_inboxes USING btree (workspace_id, inbox_id, customer_id);
create policy own_workspace on customer_inboxes using (workspace_id = madoguchi_workspace());

create table customer_merge_parts (
  workspace_id bigint not null,
  merge_id uuid not null,
  kind text not null,
  part_id uuid not null,
  before text,
  constraint customer_merge_parts_pkey PRIMARY KEY (workspace_id, merge_id, kind, part_id),
  constraint customer_merge_parts_workspace_id_merge_id_fkey FOREIGN KEY (workspace_id, merge_id) REFERENCES customer_merges(workspace_id, id) ON DELETE CASCADE,
  constraint customer_merge_parts_kind_check CHECK ((kind = ANY (ARRAY['identity'::text, 'note'::text, 'conversation'::text, 'draft'::text])))
);
create policy own_workspace on customer_merge_parts using (workspace_id = madoguchi_workspace());

create table customer_merges (
  workspace_id bigint not null,
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  reason text not null,
  taken jsonb not null default '{}'::jsonb,
  seen_before timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  at timestamp with time zone not null,
  settled_at timestamp with time zone,
  undone_at timestamp with time zone,
  undone_by_id uuid,
  undone_by_name text,
  constraint customer_merges_pkey PRIMARY KEY (workspace_id, id),
  constraint customer_merges_workspace_id_merged_id_fkey FOREIGN KEY (workspace_id, merged_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_merges_workspace_id_survivor_id_fkey FOREIGN KEY (workspace_id, survivor_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_merges_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['agent'::text, 'system'::text]))),
  constraint customer_merges_reason_check CHECK ((reason = ANY (ARRAY['manual'::text, 'phone'::text, 'email'::text, 'name'::text, 'order'::text, 'proof'::text])))
);
CREATE INDEX customer_merges_merged ON public.customer_merges USING btree (workspace_id, merged_id, id DESC);
CREATE UNIQUE INDEX customer_merges_standing ON public.customer_merges USING btree (workspace_id, merged_id) WHERE (undone_at IS NULL);
CREATE INDEX customer_merges_survivor ON public.customer_merges USING btree (workspace_id, survivor_id, id DESC);
create policy own_workspace on customer_merges using (workspace_id = madoguchi_workspace());

create table customer_notes (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  author_id uuid,
  text text not null,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint customer_notes_pkey PRIMARY KEY (workspace_id, id),
  constraint customer_notes_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX customer_notes_customer ON public.customer_notes USING btree (workspace_id, customer_id, id DESC);
CREATE INDEX customer_notes_removed ON public.customer_notes USING btree (workspace_id, removed_at) WHERE (removed_at IS NOT NULL);
create policy own_workspace on customer_notes using (workspace_id = madoguchi_workspace());

create table customer_suggestions (
  workspace_id bigint not null,
  a_id uuid not null,
  b_id uuid not null,
  reason text not null,
  shared text,
  proven boolean not null default false,
  state text not null default 'open'::text,
  at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint customer_suggestions_pkey PRIMARY KEY (workspace_id, a_id, b_id),
  constraint customer_suggestions_workspace_id_a_id_fkey FOREIGN KEY (workspace_id, a_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_suggestions_workspace_id_b_id_fkey FOREIGN KEY (workspace_id, b_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_suggestions_check CHECK ((a_id < b_id)),
  constraint customer_suggestions_reason_check CHECK ((reason = ANY (ARRAY['manual'::text, 'phone'::text, 'email'::text, 'name'::text, 'order'::text, 'proof'::text]))),
  constraint customer_suggestions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'never'::text, 'merged'::text])))
);
CREATE INDEX customer_suggestions_b ON public.customer_suggestions USING btree (workspace_id, b_id);
create policy own_workspace on customer_suggestions using (workspace_id = madoguchi_workspace());

create table customers (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  named boolean not null default true,
  kana text,
  language text,
  attributes jsonb not null default '{}'::jsonb,
  conversation_count integer not null default 0,
  search_text text not null default ''::text,
  tokens tsvector not null default ''::tsvector,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  language_key text generated always as (split_part(lower(language), '-'::text, 1)) stored,
  merged_into uuid,
  erased_at timestamp with time zone,
  constraint customers_pkey PRIMARY KEY (workspace_id, id)
);
CREATE INDEX customers_language ON public.customers USING btree (workspace_id, language_key, last_seen_at DESC, id DESC);
CREATE INDEX customers_merged ON public.customers USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX customers_seen ON public.customers USING btree (workspace_id, last_seen_at DESC, id DESC);
CREATE INDEX customers_tokens ON public.customers USING gin (workspace_id, tokens);
create policy own_workspace on customers using (workspace_id = madoguchi_workspace());

create table deliveries (
  workspace_id bigint not null,
  message_id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  state text not null,
  attempts integer not null default 0,
  reason jsonb,
  process integer,
  through_inbox_id uuid,
  next_attempt_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  accepted text[] not null default '{}'::text[],
  bounced text[] not null default '{}'::text[],
  constraint deliveries_pkey PRIMARY KEY (workspace_id, message_id),
  constraint deliveries_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE,
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'held'::text, 'sending'::text, 'done'::text, 'failed'::text, 'uncertain'::text, 'cancelled'::text])))
);
CREATE INDEX deliveries_held ON public.deliveries USING btree (workspace_id, inbox_id) WHERE (state = 'held'::text);
CREATE INDEX deliveries_sending ON public.deliveries USING btree (workspace_id, process) WHERE (state = 'sending'::text);
CREATE INDEX deliveries_unsent ON public.deliveries USING btree (workspace_id, message_id DESC) WHERE (state = ANY (ARRAY['waiting'::text, 'held'::text, 'sending'::text, 'failed'::text, 'uncertain'::text]));
create policy own_workspace on deliveries using (workspace_id = madoguchi_workspace());

create table delivery_attempts (
  workspace_id bigint not null,
  message_id uuid not null,
  number integer not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  outcome text not null,
  reason jsonb,
  constraint delivery_attempts_pkey PRIMARY KEY (workspace_id, message_id, number),
  constraint delivery_attempts_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES deliveries(workspace_id, message_id) ON DELETE CASCADE,
  constraint delivery_attempts_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'refused'::text, 'unreachable'::text, 'running'::text, 'lost'::text])))
);
create policy own_workspace on delivery_attempts using (workspace_id = madoguchi_workspace());

create table drafts (
  workspace_id bigint not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  body jsonb not null,
  updated_at timestamp with time zone not null,
  constraint drafts_pkey PRIMARY KEY (workspace_id, conversation_id, agent_id),
  constraint drafts_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE,
  constraint drafts_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on drafts using (workspace_id = madoguchi_workspace());

create table erasures (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  state text not null default 'running'::text,
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  done_at timestamp with time zone,
  person jsonb,
  step text not null default ''::text,
  place text,
  counts jsonb not null default '{}'::jsonb,
  constraint erasures_pkey PRIMARY KEY (workspace_id, id),
  constraint erasures_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  constraint erasures_person_check CHECK (((state = 'running'::text) OR (person IS NULL))),
  constraint erasures_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text])))
);
CREATE UNIQUE INDEX erasures_customer ON public.erasures USING btree (workspace_id, customer_id);
create policy own_workspace on erasures using (workspace_id = madoguchi_workspace());

create table escalation_types (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  partner_id uuid,
  due_hours integer,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint escalation_types_pkey PRIMARY KEY (workspace_id, id),
  constraint escalation_types_workspace_id_partner_id_fkey FOREIGN KEY (workspace_id, partner_id) REFERENCES partners(workspace_id, id)
);
CREATE UNIQUE INDEX escalation_types_name ON public.escalation_types USING btree (workspace_id, name) WHERE (removed_at IS NULL);
CREATE INDEX escalation_types_partner ON public.escalation_types USING btree (workspace_id, partner_id) WHERE (partner_id IS NOT NULL);
create policy own_workspace on escalation_types using (workspace_id = madoguchi_workspace());

create table events (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  payload jsonb not null,
  at timestamp with time zone not null,
  constraint events_pkey PRIMARY KEY (workspace_id, id)
);
create policy own_workspace on events using (workspace_id = madoguchi_workspace());

create table facts (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  conversation_id uuid not null,
  message_id uuid,
  customer_id uuid,
  inbox_id uuid not null,
  team_id uuid,
  agent_id uuid,
  origin text,
  actor text,
  from_state text,
  to_state text,
  value double precision,
  business_value double precision,
  constraint facts_pkey PRIMARY KEY (workspace_id, id),
  constraint facts_origin_check CHECK ((origin = ANY (ARRAY['customer'::text, 'us'::text, 'machine'::text])))
);
CREATE INDEX facts_conversation ON public.facts USING btree (workspace_id, conversation_id, kind);
CREATE INDEX facts_kind ON public.facts USING btree (workspace_id, kind, at);
CREATE UNIQUE INDEX facts_once ON public.facts USING btree (workspace_id, conversation_id, kind) WHERE (kind = ANY (ARRAY['opened'::text, 'first-response'::text, 'first-contact'::text]));
create policy own_workspace on facts using (workspace_id = madoguchi_workspace());

create table file_chunks (
  workspace_id bigint not null,
  file_id uuid not null,
  n integer not null,
  bytes bytea not null,
  constraint file_chunks_pkey PRIMARY KEY (workspace_id, file_id, n),
  constraint file_chunks_workspace_id_file_id_fkey FOREIGN KEY (workspace_id, file_id) REFERENCES files(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on file_chunks using (workspace_id = madoguchi_workspace());

create table file_texts (
  workspace_id bigint not null,
  file_id uuid not null,
  state text not null,
  attempts integer not null default 0,
  text text not null default ''::text,
  problem text,
  read_at timestamp with time zone,
  constraint file_texts_pkey PRIMARY KEY (workspace_id, file_id),
  constraint file_texts_workspace_id_file_id_fkey FOREIGN KEY (workspace_id, file_id) REFERENCES files(workspace_id, id) ON DELETE CASCADE,
  constraint file_texts_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX file_texts_waiting ON public.file_texts USING btree (workspace_id, file_id) WHERE (state = 'waiting'::text);
create policy own_workspace on file_texts using (workspace_id = madoguchi_workspace());

create table files (
  workspace_id bigint not null,
  id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  created_at timestamp with time zone not null,
  constraint files_pkey PRIMARY KEY (workspace_id, id),
  constraint files_workspace_id_sha256_key UNIQUE (workspace_id, sha256)
);
create policy own_workspace on files using (workspace_id = madoguchi_workspace());

create table first_drafts (
  workspace_id bigint not null,
  agent_id uuid not null,
  customer_id uuid not null,
  body jsonb not null,
  updated_at timestamp with time zone not null,
  constraint first_drafts_pkey PRIMARY KEY (workspace_id, agent_id, customer_id),
  constraint first_drafts_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on first_drafts using (workspace_id = madoguchi_workspace());

create table followers (
  workspace_id bigint not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  constraint followers_pkey PRIMARY KEY (workspace_id, conversation_id, agent_id),
  constraint followers_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE,
  constraint followers_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX followers_agent ON public.followers USING btree (workspace_id, agent_id, conversation_id);
create policy own_workspace on followers using (workspace_id = madoguchi_workspace());

create table harassment_evidence (
  workspace_id bigint not null,
  id uuid not null,
  harassment_id uuid not null,
  "position" integer not null,
  content text not null,
  hash bytea not null,
  constraint harassment_evidence_pkey PRIMARY KEY (workspace_id, id),
  constraint harassment_evidence_workspace_id_harassment_id_position_key UNIQUE (workspace_id, harassment_id, "position"),
  constraint harassment_evidence_workspace_id_harassment_id_fkey FOREIGN KEY (workspace_id, harassment_id) REFERENCES harassments(workspace_id, id)
);
create policy added on harassment_evidence using  with check (workspace_id = madoguchi_workspace());
create policy never_changed on harassment_evidence using (workspace_id = madoguchi_workspace()) with check false;
create policy own_workspace on harassment_evidence using (workspace_id = madoguchi_workspace());
create policy removed_with_record on harassment_evidence using ((workspace_id = madoguchi_workspace()) AND (EXISTS ( SELECT
   FROM harassments h
  WHERE ((h.workspace_id = madoguchi_workspace()) AND (h.id = harassment_evidence.harassment_id) AND (h.removing_at IS NOT NULL)))));

create table harassment_exposures (
  workspace_id bigint not null,
  harassment_id uuid not null,
  agent_id uuid not null,
  at timestamp with time zone not null,
  constraint harassment_exposures_pkey PRIMARY KEY (workspace_id, harassment_id, agent_id),
  constraint harassment_exposures_workspace_id_harassment_id_fkey FOREIGN KEY (workspace_id, harassment_id) REFERENCES harassments(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX harassment_exposures_agent ON public.harassment_exposures USING btree (workspace_id, agent_id, at);
create policy own_workspace on harassment_exposures using (workspace_id = madoguchi_workspace());

create table harassment_files (
  workspace_id bigint not null,
  evidence_id uuid not null,
  n integer not null,
  bytes bytea not null,
  constraint harassment_files_pkey PRIMARY KEY (workspace_id, evidence_id, n),
  constraint harassment_files_workspace_id_evidence_id_fkey FOREIGN KEY (workspace_id, evidence_id) REFERENCES harassment_evidence(workspace_id, id)
);
create policy added on harassment_files using  with check (workspace_id = madoguchi_workspace());
create policy never_changed on harassment_files using (workspace_id = madoguchi_workspace()) with check false;
create policy own_workspace on harassment_files using (workspace_id = madoguchi_workspace());
create policy removed_with_record on harassment_files using ((workspace_id = madoguchi_workspace()) AND (EXISTS ( SELECT
   FROM (harassment_evidence e
     JOIN harassments h ON (((h.workspace_id = madoguchi_workspace()) AND (h.id = e.harassment_id) AND (h.removing_at IS NOT NULL))))
  WHERE ((e.workspace_id = madoguchi_workspace()) AND (e.id = harassment_files.evidence_id)))));

create table harassment_steps (
  workspace_id bigint not null,
  id uuid not null,
  harassment_id uuid not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  step text not null,
  words text not null,
  details jsonb not null,
  constraint harassment_steps_pkey PRIMARY KEY (workspace_id, id),
  constraint harassment_steps_workspace_id_harassment_id_fkey FOREIGN KEY (workspace_id, harassment_id) REFERENCES harassments(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX harassment_steps_harassment ON public.harassment_steps USING btree (workspace_id, harassment_id, at);
create policy own_workspace on harassment_steps using (workspace_id = madoguchi_workspace());

create table harassments (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  kinds text[] not null,
  summary text not null,
  state text not null,
  reported_by uuid not null,
  reported_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision text not null,
  taken_over_by uuid,
  taken_over_at timestamp with time zone,
  review_on date,
  closed_at timestamp with time zone,
  closed_by uuid,
  evidence_count integer not null,
  evidence_hash bytea,
  removing_at timestamp with time zone,
  constraint harassments_pkey PRIMARY KEY (workspace_id, id),
  constraint harassments_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint harassments_check CHECK (((state = ANY (ARRAY['closed'::text, 'dismissed'::text])) = (closed_at IS NOT NULL))),
  constraint harassments_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'confirmed'::text, 'dismissed'::text, 'appealed'::text, 'closed'::text])))
);
CREATE INDEX harassments_closed ON public.harassments USING btree (workspace_id, closed_at, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX harassments_conversation ON public.harassments USING btree (workspace_id, conversation_id);
CREATE INDEX harassments_customer ON public.harassments USING btree (workspace_id, customer_id);
CREATE INDEX harassments_reported ON public.harassments USING btree (workspace_id, reported_at, id);
CREATE INDEX harassments_review ON public.harassments USING btree (workspace_id, review_on) WHERE ((review_on IS NOT NULL) AND (closed_at IS NULL));
create policy own_workspace on harassments using (workspace_id = madoguchi_workspace());

create table idempotency_keys (
  workspace_id bigint not null,
  caller text not null,
  key text not null,
  request_hash bytea not null,
  status integer not null,
  response jsonb,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (workspace_id, caller, key)
);
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (workspace_id, created_at);
create policy own_workspace on idempotency_keys using (workspace_id = madoguchi_workspace());

create table identities (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null,
  value text not null,
  value_key text not null,
  verified boolean not null default false,
  claimed boolean not null default false,
  created_at timestamp with time zone not null,
  origin_id uuid,
  bounced_at timestamp with time zone,
  bounce_kind text,
  bounce_reason jsonb,
  constraint identities_pkey PRIMARY KEY (workspace_id, id),
  constraint identities_workspace_id_kind_value_key_key UNIQUE (workspace_id, kind, value_key),
  constraint identities_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint identities_bounce_kind_check CHECK ((bounce_kind = ANY (ARRAY['hard'::text, 'soft'::text, 'complaint'::text])))
);
CREATE INDEX identities_customer ON public.identities USING btree (workspace_id, customer_id);
create policy own_workspace on identities using (workspace_id = madoguchi_workspace());

create table identity_claims (
  workspace_id bigint not null,
  customer_id uuid not null,
  kind text not null,
  value_key text not null,
  value text not null,
  claimed_at timestamp with time zone not null,
  constraint identity_claims_pkey PRIMARY KEY (workspace_id, customer_id, kind, value_key),
  constraint identity_claims_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX identity_claims_value ON public.identity_claims USING btree (workspace_id, kind, value_key);
create policy own_workspace on identity_claims using (workspace_id = madoguchi_workspace());

create table import_issues (
  workspace_id bigint not null,
  import_id uuid not null,
  id uuid not null,
  code text not null,
  place text not null,
  subject text not null,
  detail text not null,
  constraint import_issues_pkey PRIMARY KEY (workspace_id, import_id, id),
  constraint import_issues_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on import_issues using (workspace_id = madoguchi_workspace());

create table import_items (
  workspace_id bigint not null,
  import_id uuid not null,
  kind text not null,
  id text not null,
  parent_id text,
  at timestamp with time zone not null,
  data text not null,
  raw bytea,
  constraint import_items_pkey PRIMARY KEY (workspace_id, import_id, kind, id),
  constraint import_items_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE,
  constraint import_items_kind_check CHECK ((kind = ANY (ARRAY['talk'::text, 'said'::text, 'person'::text, 'agent'::text, 'team'::text])))
);
CREATE INDEX import_items_order ON public.import_items USING btree (workspace_id, import_id, kind, at, id);
CREATE INDEX import_items_parent ON public.import_items USING btree (workspace_id, import_id, parent_id) WHERE (parent_id IS NOT NULL);
create policy own_workspace on import_items using (workspace_id = madoguchi_workspace());

create table import_pieces (
  workspace_id bigint not null,
  import_id uuid not null,
  n integer not null,
  bytes bytea not null,
  constraint import_pieces_pkey PRIMARY KEY (workspace_id, import_id, n),
  constraint import_pieces_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on import_pieces using (workspace_id = madoguchi_workspace());

create table import_values (
  workspace_id bigint not null,
  import_id uuid not null,
  kind text not null,
  value text not null,
  label text not null,
  detail text,
  count bigint not null,
  constraint import_values_pkey PRIMARY KEY (workspace_id, import_id, kind, value),
  constraint import_values_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on import_values using (workspace_id = madoguchi_workspace());

create table imported (
  workspace_id bigint not null,
  kind text not null,
  key bytea not null,
  import_id uuid not null,
  target_id uuid not null,
  created boolean not null,
  version integer,
  constraint imported_pkey PRIMARY KEY (workspace_id, kind, key),
  constraint imported_kind_check CHECK ((kind = ANY (ARRAY['talk'::text, 'said'::text, 'person'::text])))
);
CREATE INDEX imported_import ON public.imported USING btree (workspace_id, import_id, kind, target_id) WHERE (kind <> 'said'::text);
CREATE INDEX imported_target ON public.imported USING btree (workspace_id, kind, target_id);
create policy own_workspace on imported using (workspace_id = madoguchi_workspace());

create table imports (
  workspace_id bigint not null,
  id uuid not null,
  source text not null,
  account text not null,
  file_name text not null,
  state text not null default 'uploading'::text,
  inbox_id uuid not null,
  options jsonb not null default '{}'::jsonb,
  mapping jsonb not null,
  size bigint not null,
  received bigint not null default 0,
  place jsonb,
  done bigint not null default 0,
  total bigint not null default 0,
  counts jsonb not null default '{}'::jsonb,
  failure jsonb,
  created_by uuid,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (workspace_id, id),
  constraint imports_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['uploading'::text, 'columns'::text, 'reading'::text, 'ready'::text, 'making'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text, 'removing'::text])))
);
create policy own_workspace on imports using (workspace_id = madoguchi_workspace());

create table inbox_gaps (
  workspace_id bigint not null,
  inbox_id uuid not null,
  key text not null,
  reason text not null,
  attempts integer not null,
  arrived_at timestamp with time zone,
  state text not null default 'open'::text,
  at timestamp with time zone not null,
  constraint inbox_gaps_pkey PRIMARY KEY (workspace_id, inbox_id, key),
  constraint inbox_gaps_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id) ON DELETE CASCADE,
  constraint inbox_gaps_state_check CHECK ((state = ANY (ARRAY['open'::text, 'wanted'::text, 'dismissed'::text, 'fetched'::text, 'gone'::text])))
);
CREATE INDEX inbox_gaps_open ON public.inbox_gaps USING btree (workspace_id, inbox_id) WHERE (state = ANY (ARRAY['open'::text, 'wanted'::text]));
create policy own_workspace on inbox_gaps using (workspace_id = madoguchi_workspace());

create table inbox_state (
  workspace_id bigint not null,
  inbox_id uuid not null,
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null,
  constraint inbox_state_pkey PRIMARY KEY (workspace_id, inbox_id, key),
  constraint inbox_state_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on inbox_state using (workspace_id = madoguchi_workspace());

create table inbox_teams (
  workspace_id bigint not null,
  inbox_id uuid not null,
  team_id uuid not null,
  constraint inbox_teams_pkey PRIMARY KEY (workspace_id, inbox_id, team_id),
  constraint inbox_teams_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id) ON DELETE CASCADE,
  constraint inbox_teams_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX inbox_teams_team ON public.inbox_teams USING btree (workspace_id, team_id);
create policy own_workspace on inbox_teams using (workspace_id = madoguchi_workspace());

create table inbox_tokens (
  token text not null,
  channel text not null,
  workspace_id bigint not null,
  inbox_id uuid not null,
  constraint inbox_tokens_pkey PRIMARY KEY (token)
);
CREATE INDEX inbox_tokens_inbox ON public.inbox_tokens USING btree (workspace_id, inbox_id);

create table inbox_watch (
  workspace_id bigint not null,
  inbox_id uuid not null,
  reading_done integer,
  reading_total integer,
  waiting integer not null default 0,
  oldest_at timestamp with time zone,
  access_renewed_at timestamp with time zone,
  access_ends_at timestamp with time zone,
  access_words jsonb,
  usual real[],
  heard_at timestamp with time zone,
  looked_at timestamp with time zone,
  silent_since timestamp with time zone,
  copies bigint not null default 0,
  copied_at timestamp with time zone,
  resumed_at timestamp with time zone,
  constraint inbox_watch_pkey PRIMARY KEY (workspace_id, inbox_id),
  constraint inbox_watch_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on inbox_watch using (workspace_id = madoguchi_workspace());

create table inboxes (
  workspace_id bigint not null,
  id uuid not null,
  channel text not null,
  name text not null,
  brand_id uuid,
  address text,
  state text not null default 'active'::text,
  settings jsonb not null default '{}'::jsonb,
  secrets bytea,
  health_state text not null default 'unknown'::text,
  health_reason jsonb,
  health_at timestamp with time zone,
  created_at timestamp with time zone not null,
  health_ok_at timestamp with time zone,
  acknowledge_paused_at timestamp with time zone,
  constraint inboxes_pkey PRIMARY KEY (workspace_id, id),
  constraint inboxes_workspace_id_brand_id_fkey FOREIGN KEY (workspace_id, brand_id) REFERENCES brands(workspace_id, id),
  constraint inboxes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint inboxes_health_state_check CHECK ((health_state = ANY (ARRAY['ok'::text, 'failing'::text, 'unknown'::text]))),
  constraint inboxes_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'archived'::text])))
);
create policy own_workspace on inboxes using (workspace_id = madoguchi_workspace());

create table keeping_rules (
  workspace_id bigint not null,
  kind text not null,
  days integer,
  changed_at timestamp with time zone not null,
  constraint keeping_rules_pkey PRIMARY KEY (workspace_id, kind),
  constraint keeping_rules_days_check CHECK ((days >= 1))
);
create policy own_workspace on keeping_rules using (workspace_id = madoguchi_workspace());

create table keeping_runs (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null,
  days integer not null,
  rows bigint not null default 0,
  from_at timestamp with time zone,
  to_at timestamp with time zone,
  place text,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint keeping_runs_pkey PRIMARY KEY (workspace_id, id)
);
CREATE INDEX keeping_runs_kind ON public.keeping_runs USING btree (workspace_id, kind, id DESC);
create policy own_workspace on keeping_runs using (workspace_id = madoguchi_workspace());

create table limited_contacts (
  workspace_id bigint not null,
  arrival_id uuid not null,
  limit_id uuid not null,
  inbox_id uuid not null,
  at timestamp with time zone not null,
  held_for text,
  constraint limited_contacts_pkey PRIMARY KEY (workspace_id, arrival_id),
  constraint limited_contacts_workspace_id_limit_id_fkey FOREIGN KEY (workspace_id, limit_id) REFERENCES contact_limits(workspace_id, id) ON DELETE CASCADE,
  constraint limited_contacts_held_for_check CHECK ((held_for = ANY (ARRAY['block'::text, 'channel'::text, 'number'::text, 'hours'::text])))
);
CREATE INDEX limited_contacts_limit ON public.limited_contacts USING btree (workspace_id, limit_id, at);
create policy own_workspace on limited_contacts using (workspace_id = madoguchi_workspace());

create table macro_runs (
  workspace_id bigint not null,
  id uuid not null,
  macro_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  message_id uuid,
  state_before jsonb not null,
  state_after jsonb not null,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint macro_runs_pkey PRIMARY KEY (workspace_id, id),
  constraint macro_runs_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint macro_runs_workspace_id_macro_id_fkey FOREIGN KEY (workspace_id, macro_id) REFERENCES macros(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX macro_runs_conversation ON public.macro_runs USING btree (workspace_id, conversation_id);
CREATE INDEX macro_runs_macro ON public.macro_runs USING btree (workspace_id, macro_id);
create policy own_workspace on macro_runs using (workspace_id = madoguchi_workspace());

create table macro_teams (
  workspace_id bigint not null,
  macro_id uuid not null,
  team_id uuid not null,
  constraint macro_teams_pkey PRIMARY KEY (workspace_id, macro_id, team_id),
  constraint macro_teams_workspace_id_macro_id_fkey FOREIGN KEY (workspace_id, macro_id) REFERENCES macros(workspace_id, id) ON DELETE CASCADE,
  constraint macro_teams_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX macro_teams_team ON public.macro_teams USING btree (workspace_id, team_id);
create policy own_workspace on macro_teams using (workspace_id = madoguchi_workspace());

create table macros (
  workspace_id bigint not null,
  id uuid not null,
  title text not null,
  title_key text not null,
  template_id uuid,
  steps jsonb not null,
  owner_id uuid not null,
  for_all boolean not null,
  revision integer not null,
  uses integer not null default 0,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint macros_pkey PRIMARY KEY (workspace_id, id),
  constraint macros_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint macros_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES agents(workspace_id, id),
  constraint macros_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES templates(workspace_id, id)
);
create policy own_workspace on macros using (workspace_id = madoguchi_workspace());

create table mentions (
  workspace_id bigint not null,
  agent_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  seen_at timestamp with time zone,
  constraint mentions_pkey PRIMARY KEY (workspace_id, agent_id, message_id),
  constraint mentions_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE,
  constraint mentions_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX mentions_conversation ON public.mentions USING btree (workspace_id, conversation_id, agent_id);
CREATE INDEX mentions_unseen ON public.mentions USING btree (workspace_id, agent_id, conversation_id) WHERE (seen_at IS NULL);
create policy own_workspace on mentions using (workspace_id = madoguchi_workspace());

create table message_facts (
  workspace_id bigint not null,
  conversation_id uuid not null,
  kind text not null,
  message_id uuid not null,
  at timestamp with time zone not null,
  inbox_id uuid not null,
  agent_id uuid,
  constraint message_facts_pkey PRIMARY KEY (workspace_id, conversation_id, kind, message_id),
  constraint message_facts_kind_check CHECK ((kind = ANY (ARRAY['inbound'::text, 'outbound'::text])))
);
create policy own_workspace on message_facts using (workspace_id = madoguchi_workspace());

create table messages (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  kind text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  text text not null,
  html text,
  subject text,
  recipients jsonb not null default '[]'::jsonb,
  context jsonb not null default '{}'::jsonb,
  mentions uuid[] not null default '{}'::uuid[],
  automatic boolean not null default false,
  channel_key text,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  receipt text,
  receipt_reason jsonb,
  receipt_at timestamp with time zone,
  send_at timestamp with time zone,
  arrival_id uuid,
  home_id uuid,
  constraint messages_pkey PRIMARY KEY (workspace_id, id),
  constraint messages_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint messages_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['customer'::text, 'agent'::text, 'system'::text, 'bot'::text]))),
  constraint messages_kind_check CHECK ((kind = ANY (ARRAY['inbound'::text, 'outbound'::text, 'note'::text]))),
  constraint messages_receipt_check CHECK ((receipt = ANY (ARRAY['awaiting'::text, 'scheduled'::text, 'queued'::text, 'held'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'bounced'::text, 'uncertain'::text, 'cancelled'::text])))
);
CREATE INDEX messages_conversation ON public.messages USING btree (workspace_id, conversation_id, id);
CREATE INDEX messages_home ON public.messages USING btree (workspace_id, home_id, id) WHERE (home_id IS NOT NULL);
create policy own_workspace on messages using (workspace_id = madoguchi_workspace());

create table migrations (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null,
  constraint migrations_pkey PRIMARY KEY (name)
);

create table notices (
  workspace_id bigint not null,
  agent_id uuid not null,
  subject text not null,
  id uuid not null,
  conversation_id uuid,
  inbox_id uuid,
  happening text not null,
  rank smallint not null,
  message_id uuid,
  actor_id uuid,
  detail text,
  count integer not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notices_pkey PRIMARY KEY (workspace_id, agent_id, subject),
  constraint notices_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX notices_at ON public.notices USING btree (workspace_id, at);
CREATE INDEX notices_conversation ON public.notices USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL);
CREATE UNIQUE INDEX notices_order ON public.notices USING btree (workspace_id, agent_id, id);
CREATE INDEX notices_unread ON public.notices USING btree (workspace_id, agent_id, id) WHERE (read_at IS NULL);
create policy own_workspace on notices using (workspace_id = madoguchi_workspace());

create table notification_choices (
  workspace_id bigint not null,
  agent_id uuid not null,
  happening text not null,
  ways text[] not null,
  constraint notification_choices_pkey PRIMARY KEY (workspace_id, agent_id, happening),
  constraint notification_choices_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on notification_choices using (workspace_id = madoguchi_workspace());

create table notification_preferences (
  workspace_id bigint not null,
  agent_id uuid not null,
  quiet text not null,
  quiet_from smallint not null,
  quiet_to smallint not null,
  mails text not null,
  mails_at smallint not null,
  push_words boolean not null,
  mail_words boolean not null,
  constraint notification_preferences_pkey PRIMARY KEY (workspace_id, agent_id),
  constraint notification_preferences_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE,
  constraint notification_preferences_mails_at_check CHECK (((mails_at >= 0) AND (mails_at <= 1439))),
  constraint notification_preferences_mails_check CHECK ((mails = ANY (ARRAY['each'::text, 'hourly'::text, 'daily'::text]))),
  constraint notification_preferences_quiet_check CHECK ((quiet = ANY (ARRAY['none'::text, 'hours'::text, 'calendar'::text]))),
  constraint notification_preferences_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint notification_preferences_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 1439)))
);
create policy own_workspace on notification_preferences using (workspace_id = madoguchi_workspace());

create table one_time_tokens (
  token_hash bytea not null,
  purpose text not null,
  workspace_id bigint not null,
  agent_id uuid,
  data jsonb not null default '{}'::jsonb,
  expires_at timestamp with time zone not null,
  constraint one_time_tokens_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX one_time_tokens_age ON public.one_time_tokens USING btree (expires_at);

create table order_mentions (
  workspace_id bigint not null,
  order_key text not null,
  conversation_id uuid not null,
  constraint order_mentions_pkey PRIMARY KEY (workspace_id, order_key, conversation_id),
  constraint order_mentions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX order_mentions_conversation ON public.order_mentions USING btree (workspace_id, conversation_id);
create policy own_workspace on order_mentions using (workspace_id = madoguchi_workspace());

create table outgoing_addresses (
  workspace_id bigint not null,
  inbox_id uuid not null,
  value_key text not null,
  message_id uuid not null,
  at timestamp with time zone not null,
  earlier_at timestamp with time zone,
  constraint outgoing_addresses_pkey PRIMARY KEY (workspace_id, inbox_id, value_key),
  constraint outgoing_addresses_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX outgoing_addresses_message ON public.outgoing_addresses USING btree (workspace_id, message_id);
create policy own_workspace on outgoing_addresses using (workspace_id = madoguchi_workspace());

create table partners (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null,
  name text not null,
  people jsonb not null,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint partners_pkey PRIMARY KEY (workspace_id, id),
  constraint partners_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint partners_kind_check CHECK ((kind = ANY (ARRAY['department'::text, 'supplier'::text, 'carrier'::text, 'other'::text])))
);
CREATE UNIQUE INDEX partners_name ON public.partners USING btree (workspace_id, name) WHERE (removed_at IS NULL);
create policy own_workspace on partners using (workspace_id = madoguchi_workspace());

create table passkeys (
  workspace_id bigint not null,
  id uuid not null,
  agent_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkeys_pkey PRIMARY KEY (workspace_id, id),
  constraint passkeys_workspace_id_credential_id_key UNIQUE (workspace_id, credential_id),
  constraint passkeys_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX passkeys_agent ON public.passkeys USING btree (workspace_id, agent_id);
create policy own_workspace on passkeys using (workspace_id = madoguchi_workspace());

create table post_conversations (
  workspace_id bigint not null,
  post_id uuid not null,
  conversation_id uuid not null,
  "position" integer not null,
  constraint post_conversations_pkey PRIMARY KEY (workspace_id, post_id, conversation_id),
  constraint post_conversations_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint post_conversations_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id) REFERENCES posts(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX post_conversations_conversation ON public.post_conversations USING btree (workspace_id, conversation_id);
create policy own_workspace on post_conversations using (workspace_id = madoguchi_workspace());

create table post_reads (
  workspace_id bigint not null,
  post_id uuid not null,
  agent_id uuid not null,
  revision integer not null,
  read_at timestamp with time zone not null,
  constraint post_reads_pkey PRIMARY KEY (workspace_id, post_id, agent_id),
  constraint post_reads_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id),
  constraint post_reads_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id) REFERENCES posts(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX post_reads_agent ON public.post_reads USING btree (workspace_id, agent_id);
create policy own_workspace on post_reads using (workspace_id = madoguchi_workspace());

create table post_teams (
  workspace_id bigint not null,
  post_id uuid not null,
  team_id uuid not null,
  constraint post_teams_pkey PRIMARY KEY (workspace_id, post_id, team_id),
  constraint post_teams_workspace_id_post_id_fkey FOREIGN KEY (workspace_id, post_id) REFERENCES posts(workspace_id, id) ON DELETE CASCADE,
  constraint post_teams_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX post_teams_team ON public.post_teams USING btree (workspace_id, team_id);
create policy own_workspace on post_teams using (workspace_id = madoguchi_workspace());

create table posts (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null,
  title text not null,
  body text not null,
  for_all boolean not null,
  must_read boolean not null,
  expires_at timestamp with time zone,
  author_id uuid not null,
  revision integer not null,
  created_at timestamp with time zone not null,
  told_at timestamp with time zone not null,
  edited_at timestamp with time zone,
  done_at timestamp with time zone,
  done_by uuid,
  removed_at timestamp with time zone,
  constraint posts_pkey PRIMARY KEY (workspace_id, id),
  constraint posts_workspace_id_author_id_fkey FOREIGN KEY (workspace_id, author_id) REFERENCES agents(workspace_id, id),
  constraint posts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint posts_kind_check CHECK ((kind = ANY (ARRAY['handover'::text, 'announcement'::text])))
);
CREATE INDEX posts_created ON public.posts USING btree (workspace_id, created_at);
CREATE INDEX posts_told ON public.posts USING btree (workspace_id, kind, told_at DESC, id DESC) WHERE (removed_at IS NULL);
create policy own_workspace on posts using (workspace_id = madoguchi_workspace());

create table presence_changes (
  workspace_id bigint not null,
  id uuid not null,
  agent_id uuid not null,
  state text not null,
  reason text,
  at timestamp with time zone not null,
  actor_id uuid,
  constraint presence_changes_pkey PRIMARY KEY (workspace_id, id),
  constraint presence_changes_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id)
);
CREATE INDEX presence_changes_agent ON public.presence_changes USING btree (workspace_id, agent_id, at);
create policy own_workspace on presence_changes using (workspace_id = madoguchi_workspace());

create table presence_reasons (
  workspace_id bigint not null,
  state text not null,
  name text not null,
  "position" integer not null,
  constraint presence_reasons_pkey PRIMARY KEY (workspace_id, state, name),
  constraint presence_reasons_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint presence_reasons_state_check CHECK ((state = ANY (ARRAY['online'::text, 'away'::text, 'call'::text, 'training'::text, 'off'::text])))
);
create policy own_workspace on presence_reasons using (workspace_id = madoguchi_workspace());

create table presences (
  workspace_id bigint not null,
  agent_id uuid not null,
  state text not null,
  reason text,
  since timestamp with time zone not null,
  constraint presences_pkey PRIMARY KEY (workspace_id, agent_id),
  constraint presences_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id),
  constraint presences_state_check CHECK ((state = ANY (ARRAY['online'::text, 'away'::text, 'call'::text, 'training'::text, 'off'::text])))
);
create policy own_workspace on presences using (workspace_id = madoguchi_workspace());

create table processes (
  number integer not null generated always as identity,
  worker_ids text[] not null default '{}'::text[],
  roles text[] not null,
  started_at timestamp with time zone not null,
  constraint processes_pkey PRIMARY KEY (number)
);

create table push_devices (
  workspace_id bigint not null,
  id uuid not null,
  agent_id uuid not null,
  session_id uuid not null,
  endpoint text not null,
  sealed bytea not null,
  name text not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  problem jsonb,
  constraint push_devices_pkey PRIMARY KEY (workspace_id, id),
  constraint push_devices_workspace_id_endpoint_key UNIQUE (workspace_id, endpoint),
  constraint push_devices_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX push_devices_agent ON public.push_devices USING btree (workspace_id, agent_id);
CREATE INDEX push_devices_session ON public.push_devices USING btree (workspace_id, session_id);
create policy own_workspace on push_devices using (workspace_id = madoguchi_workspace());

create table push_keys (
  workspace_id bigint not null,
  public_key text not null,
  sealed bytea not null,
  created_at timestamp with time zone not null,
  constraint push_keys_pkey PRIMARY KEY (workspace_id),
  constraint push_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
create policy own_workspace on push_keys using (workspace_id = madoguchi_workspace());

create table queued (
  workspace_id bigint not null,
  conversation_id uuid not null,
  queue_id uuid not null,
  since timestamp with time zone not null,
  rank smallint not null,
  pinned boolean not null default false,
  constraint queued_pkey PRIMARY KEY (workspace_id, conversation_id),
  constraint queued_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint queued_workspace_id_queue_id_fkey FOREIGN KEY (workspace_id, queue_id) REFERENCES queues(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX queued_order ON public.queued USING btree (workspace_id, rank, since, conversation_id);
CREATE INDEX queued_queue ON public.queued USING btree (workspace_id, queue_id, rank, since, conversation_id);
create policy own_workspace on queued using (workspace_id = madoguchi_workspace());

create table queues (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  "position" integer not null,
  applies jsonb,
  team_ids uuid[] not null,
  mode text not null,
  skills jsonb not null,
  language text not null,
  last_agent boolean not null,
  urgent jsonb,
  overflow_seconds integer,
  overflow_team_ids uuid[] not null,
  created_at timestamp with time zone not null,
  constraint queues_pkey PRIMARY KEY (workspace_id, id),
  constraint queues_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint queues_language_check CHECK ((language = ANY (ARRAY['must'::text, 'rather'::text, 'ignore'::text]))),
  constraint queues_mode_check CHECK ((mode = ANY (ARRAY['load'::text, 'turn'::text, 'hand'::text]))),
  constraint queues_overflow_seconds_check CHECK ((overflow_seconds > 0))
);
create policy own_workspace on queues using (workspace_id = madoguchi_workspace());

create table report_rebuilds (
  workspace_id bigint not null,
  state text not null,
  asked_by text,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  total integer not null default 0,
  done integer not null default 0,
  after_id uuid,
  constraint report_rebuilds_pkey PRIMARY KEY (workspace_id),
  constraint report_rebuilds_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
create policy own_workspace on report_rebuilds using (workspace_id = madoguchi_workspace());

create table report_settings (
  workspace_id bigint not null,
  first_contact_days integer not null default 7,
  constraint report_settings_pkey PRIMARY KEY (workspace_id),
  constraint report_settings_first_contact_days_check CHECK (((first_contact_days >= 1) AND (first_contact_days <= 60)))
);
create policy own_workspace on report_settings using (workspace_id = madoguchi_workspace());

create table roles (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  description text not null,
  permissions text[] not null,
  all_inboxes boolean not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint roles_pkey PRIMARY KEY (workspace_id, id),
  constraint roles_workspace_id_name_key UNIQUE (workspace_id, name),
  constraint roles_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
create policy own_workspace on roles using (workspace_id = madoguchi_workspace());

create table routing_settings (
  workspace_id bigint not null,
  capacity integer not null,
  chats integer not null,
  points jsonb not null,
  constraint routing_settings_pkey PRIMARY KEY (workspace_id),
  constraint routing_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint routing_settings_capacity_check CHECK (((capacity >= 1) AND (capacity <= 1000))),
  constraint routing_settings_chats_check CHECK (((chats >= 1) AND (chats <= 100)))
);
create policy own_workspace on routing_settings using (workspace_id = madoguchi_workspace());

create table routing_turns (
  workspace_id bigint not null,
  agent_id uuid not null,
  turn bigint not null,
  constraint routing_turns_pkey PRIMARY KEY (workspace_id, agent_id),
  constraint routing_turns_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id)
);
create policy own_workspace on routing_turns using (workspace_id = madoguchi_workspace());

create table routings (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  queue_id uuid not null,
  queue_name text not null,
  since timestamp with time zone not null,
  at timestamp with time zone not null,
  agent_id uuid,
  why jsonb,
  constraint routings_pkey PRIMARY KEY (workspace_id, id),
  constraint routings_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX routings_conversation ON public.routings USING btree (workspace_id, conversation_id, id);
CREATE INDEX routings_queue ON public.routings USING btree (workspace_id, queue_id, at);
create policy own_workspace on routings using (workspace_id = madoguchi_workspace());

create table rule_happenings (
  workspace_id bigint not null,
  id uuid not null,
  event_id uuid not null,
  conversation_id uuid not null,
  triggers text[] not null,
  at_id uuid,
  rule_id uuid,
  moment timestamp with time zone,
  because uuid[] not null,
  at timestamp with time zone not null,
  constraint rule_happenings_pkey PRIMARY KEY (workspace_id, id),
  constraint rule_happenings_workspace_id_event_id_conversation_id_key UNIQUE (workspace_id, event_id, conversation_id),
  constraint rule_happenings_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on rule_happenings using (workspace_id = madoguchi_workspace());

create table rule_runs (
  workspace_id bigint not null,
  id uuid not null,
  rule_id uuid not null,
  rule_name text not null,
  version integer not null,
  conversation_id uuid not null,
  event_id uuid not null,
  trigger text not null,
  because uuid[] not null,
  state text not null,
  reason text,
  why jsonb,
  steps jsonb not null,
  outward integer not null,
  at timestamp with time zone not null,
  constraint rule_runs_pkey PRIMARY KEY (workspace_id, id),
  constraint rule_runs_workspace_id_rule_id_event_id_conversation_id_key UNIQUE (workspace_id, rule_id, event_id, conversation_id),
  constraint rule_runs_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint rule_runs_state_check CHECK ((state = ANY (ARRAY['done'::text, 'unchanged'::text, 'failed'::text, 'stopped'::text])))
);
CREATE INDEX rule_runs_conversation ON public.rule_runs USING btree (workspace_id, conversation_id, id);
CREATE INDEX rule_runs_outward ON public.rule_runs USING btree (workspace_id, at) WHERE (outward > 0);
CREATE INDEX rule_runs_rule ON public.rule_runs USING btree (workspace_id, rule_id, id);
create policy own_workspace on rule_runs using (workspace_id = madoguchi_workspace());

create table rule_settings (
  workspace_id bigint not null,
  stamp bigint not null,
  per_conversation integer not null,
  per_hour integer not null,
  constraint rule_settings_pkey PRIMARY KEY (workspace_id),
  constraint rule_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint rule_settings_per_conversation_check CHECK (((per_conversation >= 0) AND (per_conversation <= 1000))),
  constraint rule_settings_per_hour_check CHECK (((per_hour >= 0) AND (per_hour <= 1000000)))
);
create policy own_workspace on rule_settings using (workspace_id = madoguchi_workspace());

create table rules (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  "position" integer not null,
  enabled boolean not null,
  answers_to jsonb not null,
  applies jsonb,
  steps jsonb not null,
  stops boolean not null,
  version integer not null,
  confirmed text[] not null,
  since timestamp with time zone not null,
  looked_at timestamp with time zone not null,
  looked_id uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint rules_pkey PRIMARY KEY (workspace_id, id),
  constraint rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
create policy own_workspace on rules using (workspace_id = madoguchi_workspace());

create table saved_views (
  workspace_id bigint not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  shared boolean not null default false,
  filter jsonb not null,
  "position" integer not null default 0,
  created_at timestamp with time zone not null,
  constraint saved_views_pkey PRIMARY KEY (workspace_id, id),
  constraint saved_views_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on saved_views using (workspace_id = madoguchi_workspace());

create table scim_groups (
  workspace_id bigint not null,
  id uuid not null,
  provider_id uuid not null,
  display_name text not null,
  name_key text not null,
  external_id text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint scim_groups_pkey PRIMARY KEY (workspace_id, id),
  constraint scim_groups_workspace_id_provider_id_name_key_key UNIQUE (workspace_id, provider_id, name_key),
  constraint scim_groups_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES sso_providers(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on scim_groups using (workspace_id = madoguchi_workspace());

create table scim_members (
  workspace_id bigint not null,
  group_id uuid not null,
  agent_id uuid not null,
  constraint scim_members_pkey PRIMARY KEY (workspace_id, group_id, agent_id),
  constraint scim_members_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES scim_people(workspace_id, agent_id) ON DELETE CASCADE,
  constraint scim_members_workspace_id_group_id_fkey FOREIGN KEY (workspace_id, group_id) REFERENCES scim_groups(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX scim_members_agent ON public.scim_members USING btree (workspace_id, agent_id);
create policy own_workspace on scim_members using (workspace_id = madoguchi_workspace());

create table scim_people (
  workspace_id bigint not null,
  agent_id uuid not null,
  provider_id uuid not null,
  user_name text not null,
  user_key text not null,
  external_id text,
  display_name text,
  formatted_name text,
  family_name text,
  given_name text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint scim_people_pkey PRIMARY KEY (workspace_id, agent_id),
  constraint scim_people_workspace_id_provider_id_user_key_key UNIQUE (workspace_id, provider_id, user_key),
  constraint scim_people_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id),
  constraint scim_people_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES sso_providers(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on scim_people using (workspace_id = madoguchi_workspace());

create table scim_tokens (
  token_hash bytea not null,
  workspace_id bigint not null,
  provider_id uuid not null,
  prefix text not null,
  made_by uuid,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint scim_tokens_pkey PRIMARY KEY (token_hash),
  constraint scim_tokens_workspace_id_provider_id_key UNIQUE (workspace_id, provider_id)
);

create table search_documents (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  customer_id uuid not null,
  at timestamp with time zone not null,
  body text not null,
  tokens tsvector not null,
  constraint search_documents_pkey PRIMARY KEY (workspace_id, id)
);
CREATE INDEX search_documents_at ON public.search_documents USING btree (workspace_id, at DESC, id DESC);
CREATE INDEX search_documents_tokens ON public.search_documents USING gin (workspace_id, tokens) WITH (gin_pending_list_limit='1024');

create table search_refreshes (
  workspace_id bigint not null,
  version integer not null,
  phase text not null,
  after_id uuid,
  done integer not null default 0,
  total integer not null default 0,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint search_refreshes_pkey PRIMARY KEY (workspace_id),
  constraint search_refreshes_phase_check CHECK ((phase = ANY (ARRAY['customers'::text, 'conversations'::text, 'messages'::text, 'done'::text])))
);
create policy own_workspace on search_refreshes using (workspace_id = madoguchi_workspace());

create table send_checks (
  workspace_id bigint not null,
  rules jsonb not null,
  constraint send_checks_pkey PRIMARY KEY (workspace_id)
);
create policy own_workspace on send_checks using (workspace_id = madoguchi_workspace());

create table sendings (
  workspace_id bigint not null,
  id uuid not null,
  telling_id uuid not null,
  agent_id uuid not null,
  way text not null,
  state text not null,
  reason text,
  detail jsonb,
  devices smallint,
  due_at timestamp with time zone not null,
  at timestamp with time zone,
  tries smallint not null default 0,
  deferred smallint not null default 0,
  constraint sendings_pkey PRIMARY KEY (workspace_id, id),
  constraint sendings_workspace_id_telling_id_fkey FOREIGN KEY (workspace_id, telling_id) REFERENCES tellings(workspace_id, id) ON DELETE CASCADE,
  constraint sendings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'skipped'::text]))),
  constraint sendings_way_check CHECK ((way = ANY (ARRAY['push'::text, 'mail'::text])))
);
CREATE INDEX sendings_agent ON public.sendings USING btree (workspace_id, agent_id, way, at);
CREATE INDEX sendings_due ON public.sendings USING btree (workspace_id, due_at) WHERE (state = 'waiting'::text);
CREATE INDEX sendings_telling ON public.sendings USING btree (workspace_id, telling_id);
create policy own_workspace on sendings using (workspace_id = madoguchi_workspace());

create table sessions (
  token_hash bytea not null,
  id uuid not null,
  workspace_id bigint not null,
  agent_id uuid not null,
  state text not null,
  device text not null,
  address text not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  provider_id uuid,
  sign_out bytea,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_id_key UNIQUE (id),
  constraint sessions_state_check CHECK ((state = ANY (ARRAY['second-factor'::text, 'signed-in'::text])))
);
CREATE INDEX sessions_agent ON public.sessions USING btree (workspace_id, agent_id);

create table sign_in_failures (
  subject text not null,
  count integer not null,
  window_start timestamp with time zone not null,
  blocked_until timestamp with time zone,
  constraint sign_in_failures_pkey PRIMARY KEY (subject)
);

create table sign_in_names (
  email text not null,
  workspace_id bigint not null,
  agent_id uuid not null,
  constraint sign_in_names_pkey PRIMARY KEY (email)
);

create table skills (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  constraint skills_pkey PRIMARY KEY (workspace_id, id),
  constraint skills_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX skills_name ON public.skills USING btree (workspace_id, name);
create policy own_workspace on skills using (workspace_id = madoguchi_workspace());

create table sla_clocks (
  workspace_id bigint not null,
  conversation_id uuid not null,
  promise text not null,
  message_id uuid not null,
  policy_id uuid not null,
  seconds integer not null,
  business_time boolean not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  stretches jsonb not null,
  due_at timestamp with time zone,
  next_at timestamp with time zone,
  warned_at timestamp with time zone,
  breached_at timestamp with time zone,
  was_told boolean not null default false,
  constraint sla_clocks_pkey PRIMARY KEY (workspace_id, message_id, promise),
  constraint sla_clocks_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint sla_clocks_promise_check CHECK ((promise = ANY (ARRAY['first'::text, 'next'::text, 'resolve'::text])))
);
CREATE INDEX sla_clocks_broken ON public.sla_clocks USING btree (workspace_id, breached_at) WHERE (breached_at IS NOT NULL);
CREATE INDEX sla_clocks_conversation ON public.sla_clocks USING btree (workspace_id, conversation_id);
CREATE INDEX sla_clocks_kept ON public.sla_clocks USING btree (workspace_id, ended_at) WHERE ((ended_at IS NOT NULL) AND (breached_at IS NULL));
CREATE INDEX sla_clocks_next ON public.sla_clocks USING btree (workspace_id, next_at) WHERE (next_at IS NOT NULL);
create policy own_workspace on sla_clocks using (workspace_id = madoguchi_workspace());

create table sla_policies (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  "position" integer not null,
  applies jsonb,
  first_seconds integer,
  next_seconds integer,
  resolve_seconds integer,
  business_time boolean not null,
  pauses text[] not null,
  warn_percent integer,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint sla_policies_pkey PRIMARY KEY (workspace_id, id),
  constraint sla_policies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint sla_policies_check CHECK (((first_seconds > 0) AND (next_seconds > 0) AND (resolve_seconds > 0))),
  constraint sla_policies_warn_percent_check CHECK (((warn_percent >= 1) AND (warn_percent <= 99)))
);
create policy own_workspace on sla_policies using (workspace_id = madoguchi_workspace());

create table sso_identities (
  workspace_id bigint not null,
  provider_id uuid not null,
  subject text not null,
  agent_id uuid not null,
  linked_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  constraint sso_identities_pkey PRIMARY KEY (workspace_id, provider_id, subject),
  constraint sso_identities_workspace_id_provider_id_agent_id_key UNIQUE (workspace_id, provider_id, agent_id),
  constraint sso_identities_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id),
  constraint sso_identities_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES sso_providers(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX sso_identities_agent ON public.sso_identities USING btree (workspace_id, agent_id);
create policy own_workspace on sso_identities using (workspace_id = madoguchi_workspace());

create table sso_providers (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret bytea,
  state text not null,
  scopes text[] not null,
  groups_claim text not null,
  email_domains text[] not null,
  adds_people boolean not null,
  follows_groups boolean not null,
  default_role text,
  mappings jsonb not null,
  signs_out boolean not null,
  proven_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint sso_providers_pkey PRIMARY KEY (workspace_id, id),
  constraint sso_providers_workspace_id_name_key UNIQUE (workspace_id, name),
  constraint sso_providers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint sso_providers_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'on'::text, 'only'::text])))
);
create policy own_workspace on sso_providers using (workspace_id = madoguchi_workspace());

create table standing_resolves (
  workspace_id bigint not null,
  conversation_id uuid not null,
  fact_id uuid not null,
  at timestamp with time zone not null,
  inbox_id uuid not null,
  team_id uuid,
  agent_id uuid,
  origin text not null,
  value double precision not null,
  business_value double precision not null,
  inbound integer not null,
  outbound integer not null,
  constraint standing_resolves_pkey PRIMARY KEY (workspace_id, conversation_id)
);
CREATE INDEX standing_resolves_at ON public.standing_resolves USING btree (workspace_id, at);
create policy own_workspace on standing_resolves using (workspace_id = madoguchi_workspace());

create table tags (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  name_key text not null,
  colour text not null,
  created_at timestamp with time zone not null,
  constraint tags_pkey PRIMARY KEY (workspace_id, id),
  constraint tags_workspace_id_name_key_key UNIQUE (workspace_id, name_key)
);
create policy own_workspace on tags using (workspace_id = madoguchi_workspace());

create table task_lists (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  checklist_id uuid not null,
  name text not null,
  added_by uuid,
  added_at timestamp with time zone not null,
  constraint task_lists_pkey PRIMARY KEY (workspace_id, id),
  constraint task_lists_workspace_id_checklist_id_fkey FOREIGN KEY (workspace_id, checklist_id) REFERENCES checklists(workspace_id, id),
  constraint task_lists_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX task_lists_conversation ON public.task_lists USING btree (workspace_id, conversation_id);
create policy own_workspace on task_lists using (workspace_id = madoguchi_workspace());

create table tasks (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  list_id uuid,
  "position" integer not null,
  title text not null,
  assignee_id uuid,
  due_at timestamp with time zone,
  told_at timestamp with time zone,
  created_by uuid,
  created_at timestamp with time zone not null,
  done_at timestamp with time zone,
  done_by uuid,
  removed_at timestamp with time zone,
  constraint tasks_pkey PRIMARY KEY (workspace_id, id),
  constraint tasks_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint tasks_workspace_id_list_id_fkey FOREIGN KEY (workspace_id, list_id) REFERENCES task_lists(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX tasks_assignee ON public.tasks USING btree (workspace_id, assignee_id, due_at, id) WHERE ((done_at IS NULL) AND (removed_at IS NULL));
CREATE INDEX tasks_conversation ON public.tasks USING btree (workspace_id, conversation_id);
CREATE INDEX tasks_deadline ON public.tasks USING btree (workspace_id, due_at) WHERE ((due_at IS NOT NULL) AND (removed_at IS NULL));
CREATE INDEX tasks_done ON public.tasks USING btree (workspace_id, done_at, id) WHERE ((done_at IS NOT NULL) AND (removed_at IS NULL));
CREATE INDEX tasks_due ON public.tasks USING btree (workspace_id, due_at) WHERE ((done_at IS NULL) AND (removed_at IS NULL) AND (told_at IS NULL));
CREATE INDEX tasks_list ON public.tasks USING btree (workspace_id, list_id) WHERE (list_id IS NOT NULL);
create policy own_workspace on tasks using (workspace_id = madoguchi_workspace());

create table team_members (
  workspace_id bigint not null,
  team_id uuid not null,
  agent_id uuid not null,
  constraint team_members_pkey PRIMARY KEY (workspace_id, team_id, agent_id),
  constraint team_members_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE,
  constraint team_members_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX team_members_agent ON public.team_members USING btree (workspace_id, agent_id);
create policy own_workspace on team_members using (workspace_id = madoguchi_workspace());

create table teams (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  constraint teams_pkey PRIMARY KEY (workspace_id, id),
  constraint teams_workspace_id_name_key UNIQUE (workspace_id, name)
);
create policy own_workspace on teams using (workspace_id = madoguchi_workspace());

create table tellings (
  workspace_id bigint not null,
  id uuid not null,
  agent_id uuid not null,
  happening text not null,
  subject text not null,
  conversation_id uuid,
  inbox_id uuid,
  message_id uuid,
  actor_id uuid,
  detail text,
  count integer not null,
  why text not null,
  ways text[] not null,
  at timestamp with time zone not null,
  constraint tellings_pkey PRIMARY KEY (workspace_id, id),
  constraint tellings_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX tellings_agent ON public.tellings USING btree (workspace_id, agent_id, id);
create policy own_workspace on tellings using (workspace_id = madoguchi_workspace());

create table template_teams (
  workspace_id bigint not null,
  template_id uuid not null,
  team_id uuid not null,
  constraint template_teams_pkey PRIMARY KEY (workspace_id, template_id, team_id),
  constraint template_teams_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE,
  constraint template_teams_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES templates(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX template_teams_team ON public.template_teams USING btree (workspace_id, team_id);
create policy own_workspace on template_teams using (workspace_id = madoguchi_workspace());

create table template_uses (
  workspace_id bigint not null,
  id uuid not null,
  template_id uuid not null,
  number integer not null,
  conversation_id uuid not null,
  agent_id uuid,
  at timestamp with time zone not null,
  due_at timestamp with time zone,
  came_back boolean,
  constraint template_uses_pkey PRIMARY KEY (workspace_id, id),
  constraint template_uses_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint template_uses_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES templates(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX template_uses_conversation ON public.template_uses USING btree (workspace_id, conversation_id);
CREATE INDEX template_uses_due ON public.template_uses USING btree (workspace_id, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX template_uses_template ON public.template_uses USING btree (workspace_id, template_id, at);
create policy own_workspace on template_uses using (workspace_id = madoguchi_workspace());

create table template_versions (
  workspace_id bigint not null,
  template_id uuid not null,
  number integer not null,
  variants jsonb not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  restored_from integer,
  approved_by uuid,
  approved_at timestamp with time zone,
  measured integer not null default 0,
  returned integer not null default 0,
  constraint template_versions_pkey PRIMARY KEY (workspace_id, template_id, number),
  constraint template_versions_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES templates(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on template_versions using (workspace_id = madoguchi_workspace());

create table templates (
  workspace_id bigint not null,
  id uuid not null,
  title text not null,
  folder text not null,
  shortcut text,
  shortcut_key text,
  owner_id uuid not null,
  for_all boolean not null,
  expires_on date,
  latest integer not null,
  approved integer,
  revision integer not null,
  uses integer not null default 0,
  last_used_at timestamp with time zone,
  title_key text not null,
  search_text text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  draft_text text not null default ''::text,
  measured integer not null default 0,
  returned integer not null default 0,
  purpose text not null default 'answer'::text,
  constraint templates_pkey PRIMARY KEY (workspace_id, id),
  constraint templates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint templates_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES agents(workspace_id, id),
  constraint templates_check CHECK ((approved <= latest)),
  constraint templates_purpose_check CHECK ((purpose = ANY (ARRAY['answer'::text, 'refusal'::text])))
);
CREATE UNIQUE INDEX templates_shortcut ON public.templates USING btree (workspace_id, shortcut_key) WHERE ((shortcut_key IS NOT NULL) AND (archived_at IS NULL));
create policy own_workspace on templates using (workspace_id = madoguchi_workspace());

create table thread_keys (
  workspace_id bigint not null,
  inbox_id uuid not null,
  key text not null,
  conversation_id uuid not null,
  message_id uuid,
  constraint thread_keys_pkey PRIMARY KEY (workspace_id, inbox_id, key),
  constraint thread_keys_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX thread_keys_conversation ON public.thread_keys USING btree (workspace_id, conversation_id);
create policy own_workspace on thread_keys using (workspace_id = madoguchi_workspace());

create table thread_suggestions (
  workspace_id bigint not null,
  conversation_id uuid not null,
  target_id uuid not null,
  reason text not null,
  detail text,
  message_id uuid not null,
  state text not null default 'open'::text,
  at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  constraint thread_suggestions_pkey PRIMARY KEY (workspace_id, conversation_id, target_id),
  constraint thread_suggestions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint thread_suggestions_workspace_id_target_id_fkey FOREIGN KEY (workspace_id, target_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE,
  constraint thread_suggestions_reason_check CHECK ((reason = ANY (ARRAY['token'::text, 'message-id'::text, 'reference'::text, 'order'::text, 'forward'::text]))),
  constraint thread_suggestions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'joined'::text, 'declined'::text])))
);
CREATE INDEX thread_suggestions_target ON public.thread_suggestions USING btree (workspace_id, target_id);
create policy own_workspace on thread_suggestions using (workspace_id = madoguchi_workspace());

create table unanswered (
  workspace_id bigint not null,
  conversation_id uuid not null,
  waiting_since timestamp with time zone not null,
  told_at timestamp with time zone not null,
  constraint unanswered_pkey PRIMARY KEY (workspace_id, conversation_id),
  constraint unanswered_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations(workspace_id, id) ON DELETE CASCADE
);
create policy own_workspace on unanswered using (workspace_id = madoguchi_workspace());

create table unanswered_rules (
  workspace_id bigint not null,
  "position" integer not null,
  inbox_id uuid,
  team_id uuid,
  seconds integer,
  business_time boolean not null,
  tells text[] not null,
  constraint unanswered_rules_pkey PRIMARY KEY (workspace_id, "position"),
  constraint unanswered_rules_workspace_id_inbox_id_fkey FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes(workspace_id, id) ON DELETE CASCADE,
  constraint unanswered_rules_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE,
  constraint unanswered_rules_check CHECK (((inbox_id IS NULL) OR (team_id IS NULL))),
  constraint unanswered_rules_seconds_check CHECK ((seconds >= 60))
);
create policy own_workspace on unanswered_rules using (workspace_id = madoguchi_workspace());

create table webhook_deliveries (
  workspace_id bigint not null,
  id uuid not null,
  webhook_id uuid not null,
  event_id uuid not null,
  event text not null,
  body text not null,
  state text not null,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone,
  last_status integer,
  last_reason jsonb,
  last_answer text,
  last_attempt_at timestamp with time zone,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint webhook_deliveries_pkey PRIMARY KEY (workspace_id, id),
  constraint webhook_deliveries_workspace_id_webhook_id_event_id_key UNIQUE (workspace_id, webhook_id, event_id),
  constraint webhook_deliveries_workspace_id_webhook_id_fkey FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhooks(workspace_id, id) ON DELETE CASCADE,
  constraint webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (workspace_id, webhook_id, next_attempt_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX webhook_deliveries_failed ON public.webhook_deliveries USING btree (workspace_id, webhook_id, id DESC) WHERE (state = 'failed'::text);
CREATE INDEX webhook_deliveries_webhook ON public.webhook_deliveries USING btree (workspace_id, webhook_id, id DESC);
create policy own_workspace on webhook_deliveries using (workspace_id = madoguchi_workspace());

create table webhooks (
  workspace_id bigint not null,
  id uuid not null,
  url text not null,
  description text not null default ''::text,
  events text[] not null,
  inbox_ids uuid[] not null default '{}'::uuid[],
  secret bytea not null,
  previous_secret_until timestamp with time zone,
  state text not null default 'active'::text,
  reason jsonb,
  failures integer not null default 0,
  failing_since timestamp with time zone,
  hold_until timestamp with time zone,
  last_success_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint webhooks_pkey PRIMARY KEY (workspace_id, id),
  constraint webhooks_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'disabled'::text])))
);
create policy own_workspace on webhooks using (workspace_id = madoguchi_workspace());

create table work_limits (
  workspace_id bigint not null,
  agent_id uuid not null,
  capacity integer,
  chats integer,
  constraint work_limits_pkey PRIMARY KEY (workspace_id, agent_id),
  constraint work_limits_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agents(workspace_id, id),
  constraint work_limits_capacity_check CHECK (((capacity >= 0) AND (capacity <= 1000))),
  constraint work_limits_chats_check CHECK (((chats >= 0) AND (chats <= 100)))
);
create policy own_workspace on work_limits using (workspace_id = madoguchi_workspace());

create table workspaces (
  id bigint not null generated always as identity,
  name text not null,
  language text not null,
  time_zone text not null,
  undo_seconds integer not null default 8,
  created_at timestamp with time zone not null,
  mask_numbers boolean not null default false,
  constraint workspaces_pkey PRIMARY KEY (id),
  constraint workspaces_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
  constraint workspaces_undo_seconds_check CHECK (((undo_seconds >= 0) AND (undo_seconds <= 60)))
);

create sequence conversation_numbers;

CREATE OR REPLACE FUNCTION public.madoguchi_add_jobs(specs jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform graphile_worker.add_jobs(array(
    select row(
      s ->> 'identifier', (s -> 'payload')::json, s ->> 'queue_name', (s ->> 'run_at')::timestamptz,
      (s ->> 'max_attempts')::integer, s ->> 'job_key', null, null
    )::graphile_worker.job_spec
    from jsonb_array_elements(specs) s
  ));
end $function$

CREATE OR REPLACE FUNCTION public.madoguchi_customers_matching(bigint, wanted tsquery, patterns text[])
 RETURNS TABLE(id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.id from customers c
  where c.workspace_id = $1 and $1 = madoguchi_workspace() and c.tokens @@ wanted and c.search_text like all(patterns)
$function$

CREATE OR REPLACE FUNCTION public.madoguchi_job_counts()
 RETURNS TABLE(state text, count bigint, oldest timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select case when j.attempts >= j.max_attempts then 'failed' when j.locked_at is not null then 'running'
      when j.run_at > now() then 'scheduled' else 'waiting' end, count(*), min(j.run_at)
  from graphile_worker.jobs j
  group by 1
$function$

CREATE OR REPLACE FUNCTION public.madoguchi_learn(which text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  execute 'analyze ' || case which
    when 'history' then 'conversations, messages, conversation_changes'
    when 'imports' then 'imported, import_items, customers, identities, thread_keys'
    else 'facts, message_facts, standing_resolves' end;
end $function$

CREATE OR REPLACE FUNCTION public.madoguchi_protect(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy own_workspace on %s using (workspace_id = madoguchi_workspace())', target);
end $function$

CREATE OR REPLACE FUNCTION public.madoguchi_workspace()
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('madoguchi.workspace'::text, true), ''::text))::bigint
