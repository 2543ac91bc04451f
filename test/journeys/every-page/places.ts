import { answer, broken, click, press, send, type Place } from './acts.ts'
import { peoplePlaces, providerPlaces } from './people.ts'
import { reports } from './reports.ts'

/** What the pages of the demo shop are about. */
export interface Things {
  mail: string
  chat: string
  customer: string
  agent: string
  webhook: string
  calendar: string
  template: string
  policy: string
  archived: string
  inboxes: Record<string, string>
}

const brokenCustomers = broken('**/api/customers?*')
const brokenPairs = broken('**/api/customer-merge-suggestions?*')
const needed = answer('**/api/setup', { needed: true })
const secondFactor = answer('**/api/session', { state: 'second-factor' })

const settings = (path = ''): Place[] => [
  { name: `settings ${path}`.trim(), path: path === '' ? '/settings' : `/settings/${path}` },
]
/** The dialog behind the main button of a settings page. */
const dialogOf = (path: string): Place => ({
  name: `settings ${path} dialog`,
  path: `/settings/${path}`,
  open: click('main header button'),
})

const stranded = (inboxId: string) =>
  answer('**/api/inboxes/*/quarantine?*', {
    items: ['unreadable', 'unstorable', 'disconnected', 'unfinished'].map((cause, nth) => ({
      id: `00000000-0000-7000-8000-00000000000${nth}`,
      inboxId,
      cause,
      detail: nth === 1 ? 'value out of range: the date of the mail lies in the year 20261' : '',
      attempts: nth + 1,
      from: nth === 0 ? null : '山田 花子 <hanako@customer.example>',
      subject: nth === 0 ? null : '定期便の解約について',
      size: 2_000 * 9 ** nth,
      kept: ['whole', 'whole', 'beginning', 'nothing'][nth],
      receivedAt: new Date(Date.now() - nth * 86_400_000).toISOString(),
    })),
    next: null,
  })

const access: Record<string, Place[]> = {
  ...providerPlaces,
  '/': [{ name: 'home', path: '/' }],
  '/sign-in': [
    { name: 'sign-in', path: '/sign-in', signedOut: true },
    {
      name: 'sign-in refused',
      path: '/sign-in',
      signedOut: true,
      open: send('input[name=email]', '[role=alert]'),
    },
    {
      name: 'second factor',
      path: '/sign-in',
      signedOut: true,
      before: secondFactor,
      open: send('input[name=email]', 'input[autocomplete=one-time-code]'),
    },
  ],
  '/setup': [{ name: 'set-up', path: '/setup', signedOut: true, before: needed }],
  '/forgot-password': [
    { name: 'forgot', path: '/forgot-password', signedOut: true },
    {
      name: 'forgot sent',
      path: '/forgot-password',
      signedOut: true,
      open: send('input[name=email]', '[role=status]'),
    },
  ],
  '/set-password': [{ name: 'set-password', path: '/set-password#token', signedOut: true }],
}

const conversations = (mail: string, chat: string): Record<string, Place[]> => {
  const inbox = `/inbox/${mail}`
  return {
    '/inbox': [
      { name: 'inbox', path: '/inbox' },
      { name: 'inbox empty', path: '/inbox?view=mentions&status=any' },
      { name: 'inbox filter', path: '/inbox?priority=urgent', open: click('header button[aria-expanded]') },
    ],
    '/inbox/$conversationId': [
      { name: 'mail', path: inbox },
      { name: 'chat', path: `/inbox/${chat}` },
      { name: 'note', path: inbox, open: (page) => page.keyboard.press('n') },
      {
        name: 'recipients',
        path: inbox,
        open: async (page) => {
          await page.locator('article [class*=recipients] > button[aria-expanded=false]').last().click()
          await page.locator('article input[inputmode=email]').first().waitFor()
        },
      },
      { name: 'assign', path: inbox, open: press('a') },
      { name: 'snooze', path: inbox, open: press('s') },
      { name: 'tags', path: inbox, open: press('t') },
      { name: 'clocks', path: inbox, open: click('header button:has(svg.lucide-timer)') },
      { name: 'gone', path: '/inbox/00000000-0000-7000-8000-000000000000' },
      { name: 'commands', path: inbox, open: press('Control+k') },
      { name: 'help', path: inbox, open: press('?') },
    ],
  }
}

const pages = [
  'account',
  'security',
  'notifications',
  'workspace',
  'brands',
  'hours',
  'tags',
  'sending',
  'attributes',
  'figures',
  'answers',
  'unanswered',
  'sla',
  'keeping',
  'imports',
  'imports/new',
  'inboxes',
  'inboxes/new',
  'people',
  'teams',
  'roles',
  'sign-in',
  'sessions',
  'keys',
  'webhooks',
  'audit',
]
/** Pages that have a dialog behind their main button. */
const withDialog = [
  'brands',
  'hours',
  'tags',
  'attributes',
  'people',
  'teams',
  'roles',
  'sign-in',
  'keys',
  'webhooks',
]

/** Lists that the demo shop never has empty, or that don't come. */
const odd: Place[] = [
  { name: 'settings hours empty', path: '/settings/hours', before: answer('**/api/calendars', []) },
  {
    name: 'settings hours broken',
    path: '/settings/hours',
    before: broken('**/api/calendars'),
  },
  { name: 'settings sla empty', path: '/settings/sla', before: answer('**/api/sla-policies', []) },
  { name: 'settings sla remove', path: '/settings/sla', open: click('main ol li > div button') },
]

const policyPlaces = (policy: string): Place[] => [
  { name: 'settings policy', path: `/settings/sla/${policy}` },
  {
    name: 'settings policy condition',
    path: `/settings/sla/${policy}`,
    open: click('[data-add]'),
  },
  { name: 'settings policy new', path: '/settings/sla/new' },
  {
    name: 'settings policy broken',
    path: '/settings/sla/new',
    before: broken('**/api/conditions'),
  },
  { name: 'settings policy gone', path: '/settings/sla/00000000-0000-7000-8000-000000000000' },
]

const settingsPlaces = ({
  agent,
  webhook,
  calendar,
  policy,
  archived,
  inboxes,
}: Things): Record<string, Place[]> => ({
  '/settings': settings(),
  '/settings/inboxes/$inboxId/health': Object.entries(inboxes).map(([channel, id]) => ({
    name: `settings inbox ${channel} health`,
    path: `/settings/inboxes/${id}/health`,
  })),
  '/settings/inboxes/$inboxId': [
    ...Object.entries(inboxes).map(([channel, id]) => ({
      name: `settings inbox ${channel}`,
      path: `/settings/inboxes/${id}`,
    })),
    { name: 'settings inbox archived', path: `/settings/inboxes/${archived}` },
    {
      name: 'settings inbox quarantine',
      path: `/settings/inboxes/${archived}`,
      before: stranded(archived),
    },
  ],
  '/settings/people/$agentId': [{ name: 'settings person', path: `/settings/people/${agent}` }],
  ...peoplePlaces,
  '/settings/webhooks/$webhookId': [{ name: 'settings webhook', path: `/settings/webhooks/${webhook}` }],
  '/settings/hours/$calendarId': [
    { name: 'settings calendar', path: `/settings/hours/${calendar}` },
    {
      name: 'settings calendar copy',
      path: `/settings/hours/${calendar}`,
      open: click('main ul li:nth-child(2) > button:last-child'),
    },
    { name: 'settings calendar gone', path: '/settings/hours/00000000-0000-7000-8000-000000000000' },
  ],
  '/settings/sla/$policyId': policyPlaces(policy),
  ...Object.fromEntries(
    pages.map((path) => [
      `/settings/${path}`,
      [
        ...settings(path),
        ...(withDialog.includes(path) ? [dialogOf(path)] : []),
        ...odd.filter((place) => place.path === `/settings/${path}`),
      ],
    ]),
  ),
})

/** Every state that is looked at, by the route that it belongs to; `*` for what belongs to none. */
export const placesOf = (things: Things): Record<string, Place[]> => ({
  ...access,
  ...conversations(things.mail, things.chat),
  '/search': [
    { name: 'search', path: '/search' },
    { name: 'search found', path: '/search?q=%E6%B3%A8%E6%96%87' },
    { name: 'search nothing', path: '/search?q=zzzzzz' },
  ],
  '/customers': [
    { name: 'customers', path: '/customers' },
    { name: 'customers broken', path: '/customers', before: brokenCustomers },
  ],
  '/customers/duplicates': [
    { name: 'duplicates', path: '/customers/duplicates' },
    { name: 'duplicates broken', path: '/customers/duplicates', before: brokenPairs },
  ],
  '/customers/$customerId': [
    { name: 'customer', path: `/customers/${things.customer}` },
    { name: 'customer history', path: `/customers/${things.customer}?show=history` },
  ],
  '/templates': [
    { name: 'templates', path: '/templates' },
    { name: 'templates nothing', path: '/templates?q=zzzzzz' },
    { name: 'templates dialog', path: '/templates', open: click('main header > button') },
  ],
  '/templates/macros': [
    { name: 'macros', path: '/templates/macros' },
    { name: 'macros dialog', path: '/templates/macros', open: click('main header > button:last-child') },
  ],
  '/templates/$templateId': [
    { name: 'template', path: `/templates/${things.template}` },
    {
      name: 'template variable',
      path: `/templates/${things.template}`,
      open: click('main form section button[type=button]'),
    },
    { name: 'template gone', path: '/templates/00000000-0000-7000-8000-000000000000' },
  ],
  '/new-message': [{ name: 'new message', path: '/new-message' }],
  '/unsent': [{ name: 'unsent', path: '/unsent' }],
  ...reports,
  ...settingsPlaces(things),
  '/$': [{ name: 'not found', path: '/nowhere/at/all' }],
  '*': [{ name: 'API', path: '/api/docs' }],
})
