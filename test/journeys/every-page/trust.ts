import type { APIRequestContext, Page } from 'playwright-core'
import type { Place } from './acts.ts'

/** What pages of merging, approving, blocking and keeping are about. */
export interface Trusted {
  /** A conversation that another one was merged into, of a customer with more of them. */
  merged: string
  /** A conversation with an answer that waits for the approval of a second person. */
  awaiting: string
  /** Whose customer that is. */
  customer: string
}

interface Row {
  id: string
  customer: { id: string }
}

const read = async <T>(request: APIRequestContext, path: string): Promise<T> =>
  (await (await request.get(path)).json()) as T

/** Two of at least three conversations of one customer, and one of somebody else. */
const pick = (rows: readonly Row[]): [one: Row, other: Row, elsewhere: Row] => {
  for (const one of rows) {
    const [other, third] = rows.filter((row) => row.id !== one.id && row.customer.id === one.customer.id)
    const elsewhere = rows.find((row) => row.customer.id !== one.customer.id)
    if (other && third && elsewhere) return [one, other, elsewhere]
  }
  throw new Error('the demo shop has no customer with three conversations')
}

/** Makes what the demo shop does not have: a merge, an answer that waits for approval, a blocked sender. */
export const prepareTrust = async (
  request: APIRequestContext,
  colleague: APIRequestContext,
): Promise<Trusted> => {
  const { items } = await read<{ items: Row[] }>(request, `/api/conversations?status=any&limit=100`)
  const [into, from, waiting] = pick(items)
  await request.post(`/api/conversations/${from.id}/merge`, { data: { intoId: into.id } })
  const checks = await read<object>(request, '/api/send-checks')
  await request.put('/api/send-checks', { data: { ...checks, approvals: [{ words: ['返金'] }] } })
  await colleague.post(`/api/conversations/${waiting.id}/replies`, {
    data: {
      text: '差額を返金いたします。ご確認ください。',
      confirmed: ['no-honorific', 'wrong-name'],
      anyway: true,
    },
  })
  await request.post('/api/blocked-senders', { data: { value: '@spam.example' } })
  return { merged: into.id, awaiting: waiting.id, customer: into.customer.id }
}

const dialog = (page: Page) => page.getByRole('dialog').last().waitFor()

/** Opens the menu at the head of a page and picks the nth thing in it. */
const fromMenu =
  (nth: number, then?: (page: Page) => Promise<unknown>) =>
  async (page: Page): Promise<void> => {
    await page
      .locator('main button[aria-haspopup=dialog]:has(svg.lucide-ellipsis, svg.lucide-ellipsis-vertical)')
      .first()
      .click()
    for (let n = 0; n < nth; n += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await dialog(page)
    await then?.(page)
  }

/** Chooses the first that is offered, and waits for what would come of it. */
const preview = async (page: Page): Promise<void> => {
  await page.getByRole('dialog').locator('ul button').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('region').first().waitFor()
}

/** States of merging, approving, erasing and exporting, by the route that they belong to. */
export const trustPlaces = ({ merged, awaiting, customer }: Trusted): Record<string, Place[]> => ({
  '/inbox/$conversationId': [
    { name: 'merged', path: `/inbox/${merged}` },
    { name: 'merge', path: `/inbox/${merged}`, open: fromMenu(0) },
    { name: 'merge preview', path: `/inbox/${merged}`, open: fromMenu(0, preview) },
    { name: 'links', path: `/inbox/${merged}`, open: fromMenu(1) },
    { name: 'awaiting', path: `/inbox/${awaiting}` },
  ],
  '/customers/$customerId': [
    { name: 'customer merge', path: `/customers/${customer}`, open: fromMenu(0) },
    { name: 'customer export', path: `/customers/${customer}`, open: fromMenu(1) },
    { name: 'customer erase', path: `/customers/${customer}`, open: fromMenu(2) },
  ],
  '/unsent': [{ name: 'unsent awaiting', path: '/unsent?state=awaiting' }],
})
