import type { APIRequestContext, Page } from 'playwright-core'
import { answer, broken, click, type Place } from './acts.ts'

/** What pages of queues and of what people can do are about. */
export interface Queueing {
  queue: string
  agent: string
  /** A conversation beside which is said where it waits and who had it. */
  conversation: string
}

const made = async (request: APIRequestContext, path: string, data: object): Promise<string> =>
  ((await (await request.post(path, { data })).json()) as { id: string }).id

/** Makes what the demo shop does not have: skills, reasons, queues that give nothing away by themselves. */
export const prepareQueues = async (
  request: APIRequestContext,
  { agent, conversation }: Omit<Queueing, 'queue'>,
): Promise<Queueing> => {
  const skills = [
    await made(request, '/api/skills', { name: '返品・交換' }),
    await made(request, '/api/skills', { name: 'ギフト包装と熨斗の相談' }),
  ]
  await request.put(`/api/agents/${agent}/work-profile`, {
    data: {
      capacity: 12,
      chats: null,
      languages: [
        { language: 'ja', level: 5 },
        { language: 'en', level: 3 },
      ],
      skills: skills.map((skillId, nth) => ({ skillId, level: 4 - nth })),
    },
  })
  await request.put('/api/presence-reasons', {
    data: [
      { state: 'away', name: '昼休み' },
      { state: 'away', name: '休憩' },
      { state: 'call', name: 'お客様に折り返し中' },
    ],
  })
  await request.put(`/api/agents/${agent}/presence`, { data: { state: 'away', reason: '昼休み' } })
  const [team] = (await (await request.get('/api/teams')).json()) as { id: string }[]
  const usual = {
    name: '返品・交換',
    applies: {
      match: 'any',
      of: [
        { condition: 'conversation.subject', how: 'contains', value: ['返品', '交換'] },
        { condition: 'conversation.priority', how: 'any-of', value: ['urgent'] },
      ],
    },
    teamIds: team ? [team.id] : [],
    mode: 'hand',
    skills: [],
    language: 'ignore',
    lastAgent: true,
    urgent: null,
    overflowSeconds: null,
    overflowTeamIds: [],
  }
  const queue = await made(request, '/api/queues', usual)
  await made(request, '/api/queues', { ...usual, name: 'そのほかのお問い合わせ', applies: null, teamIds: [] })
  await made(request, '/api/queues', { ...usual, name: '至急' })
  return { queue, agent, conversation }
}

/** Where the conversation waits, and all ways in which it left queues before. */
const routing = (agent: string) => {
  const [since, at] = ['2026-11-23T01:00:00.000Z', '2026-11-23T01:12:00.000Z']
  const queue = { queueId: agent, queue: 'ギフトと熨斗についてのご相談' }
  const why = {
    mode: 'load',
    here: 5,
    able: 3,
    by: 'load',
    skills: [{ skillId: agent, level: 4 }],
    language: 'en',
    points: 2,
    load: 3,
    capacity: 8,
    overflow: true,
  }
  return {
    place: { ...queue, since, position: 3, expectedSeconds: 720, nobody: 'skill' },
    routings: [
      { ...queue, id: agent.replace(/.$/, '1'), since, at, agentId: agent, why },
      { ...queue, id: agent.replace(/.$/, '2'), since, at, agentId: null, why: null },
    ],
  }
}

/** Shows what stands beside the conversation, where there is no room for it at first, too. */
const beside = async (page: Page) => {
  const side = page.locator('aside')
  await page.locator('article header').first().waitFor({ timeout: 30_000 })
  if ((await side.count()) === 0) await page.keyboard.press(']')
  await page.locator('#side-work').click()
  await page
    .locator('aside summary')
    .filter({ hasText: /これまでの振り分け|Before that/ })
    .click()
}
const ownMenu = click('nav button[aria-describedby=own-presence]')

/** States of queues, presence and what people can do, by the route that they belong to. */
export const queuePlaces = ({ queue, agent, conversation }: Queueing): Record<string, Place[]> => ({
  '/inbox': [
    { name: 'own menu', path: '/inbox', open: ownMenu },
    {
      name: 'presence',
      path: '/inbox',
      open: async (page) => {
        await ownMenu(page)
        await page
          .getByRole('option', { name: /理由|reason/i })
          .last()
          .click()
        await page.locator('[role=dialog] input[type=radio]').first().waitFor()
      },
    },
  ],
  '/inbox/$conversationId': [
    {
      name: 'routing',
      path: `/inbox/${conversation}`,
      before: answer('**/api/conversations/*/routing', routing(agent)),
      open: beside,
    },
  ],
  '/settings/routing': [
    { name: 'settings routing', path: '/settings/routing' },
    { name: 'settings routing empty', path: '/settings/routing', before: answer('**/api/queues', []) },
    { name: 'settings routing broken', path: '/settings/routing', before: broken('**/api/queues') },
    {
      name: 'settings routing remove',
      path: '/settings/routing',
      open: click('main ol button:has(svg.lucide-trash-2)'),
    },
  ],
  '/settings/routing/$queueId': [
    { name: 'settings queue new', path: '/settings/routing/new' },
    { name: 'settings queue', path: `/settings/routing/${queue}` },
    { name: 'settings queue gone', path: '/settings/routing/00000000-0000-7000-8000-000000000000' },
  ],
  '/settings/skills': [
    { name: 'settings skills', path: '/settings/skills' },
    { name: 'settings skills empty', path: '/settings/skills', before: answer('**/api/skills', []) },
    { name: 'settings skills broken', path: '/settings/skills', before: broken('**/api/work-profiles') },
    {
      name: 'settings skill dialog',
      path: '/settings/skills',
      open: click('main section button:has(svg.lucide-plus)'),
    },
    {
      name: 'settings reasons dialog',
      path: '/settings/skills',
      open: click('main section button:has(svg.lucide-pencil)'),
    },
  ],
  '/settings/skills/$agentId': [
    { name: 'settings work profile', path: `/settings/skills/${agent}` },
    { name: 'settings work profile gone', path: '/settings/skills/00000000-0000-7000-8000-000000000000' },
  ],
})
