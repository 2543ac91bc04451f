import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblemsInBothThemes } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

interface Found {
  id: string
  conversationCount: number
  identities: { value: string }[]
}

describe.skipIf(!found.path)('two customers who are one person', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let hanako: string
  let private_: string
  let jiro: string

  const read = (id: string) => test.owner.ok<Found>('GET', `/api/customers/${id}`)
  const valuesOf = async (id: string) => (await read(id)).identities.map(({ value }) => value).sort()
  const dialog = () => page.getByRole('dialog', { name: 'お客様を統合' })
  const button = (name: string, within_ = page.locator('body')) =>
    within_.getByRole('button', { name, exact: true })
  const card = () => page.getByRole('region', { name: '同じお客様かもしれません' })
  const show = async (id: string, query = '') => {
    await page.goto(`/customers/${id}${query}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }

  beforeAll(async () => {
    test = await testApp()
    const inbox = await test.inbox('email', { name: 'サポート', settings: { address: 'desk@shop.example' } })
    await receive(test.db, 'hanako@work.example', inbox.id, {
      subject: '急須の返品',
      text: '返品したいです。',
    })
    await receive(test.db, 'jiro@customer.example', inbox.id, { subject: '領収書', text: 'お願いします。' })
    const listed = await test.owner.ok<{ items: { id: string; email: string }[] }>('GET', '/api/customers')
    hanako = listed.items.find(({ email }) => email.startsWith('hanako'))?.id as string
    jiro = listed.items.find(({ email }) => email.startsWith('jiro'))?.id as string
    const same = { name: '山田 花子', kana: 'ヤマダ ハナコ', attributes: { order: 'A-10023' } }
    await test.owner.ok('PATCH', `/api/customers/${hanako}`, same)
    const other = { ...same, email: 'hanako@home.example', phone: '090-1234-5678' }
    private_ = (await test.owner.ok<{ id: string }>('POST', '/api/customers', other)).id
    await test.settled()
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    ;({ page, broken } = screen)
    await screen.context.addInitScript(() => globalThis.localStorage.setItem('madoguchi.theme', 'auto'))
  })
  afterAll(() => browser?.close())

  it('are offered on the list, with the reason', async () => {
    await page.goto('/customers')
    await page.getByRole('link', { name: '統合の候補 1組' }).click()
    const pair = page.getByRole('listitem', { name: '「山田 花子」と「山田 花子」' })
    await pair.getByText('お名前とフリガナのほか、「A-10023」が一致しています。').waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await pair.getByRole('link', { name: '山田 花子' }).first().click()
    await page.waitForURL(`**/customers/${hanako}`)
  })

  it('are merged after a look at what comes of it, the other way round where one wants', async () => {
    await button('内容を確認', card()).click()
    await dialog().getByText('hanako@home.example').first().waitFor()
    const stays = dialog().getByRole('region', { name: '残るお客様' })
    await stays.getByText('hanako@work.example').waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await button('残るお客様を入れ替える', dialog()).click()
    await stays.getByText('hanako@home.example').waitFor()
    await dialog().getByText('会話 1件').last().waitFor()
    await button('統合する', dialog()).click()
    await page.waitForURL(`**/customers/${private_}`)
    await expect
      .poll(() => valuesOf(private_), within)
      .toEqual(['090-1234-5678', 'hanako@home.example', 'hanako@work.example'])
    await page.getByRole('link', { name: /急須の返品/ }).waitFor()
    expect(await card().count()).toBe(0)
  })

  it('lead from the old address to the one who stayed, with a sentence', async () => {
    await show(hanako)
    await page.waitForURL(`**/customers/${private_}?**`)
    await page.getByText('お開きの「山田 花子」は、このお客様に統合されています。').waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await page.getByRole('link', { name: '統合の履歴を見る' }).click()
  })

  it('are two again when the merge is undone from the history', async () => {
    await page.getByText('統合したお客様：山田 花子').waitFor()
    await button('「山田 花子」の統合を取り消す').click()
    await page.getByRole('dialog').getByText('統合後に届いたメッセージは').waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await button('統合を取り消す', page.getByRole('dialog')).click()
    await expect.poll(() => valuesOf(hanako), within).toEqual(['hanako@work.example'])
    await expect.poll(async () => (await read(hanako)).conversationCount, within).toBe(1)
    await card().waitFor()
  })

  it('are never suggested again where somebody says so, until that is taken back', async () => {
    await button('別のお客様', card()).click()
    await card().waitFor({ state: 'detached' })
    const locked = page.getByRole('list', { name: '統合と「統合しない」設定' })
    await locked.getByText('「山田 花子」とは統合しない設定です').waitFor()
    await button('設定を解除', locked).click()
    await card().waitFor()
    await page.goto('/customers/duplicates')
    await button('別のお客様').click()
    await page.getByText('統合の候補はありません').waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await page.keyboard.press('z')
    await page.getByText('が一致しています。').waitFor()
  })

  it('are found by hand, with the keyboard alone, and taken back with Z', async () => {
    await show(hanako)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('別のお客様と統合')
    await page.getByRole('option', { name: /^別のお客様と統合/ }).waitFor()
    await page.keyboard.press('Enter')
    await dialog().getByRole('searchbox').waitFor()
    await page.keyboard.type('jiro')
    await dialog()
      .getByRole('button', { name: /jiro@customer\.example/ })
      .waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await button('統合する', dialog()).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), within).toBe('統合する')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await read(jiro)).id, within).toBe(hanako)
    await dialog().waitFor({ state: 'detached' })
    await page.keyboard.press('z')
    await expect.poll(async () => (await read(jiro)).id, within).toBe(jiro)
  })

  it('break nothing on the way', () => expect(broken).toEqual([]))
})
