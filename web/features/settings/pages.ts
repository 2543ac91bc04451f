/**
 * One page of the settings: menu, route and command come from it. What the app does not fetch before it is looked at stands
 * apart: its screens and their texts in `screens.ts`, its icon in `frame/icons.ts`, and more words under which the command bar
 * finds it in `page-words.ts`.
 */
export interface SettingsPage {
  /** Its address below `/settings/`, and its name in the texts that are always loaded: `app:settings.teams`. */
  path: string
  group: SettingsGroup
  /** Permission without which nobody sees it. The server refuses by itself; this only hides. */
  permission?: string
  /** Screens below it, by the rest of their address: `new`, `$inboxId`. */
  below?: readonly string[]
}

/** Groups of the menu, from top to bottom. */
export const settingsGroups = ['own', 'workspace', 'team', 'people', 'inboxes', 'connections'] as const
export type SettingsGroup = (typeof settingsGroups)[number]

/** Every page, in the order of the menu within its group. */
export const settingsPages: readonly SettingsPage[] = [
  { path: 'account', group: 'own' },
  { path: 'notifications', group: 'own', below: ['history'] },
  { path: 'security', group: 'own' },
  { path: 'workspace', group: 'workspace', permission: 'settings.write' },
  { path: 'brands', group: 'workspace', permission: 'settings.write' },
  { path: 'hours', group: 'team', permission: 'settings.write', below: ['$calendarId'] },
  { path: 'sla', group: 'team', permission: 'sla.write', below: ['$policyId'] },
  { path: 'answers', group: 'team', permission: 'settings.write' },
  { path: 'unanswered', group: 'team', permission: 'settings.write' },
  { path: 'routing', group: 'team', permission: 'routing.write', below: ['$queueId'] },
  { path: 'rules', group: 'team', permission: 'automations.write', below: ['$ruleId'] },
  { path: 'skills', group: 'team', permission: 'skills.write', below: ['$agentId'] },
  { path: 'checklists', group: 'team', permission: 'checklists.write' },
  { path: 'complaints', group: 'team', permission: 'complaints.manage' },
  { path: 'partners', group: 'team', permission: 'partners.write' },
  { path: 'tags', group: 'workspace', permission: 'settings.write' },
  { path: 'sending', group: 'workspace', permission: 'settings.write' },
  { path: 'attributes', group: 'workspace', permission: 'settings.write' },
  { path: 'figures', group: 'workspace', permission: 'settings.write' },
  {
    path: 'inboxes',
    group: 'inboxes',
    permission: 'intake.retry',
    below: ['new', '$inboxId', '$inboxId/health'],
  },
  {
    path: 'people',
    group: 'people',
    permission: 'people.write',
    below: ['$agentId', '$agentId/notifications'],
  },
  { path: 'teams', group: 'people', permission: 'people.write' },
  { path: 'roles', group: 'people', permission: 'people.write', below: ['$roleId'] },
  { path: 'sign-in', group: 'people', permission: 'access.write', below: ['$providerId'] },
  { path: 'sessions', group: 'people', permission: 'sessions.write' },
  { path: 'keys', group: 'connections', permission: 'settings.write' },
  { path: 'webhooks', group: 'connections', permission: 'settings.write', below: ['$webhookId'] },
  { path: 'keeping', group: 'workspace', permission: 'settings.write' },
  { path: 'imports', group: 'workspace', permission: 'imports.manage', below: ['new', '$importId'] },
  { path: 'audit', group: 'workspace', permission: 'audit.read' },
]

/** The name of a page, as a key of the texts that are always loaded. */
export const nameOf = ({ path }: SettingsPage): string => `app:settings.${path}`
