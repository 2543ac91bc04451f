import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sql } from '../../../server/kernel/db/index.ts'
import { idAt } from '../../../server/kernel/ids.ts'
import { bubble, dialog, found, openShop, problemsIn, say, SECRET } from './visits.ts'

const shop = openShop()

const hash = createHmac('sha256', SECRET).update('member-9').digest('hex')
const script = `window.Madoguchi = function () { (Madoguchi.q = Madoguchi.q || []).push(arguments) }
  Madoguchi('identify', { userId: 'member-9', hash: '${hash}', name: '会員 九美' })`

/** Two pages and a half of a thread, as the window fetches them. */
const COUNT = 250
const HOUR_MS = 3_600_000

/** What was answered hour by hour before the visitor's own message. */
const fillHistory = async (conversationId: string, inboxId: string): Promise<string[]> => {
  const { db } = shop.app()
  const texts = Array.from({ length: COUNT }, (_, n) => `返信 ${n + 1} 番`)
  const now = db.kernel.clock.now().getTime()
  const times = texts.map((_, n) => new Date(now - (COUNT + 1 - n) * HOUR_MS))
  await db.tx((tx) =>
    tx.run(sql`
      insert into messages (workspace_id, id, conversation_id, inbox_id, kind, actor_kind, actor_name, text, occurred_at, received_at, receipt)
      select ${tx.workspaceId}, n.id, ${conversationId}, ${inboxId}, 'outbound', 'agent', '佐藤', n.text, n.at, n.at, 'read'
      from unnest(${times.map(idAt)}::uuid[], ${texts}::text[], ${times}::timestamptz[]) as n (id, text, at)`),
  )
  return texts
}

const textsIn = (page: Page): Promise<string[]> => dialog(page).locator('.bubble').allTextContents()
const log = (page: Page) => dialog(page).getByRole('log')
const earlier = (page: Page) => dialog(page).getByRole('button', { name: '以前のメッセージを表示' })
const scrolled = (page: Page): Promise<number> => log(page).evaluate((box) => box.scrollTop)
/** How far below the log's upper edge a message stands. */
const placeOf = (page: Page, text: string): Promise<number> =>
  dialog(page)
    .locator('.bubble')
    .getByText(text, { exact: true })
    .evaluate((one) => {
      const box = one.closest('.log') as Element
      return Math.round(one.getBoundingClientRect().top - box.getBoundingClientRect().top)
    })

/** A visitor whom the shop signed, who comes back to a long talk and opens the window. */
const comeBack = async () => {
  const visit = await shop.visit({ settings: { askName: 'off', askEmail: 'off' }, page: { script } })
  const { page, inbox, launcher, address } = visit
  await launcher.click()
  await say(page, '今日の質問です')
  const texts = await fillHistory(await shop.conversationIn(inbox.id), inbox.id)
  // On another page of the shop the window stands open as it was left.
  await page.goto(address)
  await bubble(page, '今日の質問です').waitFor()
  return { ...visit, texts: [...texts, '今日の質問です'] }
}

describe.skipIf(!found.path)('earlier messages in the window', () => {
  it('are shown page by page up to the beginning, and what is read stays in its place', async () => {
    const { page, context, texts } = await comeBack()
    expect(await textsIn(page)).toEqual(texts.slice(-100))
    await expect.poll(() => scrolled(page)).toBeGreaterThan(0)
    expect(await dialog(page).getByText('最新のメッセージへ').count()).toBe(0)

    // A little below the top, as somebody stands who scrolled up by hand.
    await log(page).evaluate((box) => box.scrollTo({ top: 12 }))
    await dialog(page).getByText('最新のメッセージへ').waitFor()
    const oldest = texts.at(-99) as string
    const place = await placeOf(page, oldest)
    await earlier(page).click()
    await expect.poll(() => textsIn(page)).toEqual(texts.slice(-200))
    expect(Math.abs((await placeOf(page, oldest)) - place)).toBeLessThan(2)
    expect(await earlier(page).count()).toBe(1)

    await log(page).evaluate((box) => box.scrollTo({ top: 0 }))
    const second = texts.at(-199) as string
    const before = await placeOf(page, second)
    await earlier(page).click()
    await expect.poll(() => textsIn(page)).toEqual(texts)
    expect(Math.abs((await placeOf(page, second)) - before)).toBeLessThan(2)
    await earlier(page).waitFor({ state: 'detached' })
    expect(await problemsIn(page)).toEqual([])

    await dialog(page).getByRole('button', { name: '最新のメッセージへ' }).click()
    await expect
      .poll(() => log(page).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight))
      .toBeLessThan(2)
    await context.close()
  })

  it('are asked for by keyboard, which never loses its place', async () => {
    const { page, context, texts } = await comeBack()
    await log(page).focus()
    await page.keyboard.press('Tab')
    expect(await earlier(page).evaluate((one) => one.matches(':focus'))).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => textsIn(page)).toEqual(texts.slice(-200))
    expect(await earlier(page).evaluate((one) => one.matches(':focus'))).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => textsIn(page)).toEqual(texts)
    await earlier(page).waitFor({ state: 'detached' })
    // The button is gone: the keys go on in the log, and turn its pages.
    await expect.poll(() => log(page).evaluate((one) => one.matches(':focus'))).toBe(true)
    await page.keyboard.press('Home')
    await expect.poll(() => scrolled(page)).toBe(0)
    await context.close()
  })
})
