import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'
import { quiet } from './every-page/look.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

interface Rule {
  id: string
  name: string
  enabled: boolean
  when: object
  steps: object[]
}

describe.skipIf(!found.path)('rules', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let inboxId: string
  let tagId: string

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  const rules = () => test.owner.ok<Rule[]>('GET', '/api/rules')
  const named = async (name: string) => (await rules()).find((one) => one.name === name) as Rule
  const save = async (name = '保存') => {
    const kept = page.waitForResponse((answer) => answer.request().method() !== 'GET' && answer.ok())
    await button(name).click()
    await kept
  }
  /** Opens a list behind a button, types a part of the wanted line and takes it. */
  const pick = async (from: Locator, words: string) => {
    await from.click()
    await page.getByRole('dialog').getByRole('combobox').fill(words)
    await page.getByRole('option').filter({ hasText: words }).first().waitFor()
    await page.keyboard.press('Enter')
  }
  const pickValue = async (group: Locator, words: string) => {
    await pick(group.getByRole('button', { name: /^(選択|言葉を追加|追加)$/ }), words)
    await page.keyboard.press('Escape')
  }
  const mail = async (subject: string, text = 'よろしくお願いします。') =>
    (await receive(test.db, `${Math.random()}@customer.example`, inboxId, { subject, text })).conversationId
  const looksRight = async () => {
    await quiet(page)
    expect(await axeProblems(page)).toEqual([])
  }

  beforeAll(async () => {
    test = await testApp()
    const teamId = await test.team('お客様相談')
    const settings = { address: 'support@shop.example' }
    inboxId = (await test.inbox('email', { name: 'サポート', teamIds: [teamId], settings })).id
    tagId = (await test.owner.ok<{ id: string }>('POST', '/api/tags', { name: '返品' })).id
    await mail('返品の送料について')
    await mail('返品したいです')
    await mail('在庫の確認')
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('are written by people who don’t program, and refuse to be saved half', async () => {
    await page.goto('/settings/rules')
    await said('まだルールがありません')
    await looksRight()
    await button('ルールを追加').click()
    await page.getByLabel('名前', { exact: true }).fill('返品の受付')
    await button('保存').click()
    await said('操作を1つ以上追加してください。')
    await pick(button('条件を追加'), '件名')
    await pickValue(page.getByRole('group', { name: '「件名」の値' }), '返品')
    await pick(button('操作を追加'), 'タグを付ける')
    await button('保存').click()
    await said('操作1に入力されていない項目があります。')
    await pickValue(page.getByRole('group', { name: 'タグ', exact: true }), '返品')
    await pick(button('操作を追加'), '優先度')
    await page.getByLabel('優先度', { exact: true }).selectOption({ label: '高' })
    await looksRight()
    expect(broken).toEqual([])
  })

  it('show what they would have done to the latest conversations before they are saved', async () => {
    await button('直近の会話で試す').click()
    await said('直近3件のうち、2件が条件に合い、2件で変更が発生します。')
    const tried = page.getByRole('list', { name: '条件に合った会話' })
    await tried.getByRole('button', { name: /返品したいです/ }).click()
    await tried.getByText('実際の値：返品したいです').waitFor()
    await tried.getByText('優先度を変更する').waitFor()
    await looksRight()
    expect(await rules()).toEqual([])
    await page.getByLabel('優先度', { exact: true }).selectOption({ label: '緊急' })
    await said('試した後に内容が変更されています。')
    await save()
    await row('返品の受付').getByText('お客様からメッセージが届いたとき').waitFor()
    await row('返品の受付').getByText('件名に「返品」を含む').waitFor()
    await row('返品の受付').getByText('タグを付ける：返品、優先度を変更する：緊急').waitFor()
    await looksRight()
  })

  it('act by themselves, and say beside the conversation what they saw', async () => {
    const id = await mail('返品の期限')
    await test.settled()
    await expect
      .poll(
        async () =>
          (await test.owner.ok<{ priority: string; tagIds: string[] }>('GET', `/api/conversations/${id}`))
            .priority,
        within,
      )
      .toBe('urgent')
    await page.goto(`/inbox/${id}`)
    await page.locator('#side-work').click()
    const side = page.getByRole('complementary')
    await side.getByRole('button', { name: /返品の受付/ }).click()
    await side.getByText('実際の値：返品の期限').waitFor()
    await looksRight()
    const other = await mail('ほかの用件')
    await page.goto(`/inbox/${other}`)
    await page.locator('#side-work').click()
    await pick(button('ルールの条件に合うか確認'), '返品の受付')
    await side.getByText('今の状態では「返品の受付」の条件に合いません。').waitFor()
    await looksRight()
    expect(broken).toEqual([])
  })

  it('are told when they fight with another one, by name, and saved all the same where it is meant so', async () => {
    await page.goto('/settings/rules/new')
    await page.getByLabel('名前', { exact: true }).fill('夜間は後回し')
    await pick(button('操作を追加'), '優先度')
    await page.getByLabel('優先度', { exact: true }).selectOption({ label: '低' })
    await button('保存').click()
    await said(/ルール「返品の受付」と、同じ会話の「優先度」を別の値にしようとしています。/)
    await looksRight()
    expect((await rules()).map(({ name }) => name)).toEqual(['返品の受付'])
    await save('このまま保存')
    await row('夜間は後回し').waitFor()
  })

  it('are put into their order by keyboard, told who wins then, and switched off and on', async () => {
    await page.getByRole('button', { name: /^夜間は後回し/ }).focus()
    await page.keyboard.press('ArrowUp')
    const asked = page.getByRole('dialog', { name: 'この順番にしますか？' })
    await asked.getByText('「優先度」が後に実行される「返品の受付」の値になります。').waitFor()
    await looksRight()
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/order') && answer.ok())
    await asked.getByRole('button', { name: 'この順番にする' }).click()
    await kept
    expect((await rules()).map(({ name }) => name)).toEqual(['夜間は後回し', '返品の受付'])
    await page.getByRole('switch', { name: '「夜間は後回し」を有効にする' }).click({ force: true })
    await said('「夜間は後回し」を無効にしました')
    expect(await named('夜間は後回し')).toMatchObject({ enabled: false })
  })

  it('answer when time has passed', async () => {
    await page.goto('/settings/rules/new')
    await page.getByLabel('名前', { exact: true }).fill('三日待ち')
    await page.getByLabel('時間が経ったとき').check()
    await page.getByLabel('経過時間', { exact: true }).fill('３')
    await pick(button('操作を追加'), '社内メモ')
    await page.getByLabel('本文', { exact: true }).fill('三日間お待たせしています。')
    await looksRight()
    await save()
    await row('三日待ち').getByText('お客様が返信を待っている時間が3日に達したとき').waitFor()
    expect(await named('三日待ち')).toMatchObject({
      when: { moment: 'conversation.waiting', after: { amount: 3, unit: 'days' }, past: false },
    })
  })

  it('say what of them does not exist any more', async () => {
    await test.owner.ok('DELETE', `/api/tags/${tagId}`)
    await page.goto('/settings/rules')
    await row('返品の受付').getByText('操作1で選んだ値は、すでに削除されています。').waitFor()
    await looksRight()
    expect(broken).toEqual([])
  })

  it('have a log, and are removed after a question', async () => {
    await page.goto(`/settings/rules/${(await named('返品の受付')).id}`)
    const log = page.getByRole('region', { name: '実行履歴' })
    await log.getByRole('button', { name: /返品の期限/ }).click()
    await log.getByText('実際の値：返品の期限').waitFor()
    await looksRight()
    await page.goto('/settings/rules')
    await button('「三日待ち」を削除').click()
    await page.getByRole('dialog').getByRole('button', { name: '削除' }).click()
    await row('三日待ち').waitFor({ state: 'detached' })
    expect(broken).toEqual([])
  })

  it('are read on a phone, and broke nothing', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/settings/rules')
    await row('返品の受付').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await looksRight()
    await page.goto(`/settings/rules/${(await named('返品の受付')).id}`)
    await said('実行履歴')
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await looksRight()
    expect(broken).toEqual([])
  })
})
