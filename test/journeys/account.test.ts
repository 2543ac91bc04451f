import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateSync } from 'otplib'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblemsInBothThemes } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }
const PASSWORD = 'correct horse battery'
const NEXT = 'a brand new long password'

/** A port that was free a moment ago: passkeys need to know their address before the product starts. */
const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe.skipIf(!found.path)('one’s own account', () => {
  let test: TestApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let broken: string[]
  let address: string
  let secret: string
  let recoveryCodes: string[]

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = () => page.getByRole('dialog')
  const said = (text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor()
  /** What the phone shows; a code of the next half minute is taken, too, and not used up yet. */
  const phone = (ahead = 0) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + ahead })
  const inBothThemes = () => axeProblemsInBothThemes(page)
  const fillSignIn = async (on: Page, password: string): Promise<void> => {
    await on.goto(`${address}/sign-in`)
    await on.getByLabel('メールアドレス').fill('owner@shop.example')
    await on.getByLabel('パスワード', { exact: true }).fill(password)
    await on.getByRole('button', { name: 'サインイン', exact: true }).click()
  }

  beforeAll(async () => {
    const port = await freePort()
    address = `http://localhost:${port}`
    test = await testApp({ env: { MADOGUCHI_PORT: String(port), MADOGUCHI_URL: address } })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ context, page, broken } = await openScreen(browser, address))
    await context.addInitScript(() => {
      globalThis.localStorage.setItem('madoguchi.theme', 'auto')
      globalThis.localStorage.setItem('madoguchi.language', 'ja')
    })
  })
  afterAll(() => browser?.close())

  it('says who one is, with a signature', async () => {
    await page.goto('/settings/account')
    await page.getByLabel('お名前').fill('高瀬 由紀子')
    await page.getByRole('textbox', { name: '署名' }).fill('つむぎ草堂\n高瀬')
    await page.keyboard.press('Control+s')
    await said('保存しました。')
    const me = await test.owner.ok<{ agent: { name: string; signature: string } }>('GET', '/api/me')
    expect(me.agent).toMatchObject({ name: '高瀬 由紀子', signature: 'つむぎ草堂\n高瀬' })
    expect(await inBothThemes()).toEqual([])
    await page.getByLabel('ダーク').check()
    await expect
      .poll(() => page.locator('html').getAttribute('data-mantine-color-scheme'), within)
      .toBe('dark')
    await page.getByLabel('システムに合わせる').check()
  })

  it('is protected by a code from the phone, with ten more for the day it is lost', async () => {
    await page.goto('/settings/security')
    await button('有効にする').click()
    await dialog().getByLabel('パスワード', { exact: true }).fill('wrong password')
    await dialog().getByRole('button', { name: '次へ' }).click()
    await dialog().getByText('パスワードが正しくありません。').waitFor()
    await dialog().getByLabel('パスワード', { exact: true }).fill(PASSWORD)
    await dialog().getByRole('button', { name: '次へ' }).click()
    await dialog().getByRole('img', { name: 'QRコード' }).waitFor()
    expect(await inBothThemes()).toEqual([])
    secret = await dialog().getByRole('textbox', { name: '読み取れない場合のキー' }).innerText()
    await dialog().getByLabel('6桁のコード').fill('000 000')
    await dialog().getByRole('button', { name: '有効にする' }).click()
    await dialog().getByText('コードが正しくありません').waitFor()
    await dialog().getByLabel('6桁のコード').fill(phone())
    await dialog().getByRole('button', { name: '有効にする' }).click()
    const list = dialog().getByRole('list', { name: 'リカバリーコード' })
    await list.waitFor()
    recoveryCodes = await list.getByRole('listitem').allInnerTexts()
    expect(recoveryCodes).toHaveLength(10)
    expect(await dialog().getByRole('button', { name: '完了' }).isDisabled()).toBe(true)
    await dialog().getByLabel('安全な場所に保管しました').check()
    await dialog().getByRole('button', { name: '完了' }).click()
    await page.getByText('有効', { exact: true }).waitFor()
  })

  it('is entered with password and code', async () => {
    await button(/さんのメニュー/).click()
    await page.getByRole('option', { name: 'サインアウト' }).click()
    await page.waitForURL('**/sign-in**')
    await fillSignIn(page, 'wrong password')
    await page.getByText('メールアドレスまたはパスワードが正しくありません。').waitFor()
    await fillSignIn(page, PASSWORD)
    // The keyboard of a phone gives full-width digits.
    await page
      .getByLabel(/コード/)
      .fill(phone(30).replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/inbox**')
    await button(/さんのメニュー/).waitFor()
    expect(new URL(page.url()).pathname).toBe('/inbox')
  })

  it('has passkeys, which sign in without a password', async () => {
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto('/settings/security')
    await page.getByText('パスキーはまだありません。').waitFor()
    await button('パスキーを追加').click()
    await dialog().getByLabel('名前').fill('会社のノートパソコン')
    await dialog().getByRole('button', { name: '作成する' }).click()
    await page.getByRole('listitem').filter({ hasText: '会社のノートパソコン' }).waitFor()
    await button(/さんのメニュー/).click()
    await page.getByRole('option', { name: 'サインアウト' }).click()
    await page.waitForURL('**/sign-in**')
    await button(/パスキー/).click()
    await page.waitForURL('**/inbox**')
    await page.goto('/settings/security')
    await button('会社のノートパソコンを削除').waitFor()
    expect(await inBothThemes()).toEqual([])
    await button('会社のノートパソコンを削除').click()
    await dialog().getByRole('button', { name: '削除' }).click()
    await page.getByText('パスキーはまだありません。').waitFor()
  })

  it('shows where one is signed in, and signs everywhere else out', async () => {
    const elsewhere = await browser.newContext({ locale: 'ja-JP' })
    const other = await elsewhere.newPage()
    await fillSignIn(other, PASSWORD)
    // A phone that is asked for digits has no letters for it.
    expect(await other.getByLabel(/コード/).getAttribute('inputmode')).toBeNull()
    await other.getByLabel(/コード/).fill(recoveryCodes[0] ?? '')
    await other.keyboard.press('Enter')
    await other.waitForURL('**/inbox**')
    await page.goto('/settings/security')
    const sessions = page.getByRole('list', { name: 'サインイン中の端末' }).getByRole('listitem')
    await sessions.filter({ hasText: 'この端末' }).waitFor()
    expect(await sessions.count()).toBeGreaterThanOrEqual(2)
    await button('ほかの端末をすべてサインアウト').click()
    await dialog().getByRole('button', { name: 'サインアウトする' }).click()
    await expect.poll(() => sessions.count(), within).toBe(1)
    await other.goto(`${address}/inbox`)
    await other.waitForURL('**/sign-in**')
    await elsewhere.close()
  })

  it('gets a new password, but only for the old one', async () => {
    await button('変更する').click()
    await dialog().getByLabel('現在のパスワード').fill('not my password')
    await dialog().getByLabel('新しいパスワード').fill('short')
    await dialog().getByRole('button', { name: '変更する' }).click()
    await dialog().getByText('10文字以上で入力してください。').waitFor()
    await dialog().getByLabel('新しいパスワード').fill(NEXT)
    await dialog().getByRole('button', { name: '変更する' }).click()
    await dialog().getByText('パスワードが正しくありません。').waitFor()
    await dialog().getByLabel('現在のパスワード').fill(PASSWORD)
    await dialog().getByRole('button', { name: '変更する' }).click()
    await said('パスワードを変更しました')
    const answer = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'owner@shop.example', password: NEXT }),
    })
    expect(await answer.json()).toEqual({ state: 'second-factor' })
  })

  it('switches the code off again with the password', async () => {
    await button('無効にする').click()
    await dialog().getByLabel('パスワード', { exact: true }).fill(NEXT)
    await dialog().getByRole('button', { name: '無効にする' }).click()
    await said('二段階認証を無効にしました')
    await button('有効にする').waitFor()
    expect(broken).toEqual([])
  })
})
