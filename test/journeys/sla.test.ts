import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'
import { quiet } from './every-page/look.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

interface Policy {
  id: string
  name: string
  applies: object | null
  firstSeconds: number | null
  nextSeconds: number | null
}
interface Clock {
  policy: string
  promise: string
}

describe.skipIf(!found.path)('promises to customers', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let inboxId: string
  let tagId: string

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  const policies = () => test.owner.ok<Policy[]>('GET', '/api/sla-policies')
  const named = async (name: string) => (await policies()).find((one) => one.name === name) as Policy
  const save = async () => {
    const kept = page.waitForResponse((answer) => answer.request().method() !== 'GET' && answer.ok())
    await button('保存').click()
    await kept
  }
  /** Wants to save and is told why not. */
  const refused = async (why: string) => {
    await button('保存').click()
    await said(why)
  }
  /** Opens a list behind a button, types a part of the wanted line and takes it. */
  const pick = async (from: Locator, words: string) => {
    await from.click()
    await page.getByRole('dialog').getByRole('combobox').fill(words)
    await page.getByRole('option').filter({ hasText: words }).first().waitFor()
    await page.keyboard.press('Enter')
  }
  const pickValue = async (name: string, words: string) => {
    const group = page.getByRole('group', { name: `「${name}」の値` })
    await pick(group.getByRole('button', { name: /^(選択|言葉を追加)$/ }), words)
    await page.keyboard.press('Escape')
  }
  const mail = async (subject: string) =>
    (await receive(test.db, `${Math.random()}@customer.example`, inboxId, { subject })).conversationId
  const clocks = (id: string) => test.owner.ok<Clock[]>('GET', `/api/conversations/${id}/clocks`)
  const clockSays = (words: RegExp) => page.getByRole('button', { name: words }).waitFor()
  const openClock = () => page.getByRole('button', { name: /^目標時間の計測: / }).click()

  beforeAll(async () => {
    test = await testApp()
    const teamId = await test.team('お客様相談')
    const settings = { address: 'support@shop.example' }
    inboxId = (await test.inbox('email', { name: 'サポート', teamIds: [teamId], settings })).id
    tagId = (await test.owner.ok<{ id: string }>('POST', '/api/tags', { name: '返品' })).id
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('begin with none; the first one is for everybody', async () => {
    await page.goto('/settings/sla')
    await said('目標時間はまだありません')
    expect(
      await page.getByRole('region', { name: 'チームの運営' }).getByRole('link').allInnerTexts(),
    ).toEqual(expect.arrayContaining(['営業時間', '目標時間（SLA）']))
    await button('目標時間を追加').click()
    await said('すべての会話が対象です。')
    await page.getByLabel('初回返信', { exact: true }).fill('３')
    await page.getByLabel('24時間計測').check()
    await button('保存').click()
    await said('入力してください。')
    expect(await policies()).toEqual([])
    await page.getByLabel('名前', { exact: true }).fill('標準')
    await page.getByLabel('2回目以降の返信', { exact: true }).fill('')
    await save()
    await row('標準').getByText('初回返信 3時間 · 24時間計測').waitFor()
    await row('標準').getByText('対象：すべての会話').waitFor()
    expect(await named('標準')).toMatchObject({ applies: null, firstSeconds: 10_800, nextSeconds: null })
  })

  it('are for some conversations by conditions that nobody has to program', async () => {
    await button('目標時間を追加').click()
    await page.getByLabel('名前', { exact: true }).fill('お急ぎ')
    await page.getByLabel('24時間計測').check()
    await page.getByLabel('初回返信の単位').selectOption({ label: '分' })
    await page.getByLabel('初回返信', { exact: true }).fill('30')
    await pick(button('条件を追加'), '優先度')
    await refused('値が入力されていない条件があります。')
    await pickValue('優先度', '緊急')
    await pickValue('優先度', '高')
    await pick(button('条件を追加'), 'タグ')
    await pickValue('タグ', '返品')
    await said('優先度が「緊急」または「高」で、かつタグに「返品」を含む')
    await page.getByLabel('条件の組み合わせ方').selectOption({ label: '次のいずれかに当てはまる' })
    await said('優先度が「緊急」または「高」、またはタグに「返品」を含む')
    await save()
    await row('お急ぎ').getByText('使われません').waitFor()
    expect(await named('お急ぎ')).toMatchObject({ firstSeconds: 1800, applies: { match: 'any' } })
  })

  it('are put into their order by keyboard', async () => {
    await page.getByRole('button', { name: /^お急ぎ/ }).focus()
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/order') && answer.ok())
    await page.keyboard.press('ArrowUp')
    await kept
    expect((await policies()).map(({ name }) => name)).toEqual(['お急ぎ', '標準'])
    expect(await row('お急ぎ').getByText('使われません').count()).toBe(0)
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
  })

  it('run a clock in each conversation that they fit, and explain its sum', async () => {
    const [plain, urgent] = [await mail('在庫について'), await mail('届きません')]
    await test.owner.ok('PUT', `/api/conversations/${urgent}/priority`, { priority: 'urgent' })
    await test.settled()
    await expect.poll(async () => (await clocks(plain)).map(({ policy }) => policy), within).toEqual(['標準'])
    await expect
      .poll(async () => (await clocks(urgent)).map(({ policy }) => policy), within)
      .toEqual(['お急ぎ'])
    await page.goto(`/inbox/${plain}`)
    await clockSays(/初回返信 あと(2時間\d+分|3時間)$/)
    await openClock()
    const panel = page.getByRole('dialog', { name: '目標時間の計測' })
    await panel.getByText(/^\d+[秒分].*を計測：\d+:\d\d〜現在$/).waitFor()
    await panel.getByText('目標 3時間 · 標準').waitFor()
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
  })

  it('follow what changes while one looks, until the answer', async () => {
    const id = await mail('色違い')
    await test.settled()
    await page.goto(`/inbox/${id}`)
    await clockSays(/初回返信 あと[23]時間/)
    await test.owner.ok('PUT', `/api/conversations/${id}/tags`, { tagIds: [tagId] })
    await expect.poll(async () => (await clocks(id)).map(({ policy }) => policy), within).toEqual(['お急ぎ'])
    await clockSays(/初回返信 あと(29|30)分$/)
    await test.owner.ok('POST', `/api/conversations/${id}/replies`, {
      text: 'お調べします。',
      to: ['a@customer.example'],
      anyway: true,
    })
    await clockSays(/初回返信 目標時間内$/)
    await openClock()
    await page
      .getByRole('dialog', { name: '目標時間の計測' })
      .getByText(/を計測：\d+:\d\d〜\d+:\d\d$/)
      .waitFor()
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('stand in the list, in the order in which they end', async () => {
    await page.goto('/inbox')
    const lines = page.getByRole('list', { name: '会話' }).getByRole('listitem')
    await lines
      .filter({ hasText: '在庫について' })
      .getByText(/^あと[23]時間$/)
      .waitFor()
    await button('並び順').click()
    await page.getByRole('option', { name: '期限の近い順' }).click()
    await expect
      .poll(async () =>
        (await lines.allInnerTexts()).map((text) => /届きません|在庫について/.exec(text)?.[0]),
      )
      .toEqual(['届きません', '在庫について'])
    await lines
      .filter({ hasText: '届きません' })
      .getByText(/^あと(29|30)分$/)
      .waitFor()
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
    const id = await mail('すぐに')
    await test.settled()
    await lines.filter({ hasText: 'すぐに' }).waitFor()
    await test.owner.ok('POST', `/api/conversations/${id}/replies`, {
      text: 'お調べします。',
      to: ['a@customer.example'],
      anyway: true,
      then: 'resolved',
    })
    await lines.filter({ hasText: 'すぐに' }).waitFor({ state: 'detached' })
  })

  it('say which condition is gone, which can be taken out', async () => {
    await test.owner.ok('DELETE', `/api/tags/${tagId}`)
    await page.goto(`/settings/sla/${(await named('お急ぎ')).id}`)
    await said('選んだ値の一部が削除されています')
    await said('タグに「削除された値」を含む')
    await page.getByLabel('名前', { exact: true }).fill('緊急')
    await refused('すでに削除された値を選んでいる条件があります')
    await button('条件を削除：タグ').focus()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('「優先度」の比べ方')
    await save()
    expect((await named('緊急')).applies).toEqual({
      match: 'any',
      of: [{ condition: 'conversation.priority', how: 'any-of', value: ['urgent', 'high'] }],
    })
  })

  it('have groups, made and undone by keyboard', async () => {
    await pick(button('条件を追加'), 'メッセージ数')
    await page.getByLabel('「メッセージ数」の値').fill('５')
    await button('グループに入れる：メッセージ数').focus()
    await page.keyboard.press('Enter')
    await pick(button('条件を追加').first(), '件名')
    await pickValue('件名', '至急')
    await said('（メッセージ数が5で、かつ件名に「至急」を含む）')
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
    await button('グループから出す：メッセージ数').focus()
    await page.keyboard.press('Enter')
    await said('、またはメッセージ数が5')
    await save()
  })

  it('are removed after a question, and what was measured stays', async () => {
    await page.goto('/settings/sla')
    await button('「標準」を削除').click()
    await page.getByRole('dialog').getByRole('button', { name: '削除' }).click()
    await row('標準').waitFor({ state: 'detached' })
    expect((await policies()).map(({ name }) => name)).toEqual(['緊急'])
  })

  it('are read on a phone, and broke nothing', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('link', { name: '緊急' }).click()
    await page.getByRole('heading', { name: '緊急', level: 1 }).waitFor()
    await said('対象：')
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
    expect(broken).toEqual([])
  })
})
