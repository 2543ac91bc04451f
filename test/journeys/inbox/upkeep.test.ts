import { beforeAll, describe, expect, it } from 'vitest'
import { axeProblems } from '../../harness/axe.ts'
import { found, openDesk, within } from './open-desk.ts'

describe.skipIf(!found.path)('views and people of the inbox', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const button = (name: string) => page().getByRole('button', { name, exact: true })
  const option = (name: string | RegExp) => page().getByRole('option', { name })
  const saved = () =>
    page().getByRole('navigation', { name: 'ビュー' }).locator('a[href*="saved="]').allInnerTexts()
  const names = async () => (await saved()).map((text) => text.split('\n')[0])
  /** As if the server were broken for one kind of request. */
  const refuse = (address: string, method: string) =>
    page().route(address, (route) =>
      route.request().method() === method
        ? route.fulfill({
            status: 500,
            contentType: 'application/problem+json',
            body: '{"code":"kernel.bug"}',
          })
        : route.fallback(),
    )
  const refused = (method: string) =>
    page().waitForResponse((answer) => answer.request().method() === method && answer.status() === 500)
  const failed = () => page().getByRole('alert').filter({ hasText: 'サーバーで問題が発生しました' })
  const choose = async (view: string, action: string) => {
    await page()
      .getByRole('link', { name: new RegExp(`^${view}`) })
      .hover()
    await button(`「${view}」の操作`).click()
    await option(action).click()
  }
  let conversation: string

  beforeAll(async () => {
    for (const [name, priority] of [
      ['至急', 'urgent'],
      ['高め', 'high'],
      ['あとで', 'low'],
    ])
      await desk.app().owner.ok('POST', '/api/views', { name, filter: { priority } })
    await desk.mail('hanako@customer.example', '先月のご相談')
    conversation = await desk.mail('hanako@customer.example', '急須の返品')
    await desk.show(conversation)
  })

  it('get another name and another place, and keep both', async () => {
    await expect.poll(names, within).toEqual(['至急', '高め', 'あとで'])
    await choose('あとで', '名前を変更')
    const field = page().getByLabel('ビューの名前')
    await field.fill('  ')
    await page().getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page().getByText('ビューの名前を入力してください。').waitFor()
    await field.fill('来週まで')
    await page().getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await expect.poll(names, within).toEqual(['至急', '高め', '来週まで'])
    const kept = page().waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok())
    await choose('来週まで', '上へ移動')
    await expect.poll(names, within).toEqual(['至急', '来週まで', '高め'])
    await kept
    await page().reload()
    await expect.poll(names, within).toEqual(['至急', '来週まで', '高め'])
  })

  it('stand where they stood when the server refuses, with a word', async () => {
    await refuse('**/api/views/*', 'PATCH')
    const kept = refused('PATCH')
    await choose('高め', '上へ移動')
    await kept
    await failed().first().waitFor()
    await expect.poll(names, within).toEqual(['至急', '来週まで', '高め'])
    await refuse('**/api/views/*', 'DELETE')
    const removed = refused('DELETE')
    await choose('至急', 'ビューを削除')
    await removed
    await expect.poll(names, within).toEqual(['至急', '来週まで', '高め'])
    await page().unrouteAll()
  })

  it('are told of a conversation that somebody lets them follow', async () => {
    const followers = async () => (await desk.read<{ followerIds: string[] }>(conversation)).followerIds
    const section = page().getByRole('complementary', { name: 'お客様情報' })
    await page().getByRole('tab', { name: '対応' }).click()
    await button('メンバーを追加').click()
    await option('agent 1').click()
    await expect.poll(followers, within).toEqual([desk.colleague().id])
    await section.getByRole('listitem').filter({ hasText: 'agent 1' }).waitFor()
    await option('agent 1').click()
    await expect.poll(followers, within).toEqual([])
    await page().keyboard.press('Escape')
    await section.getByRole('listitem').filter({ hasText: 'agent 1' }).waitFor({ state: 'detached' })
  })

  it('stay on the half of the panel that they chose, and go from one to the other by keys', async () => {
    await page().reload()
    const work = page().getByRole('tab', { name: '対応' })
    await expect.poll(() => work.getAttribute('aria-selected'), within).toBe('true')
    expect(await axeProblems(page())).toEqual([])
    await work.press('ArrowLeft')
    await page().getByRole('textbox', { name: 'メモを追加' }).waitFor()
    expect(await page().evaluate(() => document.activeElement?.id)).toBe('side-customer')
  })

  it('see a note come back that could not be removed, and earlier conversations that could not be read', async () => {
    const field = page().getByRole('textbox', { name: 'メモを追加' })
    await field.fill('お電話は夕方に')
    await field.press('Control+Enter')
    await expect.poll(() => field.inputValue(), within).toBe('')
    await refuse('**/api/customers/*/notes/*', 'DELETE')
    await page().getByText('お電話は夕方に').hover()
    const removed = refused('DELETE')
    await button('メモを削除').click()
    await removed
    await page().getByText('お電話は夕方に').waitFor()

    await refuse('**/api/conversations?*customerId=*', 'GET')
    await page().reload()
    const section = page().getByRole('complementary', { name: 'お客様情報' })
    await section.getByRole('alert').filter({ hasText: '読み込めませんでした' }).waitFor({ timeout: 30_000 })
    await page().unrouteAll()
    await section.getByRole('button', { name: '再試行' }).click()
    await section.getByRole('link', { name: /先月のご相談/ }).waitFor()
    expect(desk.broken()).toEqual([])
  })
})
