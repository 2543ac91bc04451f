import type { APIRequestContext, Page } from 'playwright-core'
import { answer, broken, click, type Place } from './acts.ts'

/** What pages of working together are about. */
export interface Teamwork {
  /** A conversation with tasks. */
  conversation: string
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

/** Makes what the demo shop does not have: checklists, and tasks of every kind. */
export const prepareTeam = async (
  request: APIRequestContext,
  { agent, conversation }: { agent: string; conversation: string },
): Promise<Teamwork> => {
  const made = async <T>(path: string, data: object): Promise<T> =>
    (await (await request.post(path, { data })).json()) as T
  const { agent: me } = (await (await request.get('/api/me')).json()) as { agent: { id: string } }
  const item = (title: string, assignee = 'nobody', dueHours: number | null = null) => ({
    title,
    assignee,
    dueHours,
  })
  const { id: checklistId } = await made<{ id: string }>('/api/checklists', {
    name: '返品・交換の手順',
    items: [
      item('注文番号とお届け日を確認する', 'holder', 4),
      item('お客様に返送先の住所と送料の負担についてご案内する', agent, 24),
      item('返金または交換品の発送を手配する'),
    ],
  })
  await made('/api/checklists', { name: '不良品', items: [item('写真をもらう')] })
  const on = `/api/conversations/${conversation}`
  const listed = await made<{ tasks: { id: string }[] }>(`${on}/checklists`, { checklistId })
  const [first] = listed.tasks
  await request.patch(`/api/tasks/${first?.id}`, { data: { done: true } })
  const task = (title: string, dueAt: string | null) =>
    made<{ id: string }>(`${on}/tasks`, { title, assigneeId: me.id, dueAt })
  await task('倉庫に在庫と入荷予定を確認する', inDays(-1))
  await task('店長に相談する', inDays(0.2))
  await task('来週の入荷後にもう一度ご連絡する', inDays(6))
  await task('箱の写真をもらう', null)
  const done = await task('お電話する', inDays(-2))
  await request.patch(`/api/tasks/${done.id}`, { data: { done: true } })
  return { conversation }
}

/** Shows the work on the conversation, where there is no room for it at first, too. */
const beside = async (page: Page) => {
  await page.locator('article header').first().waitFor({ timeout: 30_000 })
  if ((await page.locator('aside').count()) === 0) await page.keyboard.press(']')
  await page.locator('#side-work').click()
  await page.locator('aside input[type=checkbox]').first().waitFor({ timeout: 30_000 })
}

/** States of working together, by the route that they belong to. */
export const teamPlaces = ({ conversation }: Teamwork): Record<string, Place[]> => ({
  '/inbox/$conversationId': [
    { name: 'work', path: `/inbox/${conversation}`, open: beside },
    {
      name: 'work due',
      path: `/inbox/${conversation}`,
      open: async (page) => {
        await beside(page)
        await page.locator('aside li button[aria-haspopup]').last().click()
        await page.getByRole('dialog').last().waitFor()
      },
    },
  ],
  '/team': [{ name: 'team', path: '/team' }],
  '/team/tasks': [
    { name: 'team tasks', path: '/team/tasks' },
    { name: 'team tasks of all', path: '/team/tasks?assignee=anybody' },
    { name: 'team tasks done', path: '/team/tasks?state=done' },
    {
      name: 'team tasks empty',
      path: '/team/tasks',
      before: answer('**/api/tasks?*', { items: [], next: null }),
    },
    { name: 'team tasks broken', path: '/team/tasks', before: broken('**/api/tasks?*') },
  ],
  '/settings/checklists': [
    { name: 'settings checklists', path: '/settings/checklists' },
    {
      name: 'settings checklists empty',
      path: '/settings/checklists',
      before: answer('**/api/checklists', []),
    },
    { name: 'settings checklists dialog', path: '/settings/checklists', open: click('main header button') },
    {
      name: 'settings checklist',
      path: '/settings/checklists',
      open: click('main ul li button:not([aria-label])'),
    },
  ],
})
