import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type Client, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

interface Profile {
  agentId: string
  capacity: number | null
  skills: { level: number }[]
  languages: { language: string; level: number }[]
}

describe.skipIf(!found.path)('queues', () => {
  let test: TestApp
  let browser: Browser
  let inboxId: string
  let agentId: string
  let lead: Page
  let agent: Page
  const broken: string[] = []

  /** A screen of somebody, who chooses a password for it. */
  const screenOf = async ({ id }: Client & { id: string }, email: string): Promise<Page> => {
    const { url } = await test.owner.ok<{ url: string }>('POST', `/api/agents/${id}/password-reset`)
    const password = 'a long enough password'
    await test.owner.ok('POST', `/api/password-resets/${new URL(url).hash.slice(1)}`, { password })
    const screen = await openScreen(browser, test.url, { email, password })
    screen.page.on('pageerror', (error) => broken.push(error.message))
    return screen.page
  }
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const save = async (page: Page) => {
    const kept = page.waitForResponse((answer) => /PUT|POST/.test(answer.request().method()) && answer.ok())
    await button(page, '保存').click()
    await kept
    await page.getByText('保存しました。').first().waitFor()
  }
  const choose = async (page: Page, add: string, name: string) => {
    await button(page, add).first().click()
    await page.getByRole('option', { name }).click()
    await page.keyboard.press('Escape')
  }
  const mail = async (from: string, subject: string): Promise<string> =>
    (await receive(test.db, from, inboxId, { subject })).conversationId
  const holder = async (id: string) =>
    (await test.owner.ok<{ assigneeId: string | null }>('GET', `/api/conversations/${id}`)).assigneeId
  const fits = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth <= globalThis.innerWidth)

  beforeAll(async () => {
    test = await testApp()
    const teamId = await test.team('お客様相談')
    const settings = { address: 'support@shop.example' }
    inboxId = (await test.inbox('email', { name: 'サポート', teamIds: [teamId], settings })).id
    await test.owner.ok('PUT', '/api/presence-reasons', [{ state: 'away', name: '昼休み' }])
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const [first, second] = [await test.person('lead'), await test.person('agent', [teamId])]
    agentId = second.id
    lead = await screenOf(first, 'lead1@shop.example')
    agent = await screenOf(second, 'agent2@shop.example')
  })
  afterAll(() => browser?.close())

  it('ask for skills: a lead names one, and says who has it and how much they take', async () => {
    await lead.goto('/settings/skills')
    await lead.getByText('スキルはまだありません').waitFor()
    await button(lead, 'スキルを追加').click()
    await lead.getByLabel('スキル名').fill('返品')
    await button(lead, '作成').click()
    await lead.getByText('持っているメンバーはいません').waitFor()
    await lead.getByRole('link', { name: 'agent 2' }).click()
    await lead.getByRole('heading', { name: 'agent 2', level: 1 }).waitFor()
    await choose(lead, 'スキルを追加', '返品')
    await lead.getByLabel('返品のレベル').selectOption('4')
    await choose(lead, '言語を追加', '英語')
    await lead.getByLabel('上限ポイント').fill('１２')
    await save(lead)
    const profiles = await test.owner.ok<Profile[]>('GET', '/api/work-profiles')
    expect(profiles.find((one) => one.agentId === agentId)).toMatchObject({
      capacity: 12,
      chats: null,
      skills: [{ level: 4 }],
      languages: [{ language: 'en', level: 3 }],
    })
    expect(await axeProblems(lead)).toEqual([])
  })

  it('are told by a lead who is off work, and by everybody who is back', async () => {
    await button(lead, '変更').click()
    await lead.getByRole('radio', { name: '勤務外' }).check()
    await lead.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await lead.getByRole('main').getByText('勤務外', { exact: true }).waitFor()
    await agent.goto('/inbox')
    const own = agent.getByRole('button', { name: 'agent 2さんのメニュー' })
    await agent.locator('[data-presence=off]').waitFor()
    await own.click()
    await agent.getByRole('option', { name: 'オンライン' }).click()
    await agent.getByText('在席状況を「オンライン」にしました。').waitFor()
    await agent.locator('[data-presence=online]').waitFor()
    // The lead sees it without looking again.
    await lead.getByRole('main').getByText('オンライン', { exact: true }).waitFor()
    const kept = await test.owner.ok<{ agentId: string; state: string }[]>('GET', '/api/presences')
    expect(kept.find((one) => one.agentId === agentId)).toMatchObject({ state: 'online', here: true })
  })

  it('are made by a lead, and say what of them can’t work', async () => {
    await lead.goto('/settings/routing')
    await lead.getByText('キューはまだありません').waitFor()
    await button(lead, 'キューを追加').click()
    await lead.getByLabel('キューの名前').fill('返品')
    await choose(lead, 'チームを追加', 'お客様相談')
    await choose(lead, 'スキルを追加', '返品')
    await lead.getByLabel('返品のレベル').selectOption('5')
    await save(lead)
    const row = lead.getByRole('listitem').filter({ has: lead.getByRole('link', { name: '返品' }) })
    await row.getByText('「返品」を必要なレベルで持つ人がいません').waitFor()
    await row.getByText('待ちなし').waitFor()
    expect(await axeProblems(lead)).toEqual([])
    await lead.getByRole('link', { name: '返品' }).click()
    await lead.getByLabel('返品のレベル').selectOption('3')
    await save(lead)
    await lead.goto('/settings/routing')
    await row.getByText('お客様相談').waitFor()
    expect(await row.getByText('必要なレベル').count()).toBe(0)
  })

  it('give what a customer writes to who is online, by themselves, and say why', async () => {
    const id = await mail('hanako@customer.example', '急須の返品について')
    await expect.poll(() => holder(id), within).toBe(agentId)
    await agent.getByText('急須の返品について').first().click()
    const why = agent.getByRole('complementary', { name: 'お客様情報' })
    await why.getByRole('tab', { name: '対応' }).click()
    await why.getByRole('heading', { name: 'あなたが担当になった理由' }).waitFor()
    await why.getByText('ほかに対応できる人がいなかったため（負荷 0/12）').waitFor()
    await why.getByText('求められた条件：返品（レベル4）').waitFor()
    expect(await axeProblems(agent)).toEqual([])
  })

  it('let the next one wait when nobody is there any more, and say so', async () => {
    await agent.getByRole('button', { name: 'agent 2さんのメニュー' }).click()
    await agent.getByRole('option', { name: '在席状況と理由を入力…' }).click()
    const dialog = agent.getByRole('dialog')
    await dialog.getByRole('radio', { name: '離席中' }).check()
    await dialog.getByRole('button', { name: '昼休み' }).click()
    await dialog.getByRole('button', { name: '保存' }).click()
    await agent.locator('[data-presence=away]').getByText('離席中（昼休み）').waitFor()
    const id = await mail('jiro@customer.example', '湯呑みの返品について')
    await agent.getByText('湯呑みの返品について').first().click()
    const side = agent.getByRole('complementary', { name: 'お客様情報' })
    await side.getByText('キュー「返品」の先頭で待っています。').waitFor({ timeout: 25_000 })
    await side.getByText('このキューを担当するメンバーに、オンラインの人がいません。').waitFor()
    expect(await holder(id)).toBeNull()
    await lead.goto('/settings/routing')
    await lead.getByText('1件待ち').waitFor()
    // Whoever gives it to somebody sees who is away, and why.
    await lead.goto(`/inbox/${id}`)
    await lead.getByRole('log').waitFor()
    await lead.keyboard.press('a')
    await lead.getByRole('option', { name: /agent 2.*昼休み/ }).waitFor()
    await lead.keyboard.press('Escape')
  })

  it('give it to who comes back, by a command', async () => {
    await agent.keyboard.press('Control+k')
    await agent.getByRole('combobox', { name: 'コマンドを探す' }).fill('在席 オンライン')
    await agent.keyboard.press('Enter')
    const side = agent.getByRole('complementary', { name: 'お客様情報' })
    await side.getByRole('heading', { name: 'あなたが担当になった理由' }).waitFor({ timeout: 25_000 })
    expect(await side.innerText()).toContain('（負荷 1/12）')
  })

  it('have an order that the keyboard changes, and say when one of them is never asked', async () => {
    await test.owner.ok('POST', '/api/queues', {
      ...(await test.owner.ok<object[]>('GET', '/api/queues'))[0],
      name: '総合',
      skills: [],
    })
    await lead.goto('/settings/routing')
    const names = () => lead.getByRole('main').getByRole('listitem').getByRole('link').allInnerTexts()
    await lead.getByText('上にある「返品」がすべての会話を受け取るため').waitFor()
    await lead.getByRole('button', { name: /^総合の順序を変更/ }).press('ArrowUp')
    await lead.getByText('上にある「総合」がすべての会話を受け取るため').waitFor()
    expect(await names()).toEqual(['総合', '返品'])
    await expect
      .poll(
        async () => (await test.owner.ok<{ name: string }[]>('GET', '/api/queues')).map(({ name }) => name),
        within,
      )
      .toEqual(['総合', '返品'])
    await button(lead, '総合を削除').click()
    await lead.getByRole('dialog').getByRole('button', { name: '削除' }).click()
    await lead.getByText('キュー「総合」を削除しました。').waitFor()
    await expect.poll(names, within).toEqual(['返品'])
  })

  it('settle how much people take, and are read on a phone', async () => {
    await lead.getByLabel('同時に対応するチャットの数').fill('0')
    await button(lead, '保存').click()
    await lead.getByText('1から100までの整数を入力してください。').waitFor()
    await lead.getByLabel('同時に対応するチャットの数').fill('5')
    await save(lead)
    expect(await test.owner.ok('GET', '/api/routing-settings')).toMatchObject({ capacity: 8, chats: 5 })
    await lead.setViewportSize({ width: 390, height: 844 })
    for (const path of ['/settings/routing', '/settings/routing/new', '/settings/skills']) {
      await lead.goto(path)
      await lead.getByRole('heading', { level: 1 }).waitFor()
      expect(await fits(lead)).toBe(true)
    }
    expect(broken).toEqual([])
  })
})
