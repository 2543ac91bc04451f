import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addHistory, type HistoricConversation } from '../../server/modules/conversations/index.ts'
import { rebuildFacts } from '../../server/modules/reports/index.ts'
import { receive } from '../factories/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'
import { quiet } from './every-page/look.ts'

const found = findChromium()
const HOUR = 3600_000

interface Picture {
  began: number
  moves: { step: string; next: string | null; n: number }[]
  findings: { finding: string; conversations: number }[]
}
interface Who {
  id: string
  name: string
}
type Change = HistoricConversation['changes'][number]
type Said = HistoricConversation['messages'][number]

/** Two people who answer a shop's customers: each third goes there and back, each fourth is answered twice and opened again. */
const history = (
  inboxId: string,
  customerId: string,
  [one, other]: readonly [Who, Who],
): HistoricConversation[] =>
  Array.from({ length: 24 }, (_, number) => {
    const opened = Date.now() - (number + 3) * 24 * HOUR
    const at = (hours: number) => new Date(opened + hours * HOUR)
    const by = (who: Who) => ({ kind: 'agent' as const, ...who })
    const turn = (
      kind: string,
      hours: number,
      from: string | null,
      to: string | null,
      who = one,
    ): Change => ({
      kind: kind as Change['kind'],
      actor: by(who),
      from,
      to,
      at: at(hours),
    })
    const said = (kind: 'inbound' | 'outbound', hours: number, who = one): Said => ({
      kind,
      recipients: [],
      text: '在庫はありますか。',
      actor: kind === 'inbound' ? { kind: 'customer', id: customerId, name: '花子' } : by(who),
      at: at(hours),
    })
    const isPassed = number % 3 === 0
    const isTwice = number % 4 === 0
    const isStanding = number % 8 === 7
    return {
      inboxId,
      customerId,
      subject: `在庫について ${number + 1}`,
      status: isStanding ? 'open' : 'resolved',
      priority: 'normal',
      assigneeId: one.id,
      teamId: null,
      tagIds: [],
      openedBy: 'customer',
      snoozedUntil: null,
      resolvedAt: isStanding ? null : at(9),
      messages: [
        said('inbound', 0),
        ...(isStanding ? [] : [said('outbound', 4)]),
        ...(isTwice && !isStanding ? [said('outbound', 5, other)] : []),
      ],
      changes: [
        turn('assigned', 1, null, one.id),
        ...(isPassed ? [turn('assigned', 2, one.id, other.id), turn('assigned', 3, other.id, one.id)] : []),
        ...(isStanding ? [] : [turn('status', 6, 'open', 'resolved')]),
        ...(isTwice && !isStanding
          ? [turn('status', 8, 'resolved', 'open'), turn('status', 9, 'open', 'resolved')]
          : []),
      ],
    }
  })

describe.skipIf(!found.path)('how requests flow', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  const day = (offset: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(Date.now() + offset * 24 * HOUR)
  const picture = () => test.owner.ok<Picture>('GET', `/api/flow?from=${day(-29)}&to=${day(0)}`)
  const count = async (finding: string) =>
    (await picture()).findings.find((one) => one.finding === finding)?.conversations ?? 0
  const finding = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
  const rows = (title: string) => page.getByRole('region', { name: title }).getByRole('listitem')

  beforeAll(async () => {
    test = await testApp()
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const inbox = await test.inbox('chat', { name: '店頭チャット' })
    const people = await Promise.all(
      (['佐藤', '田中'] as const).map(async (name) => ({ id: (await test.person('lead')).id, name })),
    )
    const { conversationId } = await receive(test.db, 'hanako@example.jp', inbox.id)
    await test.settled()
    const { customer } = await test.owner.ok<{ customer: { id: string } }>(
      'GET',
      `/api/conversations/${conversationId}`,
    )
    await test.db.tx((tx) => addHistory(tx, history(inbox.id, customer.id, people as [Who, Who])))
    await rebuildFacts(test.db)
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('is drawn beside the figures, and points at what comes back and is done twice', async () => {
    await page.goto('/reports')
    await page.getByRole('link', { name: '業務の流れ' }).click()
    await page.getByText(/に始まった会話25件が/).waitFor()
    expect((await picture()).began).toBe(25)
    expect(await count('back-and-forth')).toBe(8)
    expect(await count('answered-twice')).toBe(6)
    await finding('行ったり来たり').getByText('8件').waitFor()
    await finding('二重の返信').getByText('6件').waitFor()
    await page.getByText(/^lead 1 ⇄ lead 2|^lead 2 ⇄ lead 1/).waitFor()
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
  })

  it('leads from a finding to its conversations', async () => {
    await finding('行ったり来たり').click()
    await expect.poll(() => rows('行ったり来たり').count()).toBe(8)
    await finding('行ったり来たり').click()
    await rows('行ったり来たり').first().waitFor({ state: 'detached' })
    await finding('再オープン').click()
    await rows('再オープン').first().getByRole('link').click()
    await page.waitForURL(/\/inbox\//)
    await page.goBack()
    await rows('再オープン').first().waitFor()
  })

  it('is a table, too, whose lines lead to theirs by keyboard', async () => {
    await page.getByRole('group', { name: '表示' }).getByRole('button', { name: '表' }).click()
    const table = page.getByRole('region', { name: '業務の流れ', exact: true }).getByRole('table')
    const { moves } = await picture()
    expect(await table.getByRole('row').count()).toBe(moves.length + 1)
    await table.getByRole('button', { name: '担当の割り当て → （現在ここで停止）' }).focus()
    await page.keyboard.press('Enter')
    const standing = moves.find(({ step, next }) => step === 'assigned' && next === null)
    expect(standing?.n).toBe(2)
    await expect.poll(() => rows('担当の割り当て → （現在ここで停止）').count()).toBe(2)
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
  })

  it('says so where there is nothing, and is read on a phone and in the dark', async () => {
    await page.goto('/reports/flow?period=own&from=2020-01-01&to=2020-01-31')
    await page.getByText('この期間に始まった会話はありません').waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto('/reports/flow')
    await finding('行ったり来たり').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
    expect(broken).toEqual([])
  })
})
