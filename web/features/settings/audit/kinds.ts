/** What can be looked for in the log: beginnings of actions' names. */
export const kinds = [
  'access.sign-in',
  'access.',
  'agents.',
  'workspace.',
  'inboxes.',
  'intake.',
  'conversations.',
  'templates.',
  'customers.',
  'webhooks.',
  'hours.',
  'sla.',
  'routing.',
  'automations.',
  'reports.',
  'keeping.',
] as const
