import type { ComponentType } from 'react'

/** A screen that is fetched when it is first wanted. */
type Screen = () => Promise<{ default: ComponentType }>

/**
 * One page of the settings: menu, route and command come from it. What the app does not fetch before it is looked at stands
 * apart: its icon in `frame/icons.ts`, and more words under which the command bar finds it in `page-words.ts`.
 */
export interface SettingsPage {
  /** Its address below `/settings/`. */
  path: string
  group: SettingsGroup
  /** Key of its name, in the texts that are always loaded: `app:settings.teams`. */
  text: string
  /** Permission without which nobody sees it. The server refuses by itself; this only hides. */
  permission?: string
  load: Screen
  /** Texts that it needs besides those of the settings. */
  texts?: readonly string[]
  /** Screens below it, by the rest of their address: `new`, `$inboxId`. */
  below?: Readonly<Record<string, Screen>>
}

/** Groups of the menu, from top to bottom. */
export const settingsGroups = ['own', 'workspace', 'team', 'people', 'inboxes', 'connections'] as const
export type SettingsGroup = (typeof settingsGroups)[number]

/** Every page, in the order of the menu within its group. */
export const settingsPages: readonly SettingsPage[] = [
  {
    path: 'account',
    group: 'own',
    text: 'app:settings.account',
    load: () => import('./account/Profile.tsx'),
    texts: ['account'],
  },
  {
    path: 'notifications',
    group: 'own',
    text: 'app:settings.notifications',
    load: () => import('./notifications/Notifications.tsx'),
    texts: ['notify'],
  },
  {
    path: 'security',
    group: 'own',
    text: 'app:settings.security',
    load: () => import('./account/Security.tsx'),
    texts: ['account'],
  },
  {
    path: 'workspace',
    group: 'workspace',
    text: 'app:settings.workspace',
    permission: 'settings.write',
    load: () => import('./workspace/Workspace.tsx'),
  },
  {
    path: 'brands',
    group: 'workspace',
    text: 'app:settings.brands',
    permission: 'settings.write',
    load: () => import('./brands/Brands.tsx'),
  },
  {
    path: 'hours',
    group: 'team',
    text: 'app:settings.hours',
    permission: 'settings.write',
    load: () => import('./hours/Hours.tsx'),
    below: { $calendarId: () => import('./hours/CalendarPage.tsx') },
  },
  {
    path: 'sla',
    group: 'team',
    text: 'app:settings.sla',
    permission: 'sla.write',
    load: () => import('./sla/Policies.tsx'),
    texts: ['sla', 'clocks', 'conditions'],
    below: { $policyId: () => import('./sla/PolicyPage.tsx') },
  },
  {
    path: 'answers',
    group: 'team',
    text: 'app:settings.answers',
    permission: 'settings.write',
    load: () => import('./answers/AnswerLimits.tsx'),
  },
  {
    path: 'unanswered',
    group: 'team',
    text: 'app:settings.unanswered',
    permission: 'settings.write',
    load: () => import('./unanswered/Unanswered.tsx'),
    texts: ['unanswered', 'sla'],
  },
  {
    path: 'routing',
    group: 'team',
    text: 'app:settings.routing',
    permission: 'routing.write',
    load: () => import('./routing/Routing.tsx'),
    texts: ['queues', 'skills', 'conditions'],
    below: { $queueId: () => import('./routing/QueuePage.tsx') },
  },
  {
    path: 'skills',
    group: 'team',
    text: 'app:settings.skills',
    permission: 'skills.write',
    load: () => import('./skills/Skills.tsx'),
    texts: ['skills', 'presence'],
    below: { $agentId: () => import('./skills/WorkProfilePage.tsx') },
  },
  {
    path: 'checklists',
    group: 'team',
    text: 'app:settings.checklists',
    permission: 'checklists.write',
    load: () => import('./checklists/Checklists.tsx'),
    texts: ['checklists'],
  },
  {
    path: 'complaints',
    group: 'team',
    text: 'app:settings.complaints',
    permission: 'complaints.manage',
    load: () => import('./complaints/Complaints.tsx'),
    texts: ['complaints'],
  },
  {
    path: 'tags',
    group: 'workspace',
    text: 'app:settings.tags',
    permission: 'settings.write',
    load: () => import('./tags/Tags.tsx'),
  },
  {
    path: 'sending',
    group: 'workspace',
    text: 'app:settings.sending',
    permission: 'settings.write',
    load: () => import('./sending/Sending.tsx'),
    texts: ['sending'],
  },
  {
    path: 'attributes',
    group: 'workspace',
    text: 'app:settings.attributes',
    permission: 'settings.write',
    load: () => import('./attributes/Attributes.tsx'),
  },
  {
    path: 'figures',
    group: 'workspace',
    text: 'app:settings.figures',
    permission: 'settings.write',
    load: () => import('./reports/Figures.tsx'),
  },
  {
    path: 'inboxes',
    group: 'inboxes',
    text: 'app:settings.inboxes',
    permission: 'intake.retry',
    load: () => import('./inboxes/Inboxes.tsx'),
    texts: ['quarantine', 'health'],
    below: {
      new: () => import('./inboxes/NewInbox.tsx'),
      $inboxId: () => import('./inboxes/InboxPage.tsx'),
      '$inboxId/health': () => import('./inboxes/health/HealthPage.tsx'),
    },
  },
  {
    path: 'people',
    group: 'people',
    text: 'app:settings.people',
    permission: 'people.write',
    load: () => import('./people/People.tsx'),
    below: { $agentId: () => import('./people/Person.tsx') },
  },
  {
    path: 'teams',
    group: 'people',
    text: 'app:settings.teams',
    permission: 'people.write',
    load: () => import('./teams/Teams.tsx'),
  },
  {
    path: 'roles',
    group: 'people',
    text: 'app:settings.roles',
    permission: 'people.write',
    load: () => import('./roles/Roles.tsx'),
    texts: ['roles'],
    below: { $roleId: () => import('./roles/RolePage.tsx') },
  },
  {
    path: 'sign-in',
    group: 'people',
    text: 'app:settings.sign-in',
    permission: 'access.write',
    load: () => import('./sso/SignInWays.tsx'),
    texts: ['sso'],
    below: { $providerId: () => import('./sso/ProviderPage.tsx') },
  },
  {
    path: 'keys',
    group: 'connections',
    text: 'app:settings.keys',
    permission: 'settings.write',
    load: () => import('./keys/ApiKeys.tsx'),
    texts: ['connections'],
  },
  {
    path: 'webhooks',
    group: 'connections',
    text: 'app:settings.webhooks',
    permission: 'settings.write',
    load: () => import('./webhooks/Webhooks.tsx'),
    texts: ['connections'],
    below: { $webhookId: () => import('./webhooks/WebhookPage.tsx') },
  },
  {
    path: 'keeping',
    group: 'workspace',
    text: 'app:settings.keeping',
    permission: 'settings.write',
    load: () => import('./keeping/Keeping.tsx'),
    texts: ['keeping'],
  },
  {
    path: 'imports',
    group: 'workspace',
    text: 'app:settings.imports',
    permission: 'imports.manage',
    load: () => import('./imports/Imports.tsx'),
    texts: ['imports'],
    below: {
      new: () => import('./imports/NewImport.tsx'),
      $importId: () => import('./imports/ImportPage.tsx'),
    },
  },
  {
    path: 'audit',
    group: 'workspace',
    text: 'app:settings.audit',
    permission: 'audit.read',
    load: () => import('./audit/Audit.tsx'),
    texts: ['audit'],
  },
]
