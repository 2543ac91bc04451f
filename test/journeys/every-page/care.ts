import type { APIRequestContext, Page } from 'playwright-core'
import { answer, broken, type Place } from './acts.ts'
import { prepareRecords } from './harassment.ts'

/** What pages of complaints are about: a conversation with one that stands, and one that is closed. */
export interface Caring {
  conversation: string
  /** A record of harassment with evidence, limits and an appeal, and one that nobody has decided about. */
  record: string
}

const LONG =
  'ご贈答用の急須セットが、箱ごとつぶれた状態で届きました。先方にお詫びに伺うことになり、たいへん困っています。至急、代わりの品と、熨斗の付け直しをお願いしたいです。'

/** Makes what the demo shop does not have: causes, complaints that stand, are overdue, repeated and closed. */
export const prepareCare = async (request: APIRequestContext, conversation: string): Promise<Caring> => {
  const names = ['商品の不良・破損', '配送の遅れ・不着', '贈答用の熨斗・名入れ・メッセージカードの誤り']
  const settings = (await (
    await request.put('/api/complaint-settings', {
      data: { causes: names.map((name) => ({ name })), hours: { minor: null, serious: 72, critical: 24 } },
    })
  ).json()) as { causes: { id: string }[] }
  const { items } = (await (await request.get('/api/conversations?status=any&limit=8')).json()) as {
    items: { id: string }[]
  }
  const open = async (id: string, data: object): Promise<string> =>
    ((await (await request.post(`/api/conversations/${id}/complaints`, { data })).json()) as { id: string })
      .id
  const cause = (nth: number) => settings.causes[nth]?.id
  const earlier = await open(conversation, {
    severity: 'minor',
    causeId: cause(1),
    summary: '到着が3日遅れた',
  })
  await request.patch(`/api/complaints/${earlier}`, {
    data: { correction: '配送業者に再発防止を依頼した', state: 'closed' },
  })
  const standing = await open(conversation, {
    severity: 'critical',
    causeId: cause(2),
    summary: LONG,
    dueAt: '2026-01-01T00:00:00.000Z',
  })
  await request.patch(`/api/complaints/${standing}`, {
    data: {
      state: 'acting',
      promise: '代わりの品を、熨斗を付け直して明日の午前中に届ける',
      promiseDueAt: '2099-01-01T03:00:00.000Z',
      apology: 'お電話でお詫びした',
      apologisedAt: '2026-01-01T01:00:00.000Z',
      repeatsId: earlier,
    },
  })
  for (const [nth, { id }] of items.filter(({ id }) => id !== conversation).entries())
    await open(id, {
      severity: (['minor', 'serious', 'critical'] as const)[nth % 3],
      causeId: nth % 2 === 0 ? cause(nth % 3) : null,
      summary: nth % 3 === 0 ? '' : LONG.slice(0, 12 * nth),
    })
  return { conversation, record: await prepareRecords(request, items.at(-1)?.id as string) }
}

/** Shows the work beside the conversation, where there is no room for it at first, too. */
const beside = async (page: Page) => {
  const side = page.locator('aside')
  await page.locator('article header').first().waitFor()
  if ((await side.count()) === 0) await page.keyboard.press(']')
  await page.locator('#side-work').click()
  await page.locator('aside article').first().waitFor()
}
/** The nth button of the first complaint from the end: closing is the last, editing stands before it. */
const press = (fromEnd: number) => async (page: Page) => {
  await beside(page)
  const buttons = page.locator('aside article').first().locator('button')
  await buttons.nth((await buttons.count()) - fromEnd).click()
  await page.getByRole('dialog').last().waitFor()
}

/** States of complaints, by the route that they belong to. */
export const carePlaces = ({ conversation }: Pick<Caring, 'conversation'>): Record<string, Place[]> => ({
  '/inbox/$conversationId': [
    {
      name: 'complaint',
      path: `/inbox/${conversation}`,
      open: async (page) => {
        await beside(page)
        for (const summary of await page.locator('aside details:has(article) > summary').all())
          await summary.click()
      },
    },
    { name: 'complaint edit', path: `/inbox/${conversation}`, open: press(2) },
    { name: 'complaint close', path: `/inbox/${conversation}`, open: press(1) },
    {
      name: 'complaint none',
      path: `/inbox/${conversation}`,
      before: answer('**/api/conversations/*/complaints', []),
      open: async (page) => {
        const side = page.locator('aside')
        await page.locator('article header').first().waitFor()
        if ((await side.count()) === 0) await page.keyboard.press(']')
        await page.locator('#side-work').click()
        await page.locator('aside button:has(svg.lucide-message-square-warning)').click()
        await page.getByRole('dialog').last().waitFor()
      },
    },
  ],
  '/care': [{ name: 'care', path: '/care' }],
  '/care/complaints': [
    { name: 'complaints', path: '/care/complaints?state=all' },
    {
      name: 'complaints empty',
      path: '/care/complaints',
      before: answer('**/api/complaints?*', { items: [], next: null }),
    },
    { name: 'complaints broken', path: '/care/complaints', before: broken('**/api/complaints?*') },
  ],
  '/settings/complaints': [
    { name: 'settings complaints', path: '/settings/complaints' },
    {
      name: 'settings complaints empty',
      path: '/settings/complaints',
      before: answer('**/api/complaint-settings', {
        causes: [],
        hours: { minor: null, serious: null, critical: null },
      }),
    },
    {
      name: 'settings complaints broken',
      path: '/settings/complaints',
      before: broken('**/api/complaint-settings'),
    },
  ],
})
