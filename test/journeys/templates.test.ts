import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type Client, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const pictures = process.env.MADOGUCHI_PICTURES

interface Line {
  id: string
  title: string
  revision: number
  status: string
  folder: string
  expiresOn: string | null
}

describe.skipIf(!found.path)('the library of answers', () => {
  let test: TestApp
  let hana: Client & { id: string }
  let browser: Browser
  let page: Page
  let broken: string[]

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const row = (title: string) => page.getByRole('listitem').filter({ hasText: title })
  const look = async (name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
  }
  const save = async () => {
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok())
    await button('保存').click()
    await kept
  }
  const line = async (title: string): Promise<Line> => {
    const lines = await test.owner.ok<Line[]>('GET', '/api/templates?state=all&limit=100')
    return lines.find((one) => one.title === title) as Line
  }

  beforeAll(async () => {
    test = await testApp()
    const team = await test.team('返品チーム')
    hana = await test.person('agent', [team])
    const { id } = await test.inbox('email', { settings: { address: 'shop@shop.example' } })
    await receive(test.db, '山田 花子 <hanako@customer.example>', id)
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('is empty at first; an answer begins as a draft', async () => {
    await page.goto('/inbox')
    await page.getByRole('link', { name: '定型文' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await said('定型文はまだありません')
    await button('定型文を追加').first().click()
    await button('下書きを作成').click()
    await said('タイトルを入力してください。')
    await page.getByLabel('タイトル').fill('返品のご案内')
    await page.getByRole('dialog').getByLabel('本文').fill('返品を承ります。')
    await button('下書きを作成').click()
    await page.getByRole('heading', { name: '返品のご案内', level: 1 }).waitFor()
    await said('承認されるまでは、誰も使えません。')
    expect(await line('返品のご案内')).toMatchObject({ status: 'draft' })
  })

  it('shows a text on a conversation that is there, with what is missing in it', async () => {
    const text = page.getByLabel('本文（日本語）')
    await text.press('Control+Home')
    await button('変数を挿入').click()
    await page.getByLabel('挿入する値').selectOption({ label: 'お客様名のフリガナ' })
    await button('挿入').click()
    await expect.poll(() => text.inputValue()).toBe('{{customer.kana}}返品を承ります。')
    await page.keyboard.type(' 様\n')
    await said('値がありません：お客様名のフリガナ')
    await look('editor-missing')
    await text.fill('{{customer.name')
    await button('保存').click()
    await said(/1行目1文字目：「\{\{customer\.name」の波かっこが閉じられていません。/)
    await text.fill('')
    await button('変数を挿入').click()
    await page.getByLabel('挿入する値').selectOption({ label: 'お客様名' })
    await page.getByLabel('値がないときの言葉').fill('お客様')
    await button('挿入').click()
    await page.keyboard.type(' 様\n返品を承ります。')
    await expect
      .poll(() => text.inputValue())
      .toBe('{{customer.name | default: お客様}} 様\n返品を承ります。')
    await save()
    expect(await axeProblems(page)).toEqual([])
  })

  it('takes another language, a folder, a shortcut, teams and an end', async () => {
    await button('言語を追加').click()
    await page.keyboard.type('英語')
    await page.keyboard.press('Enter')
    await page.getByLabel('本文（英語）').fill('We accept your return.')
    await page.getByLabel('フォルダー').fill('返品')
    await page.getByLabel('ショートカット').fill('henpin')
    await page.getByLabel('使える人').selectOption({ label: '選んだチームのみ' })
    await button('チームを追加').click()
    await page.getByRole('option', { name: '返品チーム' }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('有効期限').fill('2099-12-31')
    await save()
    await button('この版を承認').click()
    await said(/第3版を.+が承認：/)
    expect(await line('返品のご案内')).toMatchObject({
      status: 'approved',
      folder: '返品',
      expiresOn: '2099-12-31',
    })
    await look('editor-approved')
  })

  it('is found while typing, and narrowed by folder and state', async () => {
    await test.owner.ok('POST', '/api/templates', {
      title: '配送の遅れ',
      variants: [{ language: 'ja', body: 'キャンセルもできます。' }],
    })
    // What others do shows by itself.
    await page.getByRole('link', { name: '定型文' }).last().click()
    await row('配送の遅れ').waitFor()
    await page.getByRole('searchbox').fill('ｷｬﾝｾﾙ')
    await row('返品のご案内').waitFor({ state: 'detached' })
    await row('配送の遅れ').waitFor()
    await page.getByRole('searchbox').fill('')
    await page.getByRole('navigation', { name: 'フォルダー' }).getByText('返品').click()
    await row('配送の遅れ').waitFor({ state: 'detached' })
    await row('返品のご案内').getByText('/henpin').waitFor()
    await look('library')
    expect(await axeProblems(page)).toEqual([])
    await page.getByRole('navigation', { name: 'フォルダー' }).getByText('すべての定型文').click()
    await page.getByLabel('状態').selectOption('waiting')
    await row('返品のご案内').waitFor({ state: 'detached' })
    await page.getByLabel('状態').selectOption('all')
  })

  it('shows on another screen what somebody else changes, and loses nobody’s words by it', async () => {
    await page.getByRole('link', { name: '返品のご案内' }).click()
    const title = page.getByLabel('タイトル')
    await title.fill('返品のご案内（夏）')
    const { id, revision } = await line('返品のご案内')
    await test.owner.ok('PATCH', `/api/templates/${id}`, { revision, folder: '返品・交換' })
    await said('編集中に、ほかの人がこの定型文を変更しました。')
    await button('保存').click()
    await said('この定型文は、ほかの人によって変更されています。')
    await button('変更を破棄').click()
    await expect.poll(() => page.getByLabel('フォルダー').inputValue()).toBe('返品・交換')
  })

  it('keeps every version, tells what changed, and brings one back', async () => {
    await page.getByLabel('本文（日本語）').fill('返品を承ります。\n送料は無料です。')
    await save()
    await said('変更の承認待ち')
    await button('第4版： 変更点').click()
    await page.getByText('送料は無料です。', { exact: true }).last().waitFor()
    await page.getByText('追加：').first().waitFor({ state: 'attached' })
    await look('versions')
    expect(await axeProblems(page)).toEqual([])
    await button('第3版： 復元').click()
    await said('第3版の文面を、新しい版として保存しました。')
    await expect.poll(() => page.getByLabel('本文（日本語）').inputValue()).toContain('customer.name')
    // It says again what is approved: nothing waits.
    await page.getByText('変更の承認待ち').waitFor({ state: 'detached' })
  })

  it('is put away, and taken back with a key', async () => {
    await button('アーカイブ').click()
    await said('定型文「返品のご案内」をアーカイブしました。')
    await button('アーカイブから戻す').waitFor()
    await page.keyboard.press('z')
    await button('アーカイブ').waitFor()
    expect(await line('返品のご案内')).toMatchObject({ status: 'approved' })
  })

  it('is read, not changed, by those whose it is not', async () => {
    const theirs = await test.person('agent')
    const everybody = await line('配送の遅れ')
    await test.owner.ok('POST', `/api/templates/${everybody.id}/approve`, { revision: everybody.revision })
    const seen = await theirs.ok<Line[]>('GET', '/api/templates')
    expect(seen.map(({ title }) => title)).toEqual(['配送の遅れ'])
    expect((await hana.ok<Line[]>('GET', '/api/templates')).map(({ title }) => title).toSorted()).toEqual(
      ['返品のご案内', '配送の遅れ'].toSorted(),
    )
  })

  it('is read on a phone, and broke nothing', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(await wide()).toBe(false)
    await look('editor-phone')
    await page.goto('/templates')
    await row('返品のご案内').waitFor()
    expect(await wide()).toBe(false)
    await look('library-phone')
    expect(await axeProblems(page)).toEqual([])
    expect(broken).toEqual([])
  })
})
