import type { APIRequestContext, Page } from 'playwright-core'
import { answer, broken, type Place } from './acts.ts'

const LONG =
  'ご贈答用の急須セットが、箱ごとつぶれた状態で届きました。先方にお詫びに伺うことになり、たいへん困っています。至急、代わりの品と、熨斗の付け直しをお願いしたいです。'

/** A record with everything that can hang on one, and another that waits. */
export const prepareRecords = async (request: APIRequestContext, conversation: string): Promise<string> => {
  const post = async <T>(path: string, data: object): Promise<T> =>
    (await (await request.post(path, { data })).json()) as T
  const { messages } = (await (await request.get(`/api/conversations/${conversation}/messages`)).json()) as {
    messages: { id: string }[]
  }
  const report = (kinds: string[], summary: string) =>
    post<{ id: string }>(`/api/conversations/${conversation}/harassments`, {
      kinds,
      summary,
      messageIds: messages.slice(0, 3).map(({ id }) => id),
    })
  const { id } = await report(['abuse', 'threat', 'time'], LONG)
  await report(['sexual'], '不適切な言葉')
  await post(`/api/harassments/${id}/decision`, { confirmed: true, reason: LONG, reviewOn: '2099-01-01' })
  const limit = { reason: LONG, reviewOn: '2099-01-01', templateId: null, tell: false }
  const some = { block: false, channels: ['email', 'form'], most: 3, periodDays: 7 }
  const hours = { days: [1, 2, 3, 4, 5], from: '10:00', to: '17:00' }
  await post(`/api/harassments/${id}/limits`, { ...limit, ...some, hours })
  const block = { block: true, channels: null, most: null, periodDays: null, hours: null }
  const standing = await post<{ id: string }>(`/api/harassments/${id}/limits`, { ...limit, ...block })
  await post(`/api/contact-limits/${standing.id}/appeals`, { words: LONG })
  return id
}

/** The section about harassment beside a conversation, and a dialog that a button of it opens. */
const besideRecord = (button?: string) => async (page: Page) => {
  await page.locator('article header').first().waitFor()
  if ((await page.locator('aside').count()) === 0) await page.keyboard.press(']')
  await page.locator('#side-work').click()
  const section = page.locator('aside button:has(svg.lucide-siren)')
  await section.waitFor()
  await section.scrollIntoViewIfNeeded()
  if (button === undefined) return
  await page.locator(`aside ${button}`).first().click()
  await page.getByRole('dialog').last().waitFor()
}

/** States of what is about harassment, by the route that they belong to. */
export const recordPlaces = ({
  conversation,
  record,
}: {
  conversation: string
  record: string
}): Record<string, Place[]> => ({
  '/inbox/$conversationId': [
    {
      name: 'care report',
      path: `/inbox/${conversation}`,
      open: besideRecord('button:has(svg.lucide-siren)'),
    },
  ],
  '/care/harassments': [
    { name: 'care harassments', path: '/care/harassments?state=all' },
    {
      name: 'care harassments empty',
      path: '/care/harassments',
      before: answer('**/api/harassments?*', { items: [], next: null }),
    },
    { name: 'care harassments broken', path: '/care/harassments', before: broken('**/api/harassments?*') },
  ],
  '/care/harassments/$harassmentId': [
    { name: 'care record', path: `/care/harassments/${record}` },
    {
      name: 'care record appeal',
      path: `/care/harassments/${record}`,
      open: async (page) => {
        await page.locator('main section li button').last().click()
        await page.getByRole('dialog').last().waitFor()
      },
    },
    {
      name: 'care record broken',
      path: `/care/harassments/${record}`,
      before: broken(`**/api/harassments/${record}`),
    },
  ],
  '/appeal': [
    {
      name: 'care appeal',
      path: '/appeal#a-token-of-nobody-at-all',
      signedOut: true,
      before: answer('**/api/appeal-desk/*', { brand: 'つむぎ草堂', language: 'ja', state: 'open' }),
    },
    {
      name: 'care appeal waiting',
      path: '/appeal#a-token-of-nobody-at-all',
      signedOut: true,
      before: answer('**/api/appeal-desk/*', { brand: 'つむぎ草堂', language: 'ja', state: 'waiting' }),
    },
    { name: 'care appeal wrong', path: '/appeal#a-token-of-nobody-at-all', signedOut: true },
  ],
})
