import { readFile } from 'node:fs/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblemsInBothThemes } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

interface Customer {
  id: string
  name: string
  kana: string | null
  attributes: Record<string, unknown>
  identities: { value: string }[]
}

describe.skipIf(!found.path)('customers and what was not sent', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let boxes: unknown[]
  let broken: string[]
  let hanako: string
  let team: string
  let inbox: { id: string }

  const make = async (name: string, kana: string, email: string, phone: string): Promise<string> =>
    (await test.owner.ok<{ id: string }>('POST', '/api/customers', { name, kana, email, phone })).id
  const rows = () => page.locator('[data-row]')
  const search = () => page.getByRole('searchbox', { name: /名前・フリガナ/ })
  /** What the server says of a list that is asked for in this way. */
  const answerTo = (key: string, value: string) =>
    page.waitForResponse((answer) => new URL(answer.url()).searchParams.get(key) === value)
  const readHanako = () => test.owner.ok<Customer>('GET', `/api/customers/${hanako}`)
  const railBoxes = async () => {
    const places = await page.getByRole('navigation', { name: 'メインメニュー' }).getByRole('link').all()
    return Promise.all(places.map((place) => place.boundingBox()))
  }
  const inBothThemes = () => axeProblemsInBothThemes(page)

  beforeAll(async () => {
    test = await testApp()
    await test.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
    await test.owner.ok('PUT', '/api/customer-attributes/rank', {
      label: '会員ランク',
      type: 'choice',
      choices: ['一般', 'ゴールド'],
      position: 0,
    })
    hanako = await make('山田 花子', 'やまだ はなこ', 'hanako@customer.example', '090-1234-5678')
    await make('佐藤 次郎', 'さとう じろう', 'jiro@customer.example', '080-9999-0000')
    team = await test.team('お客様相談')
    inbox = await test.inbox('email', {
      name: 'サポート',
      teamIds: [team],
      settings: { address: 'support@shop.example' },
    })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    ;({ page, broken } = screen)
    // The device decides, so that both themes can be looked at.
    await screen.context.addInitScript(() => globalThis.localStorage.setItem('madoguchi.theme', 'auto'))
  })
  afterAll(() => browser?.close())

  it('are found by name, reading and the end of a number', async () => {
    await page.goto('/inbox')
    await page.getByRole('link', { name: 'お客様', exact: true }).waitFor()
    // Its place is there before anything lies in it, and nothing moves when something does.
    expect(await page.getByRole('link', { name: '未送信' }).innerText()).toBe('未送信')
    boxes = await railBoxes()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await expect.poll(() => rows().count(), within).toBe(2)
    // They were entered by hand and nobody has heard of them yet: they say when they were added.
    for (const row of await rows().allInnerTexts()) expect(row).toMatch(/登録 \d+:\d+/)
    expect(await inBothThemes()).toEqual([])
    for (const words of ['ﾊﾅｺ', '5678', 'hanako@', '花子']) {
      // Until its answer comes, the one before stands there and looks the same.
      const answered = answerTo('q', words)
      await search().fill(words)
      await answered
      await expect.poll(() => rows().allInnerTexts(), within).toEqual([expect.stringContaining('山田 花子')])
    }
    await search().fill('存在しない')
    await page.getByText('「存在しない」に一致するお客様は見つかりません').waitFor()
    await search().fill('')
    await expect.poll(() => rows().count(), within).toBe(2)
    await page.getByRole('heading', { name: 'お客様' }).click()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset['row']), within)
      .toBe('1')
  })

  it('leave as a file that spreadsheets read', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSVで書き出す' }).click(),
    ])
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain('山田 花子,やまだ はなこ,hanako@customer.example')
  })

  it('are narrowed by filters, which the file follows', async () => {
    await page.goto('/customers')
    await page.getByRole('button', { name: '絞り込み' }).click()
    const answered = answerTo('kind', 'phone')
    await page.getByLabel('連絡先の種類').selectOption({ label: '電話番号' })
    await page.waitForURL('**kind=phone**')
    await answered
    await expect.poll(() => rows().count(), within).toBe(2)
    expect(await inBothThemes()).toEqual([])
    await page.getByLabel('属性').selectOption({ label: '会員ランク' })
    await page.getByText('条件に一致するお客様は見つかりません').waitFor()
    await test.owner.ok('PATCH', `/api/customers/${hanako}`, { attributes: { rank: '一般' } })
    await page.getByLabel('会員ランクの値').selectOption('一般')
    await expect.poll(() => rows().allInnerTexts(), within).toEqual([expect.stringContaining('山田 花子')])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSVで書き出す' }).click(),
    ])
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(2)
    await test.owner.ok('PATCH', `/api/customers/${hanako}`, { attributes: { rank: null } })
    // The address carries the filters, so that a reload and a colleague see the same.
    await page.reload()
    await page.getByText('条件に一致するお客様は見つかりません').waitFor()
    await page.getByRole('button', { name: '条件をすべて解除' }).click()
    await expect.poll(() => rows().count(), within).toBe(2)
  })

  it('are changed in place, each change kept', async () => {
    await rows().filter({ hasText: '山田 花子' }).click()
    await page.getByRole('heading', { name: '山田 花子' }).waitFor()
    await page.getByLabel('フリガナ').fill('ヤマダ ハナコ')
    await page.getByLabel('フリガナ').press('Enter')
    await page.getByLabel('会員ランク').selectOption('ゴールド')
    await expect.poll(async () => (await readHanako()).kana, within).toBe('ヤマダ ハナコ')
    await expect.poll(async () => (await readHanako()).attributes, within).toEqual({ rank: 'ゴールド' })

    await page.getByRole('button', { name: '連絡先を追加' }).click()
    const address = page.getByLabel('メールアドレスまたは電話番号')
    await address.fill('jiro@customer.example')
    await address.press('Enter')
    await page.getByText('この連絡先は、別のお客様に登録されています。').waitFor()
    await address.fill('hanako@work.example')
    await address.press('Enter')
    await page.getByRole('listitem').filter({ hasText: 'hanako@work.example' }).waitFor()
    await page
      .getByRole('listitem')
      .filter({ hasText: '090-1234-5678' })
      .getByRole('button', { name: 'この連絡先を削除' })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: '削除する' }).click()
    await expect
      .poll(async () => (await readHanako()).identities.map(({ value }) => value), within)
      .toEqual(['hanako@customer.example', 'hanako@work.example'])

    await page.getByLabel('メモを追加').fill('お電話は午後にお願いします。')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('お電話は午後にお願いします。').waitFor()
    expect(await inBothThemes()).toEqual([])
  })

  it('have a history: who changed what, and what was noted', async () => {
    await page.getByRole('link', { name: '履歴', exact: true }).click()
    const tab = page.getByRole('navigation', { name: 'これまでのやり取り' }).locator('[aria-current]')
    await expect.poll(() => tab.allInnerTexts(), within).toEqual(['履歴'])
    const entries = page.getByRole('region', { name: '履歴' }).getByRole('listitem')
    const shown = () => entries.allInnerTexts()
    await expect
      .poll(shown, within)
      .toContainEqual(expect.stringMatching(/会員ランクを変更しました[^]*未設定[^]*ゴールド/))
    await expect
      .poll(shown, within)
      .toContainEqual(expect.stringMatching(/連絡先を削除しました[^]*090-1234-5678/))
    await expect.poll(shown, within).toContainEqual(expect.stringContaining('お電話は午後にお願いします。'))
    expect((await shown()).at(-1)).toContain('お客様を登録しました')
    // What is done beside it appears in it.
    await page.getByLabel('会員ランク').selectOption('一般')
    await expect.poll(async () => (await shown())[0], within).toMatch(/ゴールド[^]*一般/)
    expect(await inBothThemes()).toEqual([])
  })

  it('lead to every contact of theirs, and contacts lead back', async () => {
    await test.owner.ok('POST', '/api/conversations', {
      inboxId: inbox.id,
      customerId: hanako,
      subject: 'ご注文の急須について',
      text: 'ご注文ありがとうございます。',
    })
    await page.goto(`/customers/${hanako}`)
    await page.getByRole('link', { name: /ご注文の急須について/ }).click()
    await page.getByRole('heading', { name: /ご注文の急須について/ }).waitFor()
    await page.getByText('ご注文ありがとうございます。').first().waitFor()
    await page
      .getByRole('complementary', { name: 'お客様情報' })
      .getByRole('link', { name: '山田 花子' })
      .click()
    await page.waitForURL(`**/customers/${hanako}`)
    // The address changes first: until the page does, the conversation's heading stands there.
    const heading = page.getByRole('heading', { level: 1 })
    await expect.poll(() => heading.innerText(), within).toBe('山田 花子')
  })

  it('see what was not sent appear by itself, with its reason, and take it back', async () => {
    const unsent = page.getByRole('link', { name: '未送信' })
    await unsent.waitFor()
    await expect.poll(() => unsent.innerText(), within).toContain('1')
    expect(await railBoxes()).toEqual(boxes)
    await unsent.click()
    const item = page.getByRole('listitem').filter({ hasText: '山田 花子' })
    await item.getByText('送信保留').waitFor()
    await item.getByText(/SMTP/).waitFor()
    expect(await inBothThemes()).toEqual([])
    await item.getByRole('button', { name: '取り消して下書きに戻す' }).click()
    // The conversation began with it and goes with it: its words stand where a first message is written.
    await page.waitForURL(`**/new-message?customer=${hanako}`)
    await page.getByText('ご注文ありがとうございます。').first().waitFor()
    await expect.poll(() => unsent.innerText(), within).toBe('未送信')
    const { items } = await test.owner.ok<{ items: unknown[] }>('GET', '/api/unsent')
    expect(items).toEqual([])
    await page.goto('/unsent')
    await page.getByText('未送信のメッセージはありません').waitFor()
    expect(await inBothThemes()).toEqual([])
  })

  it('are only looked at by those who may only read', async () => {
    const { id } = await test.person('readonly', [team])
    const { url } = await test.owner.ok<{ url: string }>('POST', `/api/agents/${id}/password-reset`)
    const password = 'a long enough password'
    await test.owner.ok('POST', `/api/password-resets/${new URL(url).hash.slice(1)}`, { password })
    const reader = await openScreen(browser, test.url, {
      email: 'readonly1@shop.example',
      password,
    })
    await reader.page.goto(`/customers/${hanako}`)
    await reader.page.getByRole('heading', { name: '山田 花子' }).waitFor()
    expect(await reader.page.getByLabel('フリガナ').getAttribute('readonly')).not.toBeNull()
    expect(await reader.page.getByRole('button', { name: /連絡先を追加|この連絡先を削除/ }).count()).toBe(0)
    await reader.page.goto('/customers')
    await reader.page.getByText('山田 花子').waitFor()
    expect(await reader.page.getByRole('link', { name: 'CSVで書き出す' }).count()).toBe(0)
    await reader.context.close()
  })

  it('break nothing on the way', () => expect(broken).toEqual([]))
})
