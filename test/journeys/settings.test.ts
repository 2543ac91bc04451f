import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../harness/app.ts'
import { findChromium } from '../harness/chromium.ts'
import { axeProblems } from '../harness/axe.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()

interface InboxShape {
  id: string
  channel: string
  name: string
  token: string
  teamIds: string[]
  settings: Record<string, unknown>
  secretNames: string[]
}
interface Question {
  key: string
  kind: string
  label: { ja: string; en: string }
}

describe.skipIf(!found.path)('the settings', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const keep = async (press: () => Promise<void>) => {
    // Not only the notice: one of an earlier save may still be shown.
    const kept = page.waitForResponse((answer) => answer.request().method() !== 'GET' && answer.ok())
    await press()
    await kept
    await page.getByText('保存しました。').first().waitFor()
  }
  const inboxes = () => test.owner.ok<InboxShape[]>('GET', '/api/inboxes')
  const clipboard = () => page.evaluate(() => globalThis.navigator.clipboard.readText())

  beforeAll(async () => {
    test = await testApp()
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    page = screen.page
    broken = screen.broken
  })
  afterAll(() => browser?.close())

  it('leave the rail and the commands where they are while they come, however slowly', async () => {
    const held: (() => void)[] = []
    await page.route(/\/assets\/settings-.*\.js$/, async (route) => {
      await new Promise<void>((resolve) => held.push(resolve))
      await route.continue()
    })
    await page.goto('/inbox')
    await page.getByRole('link', { name: '設定' }).waitFor()
    const drawn = page.waitForResponse(/\/assets\/Settings-.*\.js$/)
    await page.keyboard.press('g')
    await page.keyboard.press(',')
    await drawn
    await expect.poll(() => held.length).toBe(1)
    // What was drawn without its texts would take everything away about now.
    await page.waitForTimeout(300)
    expect(await page.getByRole('link', { name: '設定' }).isVisible()).toBe(true)
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: /^APIキー/ }).waitFor()
    await page.keyboard.press('Escape')
    held[0]?.()
    await page.getByRole('navigation', { name: '設定' }).waitFor()
    await page.unrouteAll()
  })

  it('keep the rail where an address leads nowhere, inside of them and elsewhere', async () => {
    for (const path of ['/settings/nowhere', '/nowhere/at/all']) {
      await page.goto(path)
      await page.getByRole('heading', { name: 'ページが見つかりません' }).waitFor()
      expect(await page.getByRole('link', { name: 'レポート' }).isVisible()).toBe(true)
    }
  })

  it('are reached by keys and by name, and lead somebody new in', async () => {
    await page.goto('/inbox')
    await page.getByRole('link', { name: '設定' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press(',')
    await page.getByRole('navigation', { name: '設定' }).waitFor()
    await page.keyboard.press('Control+k')
    const bar = page.getByRole('combobox', { name: 'コマンドを探す' })
    await bar.fill('招待')
    await bar.press('Enter')
    await button('メンバーを招待').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '招待リンクを作成' }).click()
    await dialog.getByText('入力してください。', { exact: true }).waitFor()
    await dialog.getByLabel('氏名').fill('山田 花子')
    await dialog.getByLabel('メールアドレス').fill('hanako@shop.example')
    await dialog.getByRole('button', { name: '招待リンクを作成' }).click()
    await page.getByText('山田 花子さんを追加しました').waitFor()
    await button('招待リンクをコピー').click()
    const link = await clipboard()
    expect(link).toMatch(/\/set-password#/)
    await button('閉じる').last().click()
    await page.getByRole('link', { name: '山田 花子' }).waitFor()

    const hers = await browser.newContext({ locale: 'ja-JP' })
    const herPage = await hers.newPage()
    await herPage.goto(`${test.url}${new URL(link).pathname}${new URL(link).hash}`)
    await herPage.getByLabel(/新しいパスワード/).fill('a long enough password')
    await herPage.keyboard.press('Enter')
    await herPage.getByRole('link', { name: '設定' }).click()
    await herPage.getByRole('navigation', { name: '設定' }).waitFor()
    expect(await herPage.getByRole('link', { name: 'メンバー' }).count()).toBe(0)
    await hers.close()
  })

  it('make a team and connect a chat, whose code works on a page', async () => {
    await page.getByRole('region', { name: '組織' }).getByRole('link', { name: 'チーム' }).click()
    await button('チームを追加').first().click()
    await page.getByLabel('チーム名').fill('お客様相談')
    await button('メンバーを追加').click()
    await page.getByRole('option', { name: /山田 花子/ }).click()
    await page.keyboard.press('Escape')
    await button('作成').click()
    await page.getByRole('button', { name: 'お客様相談', exact: true }).waitFor()

    await page.getByRole('link', { name: '窓口' }).click()
    await page.getByText('窓口はまだありません').waitFor()
    await button('窓口を追加').click()
    await button(/^チャット/).click()
    await page.getByLabel('窓口の名前').fill('サイトのチャット')
    await button('チームを追加').click()
    await page.getByRole('option', { name: 'お客様相談' }).click()
    await page.keyboard.press('Escape')
    await button('追加する').click()
    await page.getByRole('heading', { name: 'サイトのチャット' }).waitFor()
    const [made] = await inboxes()
    expect(made).toMatchObject({ name: 'サイトのチャット', teamIds: [expect.any(String)] })

    await button('ショップに貼り付けるコードをコピー').click()
    const code = await clipboard()
    expect(code).toContain(`/${made?.token}/widget.js`)
    const preview = page.frameLocator('iframe')
    await preview.getByText('お問い合わせありがとうございます').waitFor()
  })

  it('keep what is changed, ask before it is lost, and show a secret once', async () => {
    await page.getByLabel('見出し (日本語)').fill('ご相談はこちら')
    await page.getByRole('link', { name: 'タグ' }).click()
    await page.getByText('変更を保存しますか？').waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('チャットを表示できるサイト').fill('shop.example')
    await button('保存').click()
    await page.getByText('形式が正しくありません。').waitFor()
    await page.getByLabel('チャットを表示できるサイト').fill('https://shop.example')
    await button('シークレットを発行').click()
    const secret = await page.getByRole('textbox', { name: '新しいシークレット' }).textContent()
    expect(secret?.length).toBeGreaterThan(40)
    await keep(() => page.keyboard.press('Control+s'))
    const [chat] = await inboxes()
    expect(chat?.settings).toMatchObject({
      title: { ja: 'ご相談はこちら' },
      origins: ['https://shop.example'],
    })
    expect(chat?.secretNames).toContain('identity')
    await page.getByText('設定済みです').waitFor()
    expect(await page.getByText(secret ?? '').count()).toBe(0)
  })

  it('add a question to a form and put it first, and customers see it', async () => {
    await page.goto('/settings/inboxes/new')
    await button(/^お問い合わせフォーム/).click()
    await button('追加する').click()
    await page.getByRole('heading', { name: 'お問い合わせフォーム', level: 1 }).waitFor()
    await button('項目を追加').click()
    await page.getByRole('option', { name: '日付' }).click()
    await page.getByLabel('項目名 (日本語)').fill('ご来店日')
    await page.getByLabel('項目名 (English)').fill('Day of your visit')
    const handle = button(/^ご来店日の順序を変更/)
    await handle.focus()
    for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowUp')
    await page.getByText('ご来店日を8件中1番目に移動しました。').waitFor()
    await keep(() => button('保存').click())
    const form = (await inboxes()).find(({ settings }) => 'fields' in settings)
    const questions = form?.settings['fields'] as Question[]
    expect(questions[0]).toMatchObject({ kind: 'date', label: { ja: 'ご来店日' } })
    await page.frameLocator('iframe').getByLabel('ご来店日').waitFor()

    // A question that depends on another keeps one answer: without any it would be asked always.
    await button(/^ご注文番号(?!の順序|を)/)
      .first()
      .click()
    const answers = page.getByRole('group', { name: '次の回答のときに表示' }).getByRole('checkbox')
    await answers.first().waitFor()
    for (const answer of await answers.all())
      if ((await answer.isChecked()) && (await answer.isEnabled())) await answer.uncheck()
    const left = answers.and(page.locator(':checked'))
    expect(await left.count()).toBe(1)
    expect(await left.isDisabled()).toBe(true)
    await button('変更を破棄').click()
  })

  it('set tags and brands', async () => {
    await page.getByRole('link', { name: 'タグ' }).click()
    await button('タグを追加').click()
    await page.getByLabel('タグ名').fill('返品')
    await button('作成').click()
    await page.getByRole('button', { name: '返品', exact: true }).waitFor()
    await page.getByRole('link', { name: 'ブランド' }).click()
    await button('ブランドを追加').click()
    await page.getByLabel('ブランド名').fill('つむぎ草堂')
    await button('作成').click()
    await page.getByRole('button', { name: 'つむぎ草堂', exact: true }).waitFor()
    expect(broken).toEqual([])
  })

  it.each(['light', 'dark'] as const)(
    'have nothing that axe finds wrong (%s)',
    async (theme) => {
      const all = await inboxes()
      const agents = await test.owner.ok<{ id: string }[]>('GET', '/api/agents')
      const screen = await openScreen(browser, test.url, { theme })
      await screen.page.goto('/settings/teams')
      const menu = screen.page.getByRole('navigation', { name: '設定' }).getByRole('link')
      await menu.first().waitFor()
      const pages = await menu.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
      expect(pages.length).toBeGreaterThan(7)
      const paths = [
        ...pages,
        `/settings/people/${agents[0]?.id}`,
        '/settings/inboxes/new',
        ...all.map(({ id }) => `/settings/inboxes/${id}`),
      ]
      const problems: string[] = []
      for (const path of paths) {
        await screen.page.goto(path)
        await screen.page.getByRole('heading', { level: 1 }).last().waitFor()
        // Grey lines stand where something is still to come.
        await screen.page.waitForFunction(() => !document.querySelector('main [class*=skeleton]'))
        problems.push(...(await axeProblems(screen.page)).map((problem) => `${path} ${problem}`))
      }
      expect(problems).toEqual([])
      expect(screen.broken).toEqual([])
      await screen.context.close()
      // Some fifteen pages: on a busy machine each takes seconds.
    },
    240_000,
  )
})
