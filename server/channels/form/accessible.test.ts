import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { axeProblems } from '../../../test/harness/axe.ts'
import { findChromium } from '../../../test/harness/chromium.ts'
import { DESKTOP, openBrowser, PHONE, protection } from './fixtures/browser.ts'

const found = findChromium()

let app: TestApp
let tools: Awaited<ReturnType<typeof openBrowser>>

describe.skipIf(!found.path)('the page of a form', () => {
  beforeAll(async () => {
    app = await testApp()
    tools = await openBrowser(found.path as string, process.env.MADOGUCHI_PICTURES)
  })

  afterAll(() => tools?.browser.close())

  const form = (more: Record<string, unknown> = {}) =>
    app.inbox('form', { settings: { protection, theme: 'auto', ...more } })
  const open = (token: string, options?: BrowserContextOptions, query = '') =>
    tools.open(`${app.url}/channels/form/${token}${query}`, options)

  const shows = [PHONE, DESKTOP].flatMap((size) =>
    (['ja', 'en'] as const).flatMap((language) =>
      (['light', 'dark'] as const).map((colorScheme) => ({
        name: `${size === PHONE ? 'phone' : 'desktop'}-${language}-${colorScheme}`,
        size,
        language,
        colorScheme,
      })),
    ),
  )
  it.each(shows)(
    'is accessible empty, refused and sent: $name',
    async ({ name, size, language, colorScheme }) => {
      const { token } = await form()
      const { page, troubles } = await open(token, { ...size, colorScheme }, `?lang=${language}`)
      expect(await axeProblems(page)).toEqual([])
      await tools.photograph(page, `${name}-1-empty`)
      await page.locator('select').selectOption('order')
      await page.locator('button[type=submit]').click()
      await page.locator('#summary').waitFor()
      expect(await axeProblems(page)).toEqual([])
      await tools.photograph(page, `${name}-2-refused`)
      await page.locator('#i-name').fill('山田 花子')
      await page.locator('#i-email').fill('hanako@example.jp')
      await page.locator('#i-message').fill('交換をお願いします。')
      await page.locator('button[type=submit]').click()
      await page.locator('#card [data-code]').waitFor()
      expect(await axeProblems(page)).toEqual([])
      await tools.photograph(page, `${name}-3-sent`)
      expect(troubles).toEqual([])
      await page.context().close()
    },
  )

  it('is accessible with every kind of field, long labels and many choices, refused by the server', async () => {
    const long =
      'ご購入いただいた商品の型番と、お買い上げの時期、店舗名をあわせてお知らせください（任意ですが、お調べが早くなります）'
    const { token } = await form({
      languages: ['ja'],
      fields: [
        { key: 'email', kind: 'email', label: { ja: 'メールアドレス' }, required: true },
        { key: 'phone', kind: 'phone', label: { ja: 'お電話番号' }, help: { ja: '日中につながる番号' } },
        { key: 'long', kind: 'text', label: { ja: long }, help: { ja: long } },
        {
          key: 'how',
          kind: 'choice',
          label: { ja: 'ご希望の対応' },
          required: true,
          choices: ['交換', '返金', long].map((label, n) => ({ value: `v${n}`, label: { ja: label } })),
        },
        {
          key: 'shop',
          kind: 'choice',
          label: { ja: '店舗' },
          choices: Array.from({ length: 50 }, (_, n) => ({ value: `s${n}`, label: { ja: `${n}号店` } })),
        },
        { key: 'day', kind: 'date', label: { ja: 'お届け日' } },
        { key: 'agree', kind: 'checkbox', label: { ja: '個人情報の取り扱いに同意します' }, required: true },
        { key: 'message', kind: 'textarea', label: { ja: '内容' }, required: true, maxLength: 10 },
      ],
    })
    const { page, troubles } = await open(token, PHONE)
    await page.getByLabel('メールアドレス').fill('a@b')
    await page.getByLabel('内容').fill('十文字より長い内容です。')
    await page.getByRole('button', { name: '送信する' }).click()
    await page.locator('#summary').waitFor()
    expect(await page.locator('#summary li').allInnerTexts()).toEqual([
      'ご希望の対応：いずれかをお選びください。',
      '個人情報の取り扱いに同意します：ご確認のうえ、チェックを入れてください。',
    ])
    expect(await axeProblems(page)).toEqual([])
    await page.locator('#summary a').first().click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('i-how')
    await page.getByRole('radio', { name: '交換' }).check()
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByText('10文字以内でご入力ください（現在12文字）').first().waitFor()
    expect(await page.locator('#summary li').allInnerTexts()).toEqual([
      'メールアドレス：メールアドレスの形式をご確認ください（例：hanako@example.jp）。',
      '内容：10文字以内でご入力ください（現在12文字）。',
    ])
    expect(await axeProblems(page)).toEqual([])
    await tools.photograph(page, 'phone-ja-every-kind')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    // The browser itself writes refused requests into its console.
    expect(troubles.filter((text) => !text.includes('400'))).toEqual([])
  })
})
