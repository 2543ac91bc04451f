import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

describe.skipIf(!found.path)('what is no longer needed, or newly is', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const answer = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  const said = (text: string) => page.getByText(text).first().waitFor()

  beforeAll(async () => {
    test = await testApp()
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('is an inbox: archived, it takes nothing and can be read; restored, it works once it is resumed', async () => {
    const { id, token } = await test.inbox('form', { name: '旧フォーム' })
    const { conversationId } = await receive(test.db, 'hanako@customer.example', id, { subject: '昔の相談' })
    const form = async () => (await fetch(`${test.url}/channels/form/${token}`)).status
    const state = async () =>
      (await test.owner.ok<{ id: string; state: string }[]>('GET', '/api/inboxes')).find(
        (one) => one.id === id,
      )?.state
    expect(await form()).toBe(200)

    await page.goto(`/settings/inboxes/${id}`)
    await button('アーカイブする').click()
    await answer('キャンセル')
    expect(await state()).toBe('active')
    await button('アーカイブする').click()
    await answer('アーカイブする')
    await said('「旧フォーム」をアーカイブしました。')
    await said('アーカイブ済みです')
    expect(await state()).toBe('archived')
    expect(await form()).not.toBe(200)

    await page.goto(`/inbox/${conversationId}`)
    await page.getByRole('article', { name: '昔の相談' }).waitFor()
    await said('アーカイブ済みの窓口のため、返信できません。')
    const views = page.getByRole('navigation', { name: 'ビュー' })
    await views.getByRole('link', { name: /^すべて/ }).waitFor()
    expect(await views.getByRole('link', { name: /旧フォーム/ }).count()).toBe(0)

    await page.goto(`/settings/inboxes/${id}`)
    await page.getByRole('region', { name: '状態' }).getByText('アーカイブ済みです').waitFor()
    await button('元に戻す').click()
    await said('窓口を元に戻しました。')
    expect(await state()).toBe('paused')
    await button('再開する').click()
    await said('窓口を再開しました。')
    await expect.poll(form, within).toBe(200)
  })

  it('is a brand: one in use says where, and goes when nothing uses it', async () => {
    const brand = await test.owner.ok<{ id: string }>('POST', '/api/brands', {
      name: '旧ブランド',
      colour: '#226655',
      language: 'ja',
    })
    const { id } = await test.inbox('form', { name: 'ご相談フォーム' })
    const give = (brandId: string | null) => test.owner.ok('PATCH', `/api/inboxes/${id}`, { brandId })
    await give(brand.id)
    await page.goto('/settings/brands')
    await button('旧ブランドを削除').click()
    await said('「旧ブランド」は使用中のため、削除できません')
    await said('次の窓口で使われています：ご相談フォーム。')
    await answer('窓口の一覧を開く')
    await page.waitForURL('**/settings/inboxes')

    await give(null)
    await page.goto('/settings/brands')
    await button('旧ブランドを削除').click()
    await answer('削除')
    await said('「旧ブランド」を削除しました。')
    const brands = await test.owner.ok<{ id: string }[]>('GET', '/api/brands')
    expect(brands.map((one) => one.id)).not.toContain(brand.id)
    await expect.poll(() => button('旧ブランド').count(), within).toBe(0)
  })

  it('is an attribute of customers: made, filled in beside a conversation, changed and removed', async () => {
    const { id } = await test.inbox('form', { name: '会員フォーム' })
    const { conversationId } = await receive(test.db, 'jiro@customer.example', id, { subject: '会員証' })
    await page.goto('/settings/attributes')
    await button('属性を追加').click()
    await page.getByLabel('属性名').fill('会員ランク')
    await page.getByLabel('種類').selectOption('choice')
    await answer('作成')
    await said('選択肢を1つ以上追加してください。')
    await page.getByRole('textbox', { name: '選択肢' }).fill('一般\n\n ゴールド \n')
    await answer('作成')
    await page.getByText('選択式 · 一般 / ゴールド').waitFor()

    await page.goto(`/inbox/${conversationId}`)
    const field = page.getByRole('combobox', { name: '会員ランク' })
    await field.selectOption('ゴールド')
    const attributes = async () => {
      const { customer } = await test.owner.ok<{ customer: { id: string } }>(
        'GET',
        `/api/conversations/${conversationId}`,
      )
      const kept = await test.owner.ok<{ attributes: object }>('GET', `/api/customers/${customer.id}`)
      return Object.values(kept.attributes)
    }
    await expect.poll(attributes, within).toEqual(['ゴールド'])

    await page.goto('/settings/attributes')
    await button('会員ランク').click()
    expect(await page.getByLabel('種類').isDisabled()).toBe(true)
    await page.getByLabel('属性名').fill('会員の種別')
    await answer('保存')
    await button('会員の種別').waitFor()
    await button('会員の種別を削除').click()
    await answer('削除')
    await said('「会員の種別」を削除しました。')
    await page.getByText('属性はまだありません').waitFor()
    // What was entered stays.
    expect(await attributes()).toEqual(['ゴールド'])
    expect(broken).toEqual([])
  })
})
