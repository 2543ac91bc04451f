import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addHistory, type HistoricConversation } from '../../server/modules/conversations/index.ts'
import { rebuildFacts } from '../../server/modules/reports/index.ts'
import { receive } from '../factories/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const HOUR = 3600_000

interface Figure {
  value: number | null
  n: number
  measures: { measure: string; value: number | null }[]
  rows: (Omit<Figure, 'rows'> & { key: string | null })[]
}

/** A fortnight in a small shop: each conversation is answered after as many hours as its number, every third stays open. */
const history = (
  inboxId: string,
  customerId: string,
  agent: { id: string; name: string },
): HistoricConversation[] =>
  Array.from({ length: 21 }, (_, number) => {
    const opened = Date.now() - (number % 14) * 24 * HOUR - 23 * HOUR
    const answered = new Date(opened + (number + 1) * 0.5 * HOUR)
    const done = number % 3 > 0
    const person = { kind: 'agent' as const, ...agent }
    const said = { recipients: [], text: '在庫はありますか。' }
    return {
      inboxId,
      customerId,
      subject: `在庫について ${number + 1}`,
      status: done ? 'resolved' : 'open',
      priority: 'normal',
      assigneeId: agent.id,
      teamId: null,
      tagIds: [],
      openedBy: 'customer',
      snoozedUntil: null,
      resolvedAt: done ? answered : null,
      messages: [
        {
          ...said,
          kind: 'inbound',
          actor: { kind: 'customer', id: customerId, name: '花子' },
          at: new Date(opened),
        },
        ...(done ? [{ ...said, kind: 'outbound' as const, actor: person, at: answered }] : []),
      ],
      changes: done ? [{ kind: 'status', actor: person, from: 'open', to: 'resolved', at: answered }] : [],
    }
  })

describe.skipIf(!found.path)('the board', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  const day = (offset: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(Date.now() + offset * 24 * HOUR)
  const api = (metric: string, more = '') =>
    test.owner.ok<Figure>('GET', `/api/metrics/${metric}?from=${day(-29)}&to=${day(0)}${more}`)
  const tile = (metric: string) => page.locator(`[data-metric=${metric}]`)
  const rows = () => page.getByRole('region', { name: '対象の会話' }).getByRole('listitem')

  beforeAll(async () => {
    test = await testApp()
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const inbox = await test.inbox('chat', { name: '店頭チャット' })
    const agent = { id: (await test.person('lead')).id, name: 'lead 1' }
    const { conversationId } = await receive(test.db, 'hanako@example.jp', inbox.id)
    await test.settled()
    const { customer } = await test.owner.ok<{ customer: { id: string } }>(
      'GET',
      `/api/conversations/${conversationId}`,
    )
    await test.db.tx((tx) => addHistory(tx, history(inbox.id, customer.id, agent)))
    await rebuildFacts(test.db)
    const screen = await openScreen(browser, test.url)
    page = screen.page
    broken = screen.broken
  })
  afterAll(() => browser?.close())

  it('is reached by keys and shows the figures that the API gives', async () => {
    await page.goto('/inbox')
    await page.getByRole('link', { name: 'レポート' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await page.getByRole('heading', { name: 'レポート', level: 1 }).waitFor()
    const volume = await api('volume')
    expect(volume.n).toBe(22)
    await tile('volume').getByText('22', { exact: true }).waitFor()
    const rate = await api('response-rate')
    const percent = new Intl.NumberFormat('ja', { style: 'percent', maximumFractionDigits: 1 })
    await tile('response-rate')
      .getByText(percent.format(rate.value as number), { exact: true })
      .waitFor()
    await tile('response-rate').getByText(`n = ${rate.n}件`).waitFor()
    const { value } = await api('first-response-time')
    const minutes = Math.round((value as number) / 60)
    const spoken =
      minutes % 60 === 0 ? `${minutes / 60}時間` : `${Math.floor(minutes / 60)}時間${minutes % 60}分`
    await tile('first-response-time').getByText(spoken).waitFor()
    await page.getByText('集計時点').waitFor()
  })

  it('says what a figure means at one key, and gives the focus back', async () => {
    const name = tile('response-rate').getByRole('button', { name: '応答率', exact: true })
    await name.focus()
    await page.keyboard.press('?')
    const definition = page.getByRole('dialog', { name: '「応答率」の定義' })
    await definition.getByText('担当者が返信した会話 ÷ お客様が開始した会話').waitFor()
    await page.keyboard.press('Escape')
    await definition.waitFor({ state: 'hidden' })
    expect(await name.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('shows one metric from near, as a picture that can be read by keys and as a table', async () => {
    await page.keyboard.press('Enter')
    const picture = page.getByRole('img', { name: /^応答率（日別）/ })
    await picture.waitFor()
    const pointer = page.getByRole('slider')
    await pointer.focus()
    await page.keyboard.press('End')
    const last = (await api('response-rate', '&by=day')).rows.at(-1)
    expect(await pointer.getAttribute('aria-valuetext')).toContain(`n = ${last?.n}件`)
    await page.getByRole('group', { name: '表示形式' }).getByRole('button', { name: '表' }).click()
    await page.getByLabel('内訳').selectOption('agent')
    const table = page.getByRole('table')
    await table.getByRole('columnheader', { name: '担当者', exact: true }).waitFor()
    const byAgent = await api('response-rate', '&by=agent')
    expect(await table.getByRole('row').count()).toBe(byAgent.rows.length + 1)
    const mine = byAgent.rows.find(({ key }) => key !== null)
    expect(await table.getByRole('row', { name: /lead 1/ }).textContent()).toContain(String(mine?.n))
  })

  it('leads from a figure to the rows behind it, and from each to its conversation', async () => {
    await page.getByRole('table').getByRole('button', { name: 'lead 1' }).click()
    await rows().first().waitFor()
    await expect.poll(() => rows().count()).toBe(21)
    await page.getByLabel('結果で絞り込む').selectOption('no')
    await expect.poll(() => rows().count()).toBe(7)
    const csv = page.getByRole('link', { name: 'CSVをダウンロード' })
    const [download] = await Promise.all([page.waitForEvent('download'), csv.click()])
    expect(download.suggestedFilename()).toMatch(/^response-rate_.*\.csv$/)
    await rows().first().getByRole('link').click()
    await page.waitForURL(/\/inbox\//)
    await page.getByText('在庫はありますか。').first().waitFor()
    await page.goBack()
    await page.getByRole('table').waitFor()
  })

  it('narrows everything down, says what is no data, and keeps it in the address', async () => {
    await page.goto('/reports?agentId=none')
    await tile('volume').getByText('1', { exact: true }).waitFor()
    await tile('resolution-time').getByText('データなし').waitFor()
    await page.getByRole('button', { name: '絞り込みを解除' }).click()
    await tile('volume').getByText('22', { exact: true }).waitFor()
    await page.getByRole('button', { name: '営業時間' }).click()
    await page.waitForURL(/basis=business/)
    await page.getByRole('button', { name: '今日' }).click()
    await page.waitForURL(/period=today/)
    expect(page.url()).toContain('basis=business')
  })

  it('keeps the filters out of the way on a phone, and within its width when they are wanted', async () => {
    const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 }
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/reports?period=own&from=2026-01-01&to=2026-01-31&basis=business')
    const agent = page.getByLabel('担当者で絞り込む')
    const fold = page.getByRole('button', { name: '絞り込み（1）' })
    await fold.waitFor()
    expect(await agent.isVisible()).toBe(false)
    await fold.click()
    await agent.waitFor()
    const right = await page
      .locator('header :is(select, input, button)')
      .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)))
    expect(right).toBeLessThanOrEqual(390)
    await page.setViewportSize({ width, height })
  })

  it('explains figures by the days that were just set', async () => {
    await page.goto('/reports')
    await tile('first-contact-resolution').waitFor()
    await page.getByRole('link', { name: '設定', exact: true }).click()
    await page.getByRole('link', { name: 'レポートの集計' }).click()
    const days = page.getByLabel(/解決とみなすまでの日数/)
    await days.fill('12')
    await days.press('Enter')
    await page.getByText('保存しました').first().waitFor()
    await page.getByRole('button', { name: '集計し直す' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '集計し直す' }).click()
    await page.getByText(/前回の集計：\d+件/).waitFor()
    await page.getByRole('link', { name: 'レポート', exact: true }).click()
    await tile('first-contact-resolution').getByRole('button').first().focus()
    await page.keyboard.press('?')
    await page
      .getByRole('dialog')
      .getByText(/12日以上前に/)
      .waitFor()
    await page.keyboard.press('Escape')
    expect(page.url()).toContain('/reports')
  })

  it.each(['light', 'dark'] as const)('has nothing that axe finds wrong (%s)', async (theme) => {
    const screen = await openScreen(browser, test.url, { theme })
    const problems: string[] = []
    const metrics = await test.owner.ok<object[]>('GET', '/api/metrics')
    for (const path of [
      '',
      '?metric=resolution-time&view=table',
      '?by=agent&metric=one-touch',
      '?from=2001-01-01&to=2001-01-02&period=own',
    ]) {
      await screen.page.goto(`/reports${path}`)
      await screen.page.getByRole('heading', { level: 3 }).waitFor()
      await expect
        .poll(() => screen.page.locator('[data-metric] [data-value]:not(:has(span:empty))').count(), {
          timeout: 15_000,
        })
        .toBe(metrics.length)
      problems.push(...(await axeProblems(screen.page)).map((problem) => `${path} ${problem}`))
    }
    await screen.context.close()
    expect(problems).toEqual([])
  })

  it('breaks nothing on the way', () => {
    expect(broken).toEqual([])
  })
})
