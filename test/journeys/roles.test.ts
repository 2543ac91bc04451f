import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPasswordHash, hashPassword } from '../../server/modules/access/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const PASSWORD = 'correct horse battery'

interface Role {
  id: string
  title: { ja: string }
  permissions: string[]
  allInboxes: boolean
  agentIds: string[]
}

describe.skipIf(!found.path)('roles of the workspace’s own', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let hana: { id: string }

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const box = (name: string) => page.getByRole('checkbox', { name, exact: true })
  const roles = () => test.owner.ok<Role[]>('GET', '/api/roles')
  const named = async (name: string) => (await roles()).find(({ title }) => title.ja === name)
  const save = async () => {
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok())
    await button('保存').click()
    await kept
  }

  beforeAll(async () => {
    test = await testApp()
    hana = await test.person('agent')
    const hash = await hashPassword(PASSWORD)
    await test.db.tx((tx) => keepPasswordHash(tx, hana.id, hash))
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('begin as a copy of one that is there', async () => {
    await page.goto('/settings/roles')
    await page.getByText('まだありません。').waitFor()
    await page.getByRole('link', { name: '閲覧のみ' }).click()
    await page.getByText('標準のロールのため変更できません。').waitFor()
    expect(await box('お客様に返信する').isDisabled()).toBe(true)
    await button('コピーして作成').click()
    await page.getByLabel('ロール名').fill('夜間対応')
    await button('作成').click()
    await page.getByRole('heading', { name: '夜間対応', level: 1 }).waitFor()
    expect(await named('夜間対応')).toMatchObject({
      permissions: ['conversations.read', 'customers.read', 'reports.read'],
      allInboxes: false,
    })
  })

  it('take along what a permission needs, and keep back what needs every inbox', async () => {
    expect(await box('会話を見る').isDisabled()).toBe(true)
    expect(await box('設定を変更する').isDisabled()).toBe(true)
    await box('ほかの人の返信を承認する').check()
    expect(await box('お客様に返信する').isChecked()).toBe(true)
    expect(await box('会話を処理する').isChecked()).toBe(true)
    await box('すべての窓口を表示する').check()
    await box('操作ログを見る').check()
    await box('すべての窓口を表示する').uncheck()
    expect(await box('操作ログを見る').isChecked()).toBe(false)
    await box('会話を処理する').uncheck()
    expect(await box('ほかの人の返信を承認する').isChecked()).toBe(false)
    await box('お客様に返信する').check()
    await save()
    expect((await named('夜間対応'))?.permissions).toEqual([
      'conversations.read',
      'conversations.reply',
      'conversations.write',
      'customers.read',
      'reports.read',
    ])
    expect(await axeProblems(page)).toEqual([])
  })

  it('are given to somebody, whose open screen follows what changes', async () => {
    await page.goto(`/settings/people/${hana.id}`)
    await page.getByLabel('ロール', { exact: true }).selectOption({ label: '夜間対応' })
    await save()
    const hers = await openScreen(browser, test.url, { email: 'agent1@shop.example', password: PASSWORD })
    await hers.page.goto('/inbox')
    await hers.page.getByRole('link', { name: 'レポート' }).waitFor()
    await page.goto(`/settings/roles/${(await named('夜間対応'))?.id}`)
    await page.getByRole('list', { name: 'このロールのメンバー' }).getByText('agent 1').waitFor()
    await box('閲覧できる窓口のレポートを見る').uncheck()
    await save()
    await hers.page.getByRole('link', { name: 'レポート' }).waitFor({ state: 'hidden' })
    expect(hers.broken).toEqual([])
    await hers.context.close()
  })

  it('are removed with another one for who has them', async () => {
    await button('削除する').click()
    await page.getByLabel('メンバーの新しいロール').selectOption({ label: 'オペレーター' })
    await page.getByRole('dialog').getByRole('button', { name: '削除', exact: true }).click()
    await page.getByText('「夜間対応」を削除しました。').waitFor()
    await page.getByText('まだありません。').waitFor()
    expect(await named('夜間対応')).toBeUndefined()
    const people = await test.owner.ok<{ id: string; role: string }[]>('GET', '/api/agents')
    expect(people.find(({ id }) => id === hana.id)?.role).toBe('agent')
    await page.goto('/settings/audit')
    await page.getByText('ロールを削除しました').waitFor()
    await page.getByText('お客様に返信する').first().waitFor()
    expect(broken).toEqual([])
  })
})
