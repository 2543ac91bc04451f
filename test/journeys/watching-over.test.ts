import { readFile } from 'node:fs/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPasswordHash, hashPassword } from '../../server/modules/access/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const PASSWORD = 'correct horse battery'
const within = { timeout: 25_000, interval: 100 }

describe.skipIf(!found.path)('who watches over the workspace', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let hana: { id: string }

  beforeAll(async () => {
    test = await testApp()
    hana = await test.person('agent')
    const hash = await hashPassword(PASSWORD)
    await test.db.tx((tx) => keepPasswordHash(tx, hana.id, hash))
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('signs somebody out of a lost device, whose screen closes at once', async () => {
    const hers = await openScreen(browser, test.url, { email: 'agent1@shop.example', password: PASSWORD })
    await hers.page.goto('/inbox')
    await hers.page.getByRole('link', { name: 'レポート' }).waitFor()
    await page.goto('/settings/sessions')
    const list = page.getByRole('list', { name: 'サインイン中の端末' })
    await list.getByText('agent 1').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await page.getByRole('button', { name: /^agent 1さんの.*をサインアウト$/ }).click()
    await hers.page.waitForURL('**/sign-in*')
    await expect.poll(() => list.getByText('agent 1').count(), within).toBe(0)
    expect(hers.broken).toEqual([])
    await hers.context.close()
  })

  it('signs somebody out everywhere', async () => {
    const hers = await openScreen(browser, test.url, { email: 'agent1@shop.example', password: PASSWORD })
    await page.getByLabel('メンバー', { exact: true }).selectOption(hana.id)
    await page.getByRole('button', { name: 'すべての端末をサインアウト' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'サインアウトする' }).click()
    await page.getByText('サインイン中の端末はありません').waitFor()
    expect((await hers.context.request.get('/api/me')).status()).toBe(401)
    await hers.context.close()
  })

  it('finds in the log what the screen says, narrows it to one person, and takes it out', async () => {
    await page.goto('/settings/audit')
    await page.getByRole('searchbox', { name: '検索' }).fill('サインアウトさせ')
    const log = page.getByRole('list', { name: '操作ログ' })
    await expect.poll(() => log.getByRole('listitem').count(), within).toBe(2)
    await log.getByRole('button', { name: 'agent 1' }).first().click()
    await page.getByRole('searchbox', { name: '検索' }).fill('')
    await page.getByRole('button', { name: '対象「agent 1」の絞り込みを解除' }).waitFor()
    await log.getByText('サインインしました').first().waitFor()
    expect(await axeProblems(page)).toEqual([])
    const started = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSVで書き出す' }).click()
    const text = await readFile(await (await started).path(), 'utf8')
    expect(text.trim().split('\r\n').length).toBeGreaterThan(3)
    expect(text).toContain('access.end-sessions')
    expect(text).not.toContain('agents.create-team')
    await page.reload()
    await log.getByText('操作ログを書き出しました').waitFor()
    expect(broken).toEqual([])
  })
})
