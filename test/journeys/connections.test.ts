import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientFor, testApp, type TestApp } from '../harness/app.ts'
import { axeProblemsInBothThemes } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

interface Got {
  headers: Record<string, string>
  body: string
}

describe.skipIf(!found.path)('other systems', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let receiver: Server
  let url: string
  let status = 204
  const got: Got[] = []
  let secret: string

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = () => page.getByRole('dialog')
  /** Whether a press on its middle would reach it, without scrolling. */
  const reachable = (one: Locator) =>
    one.evaluate((it) => {
      const { left, top, width, height } = it.getBoundingClientRect()
      const there = document.elementFromPoint(left + width / 2, top + height / 2)
      return there !== null && it.contains(there)
    })
  const said = (text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor()
  const deliveries = () => page.getByRole('list', { name: '配信ログ' }).getByRole('listitem')
  const shown = async (label: string): Promise<string> => {
    const text = await dialog().getByRole('textbox', { name: label }).innerText()
    await dialog().getByRole('button', { name: '保管しました' }).click()
    return text
  }
  /** Events that were signed with a secret, as the public library sees it. */
  const signedWith = (key: string) =>
    got.filter(({ headers, body }) => {
      try {
        new Webhook(key).verify(body, headers)
        return true
      } catch {
        return false
      }
    })

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (part: string) => (body += part))
      request.on('end', () => {
        got.push({ headers: request.headers as Record<string, string>, body })
        response.writeHead(status).end(status === 204 ? undefined : '{"error":"stock is locked"}')
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    // The harness lets private addresses through; the product refuses them unless it is told so.
    test = await testApp()
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    ;({ page, broken } = screen)
    await screen.context.addInitScript(() => globalThis.localStorage.setItem('madoguchi.theme', 'auto'))
  })
  afterAll(async () => {
    await browser?.close()
    receiver.closeAllConnections()
    receiver.close()
  })

  it('get a key that is shown once, works as its owner, and ends at once', async () => {
    await page.goto('/settings/keys')
    await button('APIキーを作成').first().click()
    await dialog().getByRole('button', { name: '作成' }).click()
    await dialog().getByText('入力してください。').waitFor()
    await dialog().getByLabel('名前').fill('受注システム')
    await dialog().getByRole('button', { name: '作成' }).click()
    const key = await shown('APIキー')
    expect(key).toMatch(/^mdg_/)
    const caller = clientFor(test.url, key)
    expect(await caller.ok('GET', '/api/me')).toMatchObject({ agent: { role: 'owner' } })
    const row = page.getByRole('listitem').filter({ hasText: '受注システム' })
    await row.waitFor()
    expect(await page.content()).not.toContain(key)
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await button('受注システムを無効にする').click()
    await dialog().getByRole('button', { name: '無効にする' }).click()
    await expect.poll(() => row.count(), within).toBe(0)
    expect((await caller.call('GET', '/api/me')).status).toBe(401)
  })

  it('are told what happens, signed with a secret that is shown once', async () => {
    await page.goto('/settings/webhooks')
    await page.getByText('Webhookはまだありません').waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await button('Webhookを追加').click()
    // Longer than every screen: its buttons stand there all the same, and nothing lies on them.
    for (const size of [
      { width: 390, height: 844 },
      { width: 1024, height: 768 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(size)
      expect(await dialog().evaluate((it) => it.scrollHeight > it.clientHeight)).toBe(true)
      await expect
        .poll(() => reachable(dialog().getByRole('button', { name: '追加', exact: true })), within)
        .toBe(true)
      expect(await reachable(dialog().getByRole('button', { name: 'キャンセル' }))).toBe(true)
    }
    // Nor do they cover what one comes to by keys.
    await dialog().getByLabel('説明').focus()
    const covered: string[] = []
    for (const box of await dialog().getByRole('checkbox').all()) {
      await page.keyboard.press('Tab')
      expect(await box.evaluate((it) => it === document.activeElement)).toBe(true)
      if (!(await reachable(box))) covered.push(await box.evaluate((it) => it.id))
    }
    expect(covered).toEqual([])
    await dialog().getByLabel('送信先のURL').fill('stock.example')
    await dialog().getByRole('button', { name: '追加', exact: true }).click()
    await dialog().getByText('http:// または https:// で始まるアドレスを入力してください。').waitFor()
    await dialog().getByText('イベントを1つ以上選んでください。').waitFor()
    await dialog().getByLabel('送信先のURL').fill(url)
    await dialog().getByLabel('説明').fill('在庫システム')
    await dialog().getByRole('checkbox').last().check()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await dialog().getByRole('button', { name: '追加', exact: true }).click()
    secret = await shown('署名用シークレット')
    await page.getByRole('link', { name: '在庫システム' }).click()
    await page.getByText('「テスト送信」を押すと、送信先に届くかを確認できます。').waitFor()
    await button('送信待ち').click()
    await page.getByText('該当する配信はありません。').waitFor()
    await button('すべて').click()
    await button('テスト送信').click()
    await said('テストイベントが受け取られました')
    await expect.poll(() => deliveries().allInnerTexts(), within).toEqual([expect.stringContaining('成功')])
    expect(signedWith(secret)).toHaveLength(1)
    expect(JSON.parse(got[0]?.body ?? '')).toMatchObject({ type: 'ping' })
  })

  it('see in the log what was sent and answered, and get it again', async () => {
    status = 500
    await button('テスト送信').click()
    await page.getByRole('alert').filter({ hasText: 'テストイベントは受け取られませんでした' }).waitFor()
    const failed = deliveries().filter({ hasText: '失敗' })
    await failed.getByRole('button', { expanded: false }).click()
    await failed.getByText('stock is locked').waitFor()
    await failed.getByText(/"type": "ping"/).waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    const id = got.at(-1)?.headers['webhook-id']
    status = 204
    await button('失敗した配信をすべて再送').click()
    await dialog().getByRole('button', { name: '失敗した配信をすべて再送' }).click()
    await said('1件を再送します')
    await expect.poll(() => failed.count(), within).toBe(0)
    const same = () => got.filter(({ headers }) => headers['webhook-id'] === id)
    // No failure any more as soon as it waits for its turn.
    await expect.poll(() => same().length, within).toBe(2)
    expect(new Set(same().map(({ body }) => body)).size).toBe(1)
    await button('再送').first().click()
    await said('再送しました')
    await expect.poll(() => got.length, within).toBe(4)
  })

  it('get a new secret while the old one is still good, rest, and are let go', async () => {
    await button('シークレットを再発行').click()
    await dialog().getByRole('button', { name: 'シークレットを再発行' }).click()
    const next = await shown('署名用シークレット')
    expect(next).not.toBe(secret)
    const before = got.length
    await button('テスト送信').click()
    await expect.poll(() => got.length, within).toBe(before + 1)
    expect(signedWith(next)).toHaveLength(1)
    expect(signedWith(secret)).toHaveLength(got.length)
    await button('一時停止する').click()
    await said('Webhookを一時停止しました')
    // A test may be sent in any state: one tries before switching it on again.
    expect(await button('テスト送信').isDisabled()).toBe(false)
    await button('Webhookを削除').click()
    await dialog().getByRole('button', { name: '削除' }).click()
    await page.getByText('Webhookはまだありません').waitFor()
  })

  it('leave their traces in the audit log: who, what, before and after', async () => {
    await page.goto('/settings/audit')
    const entries = page.getByRole('list', { name: '操作ログ' }).getByRole('listitem')
    await entries.filter({ hasText: 'APIキーを無効にしました' }).waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await page.getByLabel('操作の種類').selectOption({ label: 'Webhook連携' })
    await expect
      .poll(async () => (await entries.allInnerTexts()).map((text) => /\S+ました/.exec(text)?.[0]), within)
      .toEqual([
        'Webhookを削除しました',
        'Webhookを変更しました',
        'Webhookのシークレットを再発行しました',
        '失敗した配信を再送しました',
        'Webhookを追加しました',
      ])
    const change = entries.filter({ hasText: 'Webhookを変更しました' })
    expect(await change.locator('del').innerText()).toBe('有効')
    expect(await change.locator('ins').innerText()).toBe('一時停止')
    await page.getByLabel('終了日').fill('2020-01-01')
    await page.getByText('記録はありません').waitFor()
    expect(broken).toEqual([])
  })
})
