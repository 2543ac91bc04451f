import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }
const PASSWORD = 'a long enough password'

describe.skipIf(!found.path)('work at the desk', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let inboxId: string
  let first: string
  let second: string
  let reader: string

  const button = (name: string | RegExp, on = page) => on.getByRole('button', { name })
  const mail = async (from: string, subject: string, text: string, more = {}): Promise<string> =>
    (await receive(test.db, from, inboxId, { subject, text, ...more })).conversationId
  const read = <T = Record<string, unknown>>(id: string) =>
    test.owner.ok<T>('GET', `/api/conversations/${id}`)
  const show = async (id: string, query = '', on = page) => {
    await on.goto(`/inbox/${id}${query}`)
    await on.getByRole('log').waitFor()
  }
  const givePassword = async (agentId: string): Promise<void> => {
    const { url } = await test.owner.ok<{ url: string }>('POST', `/api/agents/${agentId}/password-reset`)
    await test.owner.ok('POST', `/api/password-resets/${new URL(url).hash.slice(1)}`, { password: PASSWORD })
  }

  beforeAll(async () => {
    test = await testApp()
    const team = await test.team('お客様相談')
    inboxId = (await test.inbox('email', { teamIds: [team], settings: { address: 'desk@shop.example' } })).id
    for (const role of ['agent', 'readonly'] as const) {
      const { id } = await test.person(role, [team])
      await givePassword(id)
      if (role === 'readonly') reader = 'readonly2@shop.example'
    }
    first = await mail('hanako@customer.example', '急須の返品', '急須を返品したいです。')
    second = await mail('jiro@customer.example', '包装', 'ギフト包装はできますか？')
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('lets Enter press the button that has the focus, and the cursor’s row where none has', async () => {
    await show(first)
    await button('解決済みにする').focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await read(first))['status'], within).toBe('resolved')
    await button('対応を再開').focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await read(first))['status'], within).toBe('open')
    expect(page.url()).toContain(first)
    await page.goto('/inbox')
    const views = page.getByRole('navigation', { name: 'ビュー' })
    await views.getByRole('link', { name: /^すべて/ }).click()
    await page.locator(`[data-conversation="${second}"]`).waitFor()
    // The link that was clicked gives the focus up to the cursor.
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/inbox/${second}*`)
  })

  it('saves a note once, and brings one that was removed back as it was', async () => {
    await show(first)
    const notes = async () => {
      const { customer } = await read<{ customer: { id: string } }>(first)
      return test.owner.ok<{ text: string; createdAt: string }[]>(
        'GET',
        `/api/customers/${customer.id}/notes`,
      )
    }
    const field = page.getByRole('textbox', { name: 'メモを追加' })
    await field.fill('お電話は夕方に')
    await Promise.all([field.press('Control+Enter'), field.press('Control+Enter')])
    await expect.poll(async () => (await notes()).length, within).toBe(1)
    await expect.poll(() => field.inputValue(), within).toBe('')
    const kept = await notes()
    await page.getByText('お電話は夕方に').hover()
    await button('メモを削除').click()
    await expect.poll(notes, within).toEqual([])
    await button('元に戻す').click()
    await expect.poll(notes, within).toEqual(kept)
    await page.getByText('お電話は夕方に').waitFor()
  })

  it('leads from a hit of the search to its message', async () => {
    const key = 'mid:long'
    const long = await mail('saburo@customer.example', '長い相談', '最初に羊羹の話をしました。', {
      messageKey: key,
    })
    for (let part = 0; part < 70; part += 1) {
      await mail('saburo@customer.example', '長い相談', `続き ${part}\n${'行\n'.repeat(6)}`, {
        threadKeys: [key],
      })
    }
    await page.goto('/search?q=羊羹')
    await page.getByRole('link', { name: /長い相談/ }).click()
    await page.waitForURL(`**/inbox/${long}*`)
    const hit = page.locator('[aria-current="true"]', { hasText: '羊羹の話' })
    await hit.waitFor()
    await expect
      .poll(async () => {
        const [message, log] = [await hit.boundingBox(), await page.getByRole('log').boundingBox()]
        return message !== null && log !== null && message.y > log.y && message.y < log.y + log.height
      }, within)
      .toBe(true)
    expect(await page.locator('[role=log] [aria-current="true"]').count()).toBe(1)
  })

  it('keeps a changed view as itself', async () => {
    const view = await test.owner.ok<{ id: string }>('POST', '/api/views', {
      name: '急ぎ',
      filter: { priority: 'urgent' },
    })
    await page.goto(`/inbox?saved=${view.id}&priority=high&status=any`)
    await page.getByRole('heading', { name: '急ぎ' }).waitFor()
    await button('別名で保存').waitFor()
    await button('上書き保存').click()
    await page.getByText('ビュー「急ぎ」を上書き保存しました').first().waitFor()
    await button('上書き保存').waitFor({ state: 'detached' })
    const [saved] = await test.owner.ok<{ filter: object }[]>('GET', '/api/views')
    expect(saved?.filter).toMatchObject({ priority: 'high', status: 'any' })
  })

  it('saves a time that is still being written, and leads to one that is wrong', async () => {
    const block = { opens: '09:00', closes: '18:00' }
    const { id } = await test.owner.ok<{ id: string }>('POST', '/api/calendars', {
      name: '営業時間',
      timeZone: 'Asia/Tokyo',
      week: [0, 1, 2, 3, 4, 5, 6].map(() => [block]),
    })
    await page.goto(`/settings/hours/${id}`)
    const closes = page.getByLabel('月曜日の終了時刻')
    await closes.fill('1945')
    await closes.press('Enter')
    const monday = async () =>
      (await test.owner.ok<{ week: { closes: string }[][] }>('GET', `/api/calendars/${id}`)).week[0]?.[0]
        ?.closes
    await expect.poll(monday, within).toBe('19:45')
    await closes.fill('0100')
    await page.getByLabel('金曜日の終了時刻').fill('1800')
    await page.keyboard.press('Control+s')
    await page.getByRole('group').getByRole('alert').filter({ hasText: '確認してください' }).waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), within)
      .toMatch(/^月曜日/)
    expect(await monday()).toBe('19:45')
  })

  it('takes a year that is typed figure by figure', async () => {
    await page.goto('/reports?period=own&from=2026-11-01&to=2026-11-22')
    const from = page.getByLabel('開始日')
    await from.focus()
    await from.press('ArrowRight')
    await from.press('ArrowRight')
    await page.keyboard.type('2025')
    await expect.poll(() => page.url(), within).toContain('from=2025-11-01')
  })

  it('offers somebody who only reads nothing that would be refused', async () => {
    const screen = await openScreen(browser, test.url, { email: reader, password: PASSWORD })
    await show(first, '', screen.page)
    await button(/^フォロー/, screen.page).waitFor()
    expect(await button('解決済みにする', screen.page).count()).toBe(0)
    expect(await screen.page.getByRole('textbox').count()).toBe(0)
    expect(await button(/^担当/, screen.page).isDisabled()).toBe(true)
    await screen.page.keyboard.press('e')
    await screen.page.keyboard.press('m')
    expect(await read(first)).toMatchObject({ status: 'open', assigneeId: null })
    await screen.context.close()
  })

  it('shows nobody what somebody else was writing', async () => {
    await show(second)
    await page.getByRole('textbox', { name: '返信', exact: true }).fill('書きかけの返信です')
    const draft = async () =>
      (await test.owner.ok<{ text: string } | null>('GET', `/api/conversations/${second}/draft`))?.text
    await expect.poll(draft, within).toContain('書きかけ')
    await button(/さんのメニュー/).click()
    await page.getByRole('option', { name: 'サインアウト' }).click()
    await page.waitForURL('**/sign-in')
    await page.getByLabel('メールアドレス').fill('agent1@shop.example')
    await page.getByLabel('パスワード', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'サインイン', exact: true }).click()
    await page.getByRole('navigation', { name: 'ビュー' }).waitFor()
    await page.locator(`[data-conversation="${second}"]`).click()
    const field = page.getByRole('textbox', { name: '返信', exact: true })
    await field.waitFor()
    expect(await field.innerText()).not.toContain('書きかけ')
    expect(await page.getByText('書きかけの返信です').count()).toBe(0)
    expect(broken).toEqual([])
  })
})
