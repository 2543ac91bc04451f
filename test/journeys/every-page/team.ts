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
  colleague: APIRequestContext,
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
    name: '返品・交換の受付手順',
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
  await preparePosts(request, colleague, conversation)
  await prepareAsides(request, conversation)
  return { conversation }
}

/** What others were asked, answered and not, and whom one can ask. */
const prepareAsides = async (request: APIRequestContext, conversation: string): Promise<void> => {
  const made = async <T>(path: string, data: object): Promise<T> =>
    (await (await request.post(path, { data })).json()) as T
  const { id: partnerId } = await made<{ id: string }>('/api/partners', {
    kind: 'department',
    name: '品質管理課（第二工場）',
    people: [],
  })
  await made('/api/partners', {
    kind: 'carrier',
    name: '青空運輸 カスタマーサポートセンター',
    people: [{ name: '受付', address: 'support@carrier.example' }],
  })
  const { id: typeId } = await made<{ id: string }>('/api/escalation-types', {
    name: '破損の調査',
    partnerId,
    dueHours: 24,
  })
  const ask = (subject: string, text: string, dueAt: string | null) =>
    made<{ id: string }>(`/api/conversations/${conversation}/asides`, {
      kind: 'escalation',
      partnerId,
      typeId,
      people: [],
      subject,
      text,
      dueAt,
    })
  const first = await ask('破損の調査', '注ぎ口の欠けは検品時からのものでしょうか。', inDays(1))
  await made(`/api/asides/${first.id}/answers`, {
    author: '品質 一郎',
    text: '検品の写真では欠けていません。\n輸送中の破損と思われます。\n\n> 注ぎ口の欠けは検品時からのものでしょうか。',
  })
  await ask('在庫の確認', '交換用の急須は何日に入荷しますか。', inDays(-1))
  const done = await ask('返金の承認', '3,300円の返金をお願いします。', null)
  await request.patch(`/api/asides/${done.id}`, { data: { closed: true } })
}

/** Hand-over notes and announcements, some of them read. */
const preparePosts = async (
  request: APIRequestContext,
  colleague: APIRequestContext,
  conversation: string,
): Promise<void> => {
  const [team] = (await (await request.get('/api/teams')).json()) as { id: string }[]
  const made = async (path: string, data: object): Promise<{ id: string; revision: number }> =>
    (await (await request.post(path, { data })).json()) as never
  const post = (kind: string, more: object) =>
    made('/api/posts', {
      kind,
      title: '',
      teamIds: null,
      mustRead: false,
      expiresAt: null,
      conversationIds: [],
      ...more,
    })
  await post('handover', {
    body: '倉庫からの返事を待っています。届き次第、お客様にご連絡をお願いします。\n在庫表：https://stock.example/tea',
    conversationIds: [conversation],
    teamIds: team ? [team.id] : null,
  })
  const dealt = await post('handover', { body: '夜間の着信は1件、折り返し済みです。' })
  await request.put(`/api/posts/${dealt.id}/done`, { data: { done: true } })
  await post('announcement', {
    title: '年末年始の営業時間について（12月29日から1月3日まで休業）',
    body: '休業中のお問い合わせには、自動で受付のご連絡が送られます。\n再開後は古いものから順に対応します。',
    mustRead: true,
    expiresAt: inDays(20),
  })
  await post('announcement', {
    title: '新しい返品の手順',
    body: 'チェックリスト「返品・交換の受付手順」を使ってください。',
  })
  for (const kind of ['handover', 'announcement']) {
    const { items } = (await (await colleague.get(`/api/posts?kind=${kind}`)).json()) as {
      items: { id: string; revision: number }[]
    }
    const [first] = items
    if (first) await colleague.post(`/api/posts/${first.id}/read`, { data: { revision: first.revision } })
  }
  // One that whoever looks at the pages has not read themselves.
  await colleague.post('/api/posts', {
    data: {
      kind: 'announcement',
      title: '今週の重点：返信の宛名を確認する',
      body: '送信前に、お客様のお名前と敬称をもう一度ご確認ください。',
      teamIds: null,
      mustRead: true,
      expiresAt: null,
    },
  })
}

/** Shows the work on the conversation, where there is no room for it at first, too. */
const beside = async (page: Page) => {
  await page.locator('article header').first().waitFor({ timeout: 30_000 })
  if ((await page.locator('aside').count()) === 0) await page.keyboard.press(']')
  await page.locator('#side-work').click()
  await page.locator('aside input[type=checkbox]').first().waitFor({ timeout: 30_000 })
}

const linkedAside = {
  desk: 'つむぎ草堂',
  reference: 'S1042-1',
  partner: '品質管理課',
  type: '破損の調査',
  subject: '急須の注ぎ口の欠けについて',
  dueAt: '2099-01-05T03:00:00.000Z',
  closed: false,
  messages: [
    {
      id: '0190a000-0000-7000-8000-000000000001',
      mine: false,
      author: '佐藤 花',
      text: '注ぎ口の欠けは検品時からのものでしょうか。\n写真をご確認ください。',
      at: '2026-01-04T03:00:00.000Z',
    },
    {
      id: '0190a000-0000-7000-8000-000000000002',
      mine: true,
      author: '品質 一郎',
      text: '検品の写真では欠けていません。',
      at: '2026-01-04T05:00:00.000Z',
    },
  ],
}

const settingsPlaces: Record<string, Place[]> = {
  '/settings/partners': [
    { name: 'settings partners', path: '/settings/partners' },
    {
      name: 'settings partners empty',
      path: '/settings/partners',
      before: async (page) => {
        await answer('**/api/partners', [])(page)
        await answer('**/api/escalation-types', [])(page)
      },
    },
    { name: 'settings partners dialog', path: '/settings/partners', open: click('main header button') },
    {
      name: 'settings partners type',
      path: '/settings/partners',
      open: click('main section ~ section button'),
    },
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
}

const asidePlaces: Record<string, Place[]> = {
  '/team/asides': [
    { name: 'team asides', path: '/team/asides' },
    {
      name: 'team asides empty',
      path: '/team/asides',
      before: answer('**/api/asides?*', { items: [], next: null }),
    },
    { name: 'team asides broken', path: '/team/asides', before: broken('**/api/asides?*') },
  ],
  '/answer': [
    {
      name: 'answer link',
      path: '/answer#token',
      signedOut: true,
      before: answer('**/api/aside-links', linkedAside),
    },
    {
      name: 'answer link closed',
      path: '/answer#token',
      signedOut: true,
      before: answer('**/api/aside-links', { ...linkedAside, closed: true, messages: [] }),
    },
    { name: 'answer link wrong', path: '/answer#token', signedOut: true },
  ],
}

const postPlaces: Record<string, Place[]> = {
  '/team/handover': [
    { name: 'team handover', path: '/team/handover' },
    {
      name: 'team handover dialog',
      path: '/team/handover',
      open: async (page) => {
        await click('main button:has(svg.lucide-plus)')(page)
        await page.getByRole('dialog').locator('textarea').first().fill('倉庫からの返事を待っています。')
      },
    },
    {
      name: 'team handover readers',
      path: '/team/handover',
      open: click('main li button[aria-haspopup=dialog]'),
    },
  ],
  '/team/board': [
    { name: 'team board', path: '/team/board' },
    {
      name: 'team board empty',
      path: '/team/board',
      before: answer('**/api/posts?*', { items: [], next: null }),
    },
    { name: 'team board broken', path: '/team/board', before: broken('**/api/posts?*') },
    { name: 'team board edit', path: '/team/board', open: click('main li button:has(svg.lucide-pencil)') },
  ],
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
    {
      name: 'work ask',
      path: `/inbox/${conversation}`,
      open: async (page) => {
        await beside(page)
        await page.locator('aside button:has(svg.lucide-corner-up-right)').last().click()
        await page.getByRole('dialog').last().waitFor()
      },
    },
    {
      name: 'work answered',
      path: `/inbox/${conversation}`,
      open: async (page) => {
        await beside(page)
        await page.locator('aside li[data-answered]').first().scrollIntoViewIfNeeded()
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
  ...asidePlaces,
  ...postPlaces,
  ...settingsPlaces,
})
