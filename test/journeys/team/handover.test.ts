import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { axeProblems } from '../../harness/axe.ts'
import { found, openDesk, within } from '../inbox/open-desk.ts'

interface Post {
  id: string
  kind: string
  doneAt: string | null
  read: number
  readers: number
}

describe.skipIf(!found.path)('a hand-over between shifts', () => {
  const desk = openDesk('ja')
  let returns: string
  /** Whoever works at night; the owner works by day. */
  let night: Page
  const day = () => desk.page()
  const button = (name: string | RegExp, on: Page) => on.getByRole('button', { name, exact: true })
  const place = (on: Page) =>
    on.getByRole('navigation', { name: 'メインメニュー' }).getByRole('link', { name: /チーム/ })
  const posts = async (kind: string): Promise<Post[]> =>
    (await desk.app().owner.ok<{ items: Post[] }>('GET', `/api/posts?kind=${kind}`)).items
  const card = (text: string, on: Page) =>
    on.getByRole('main').getByRole('listitem').filter({ hasText: text })
  const holder = async (id: string) => (await desk.read<{ assigneeId: string | null }>(id)).assigneeId

  beforeAll(async () => {
    returns = await desk.mail('hanako@customer.example', '急須の返品について')
    const { agent } = await desk.app().owner.ok<{ agent: { id: string } }>('GET', '/api/me')
    await desk.app().owner.ok('PUT', `/api/conversations/${returns}/assignee`, { assigneeId: agent.id })
    night = await desk.colleagueScreen()
    await night.goto('/inbox')
  })

  it('is written at the end of the day, with the conversations that go along', async () => {
    await day().goto('/team/handover')
    await day().getByText('申し送りはありません').waitFor()
    await button('申し送りを書く', day()).click()
    const dialog = day().getByRole('dialog')
    await dialog.getByRole('button', { name: '申し送る' }).click()
    await dialog.getByText('内容を入力してください。').waitFor()
    await dialog
      .getByLabel('次の人に伝えること')
      .fill('倉庫の返事待ちです。\n在庫：https://stock.example/tea')
    await button('自分の対応中の会話を追加', day()).click()
    await dialog.getByText('急須の返品について').waitFor()
    await dialog.getByLabel('自分が担当している会話').selectOption('agent 1')
    expect(await axeProblems(day())).toEqual([])
    await dialog.getByRole('button', { name: '申し送る' }).click()
    await card('倉庫の返事待ちです。', day()).getByText('1人中0人が確認').waitFor()
    await expect.poll(() => holder(returns), within).toBe(desk.colleague().id)
  })

  it('is seen by the next shift at once, read, and its conversations are there to go on with', async () => {
    await place(night).getByText('1', { exact: true }).waitFor()
    await place(night).click()
    await night.getByRole('link', { name: /申し送り/ }).click()
    const note = card('倉庫の返事待ちです。', night)
    await note.getByRole('link', { name: 'https://stock.example/tea' }).waitFor()
    await note.getByRole('link', { name: /急須の返品について/ }).waitFor()
    expect(await axeProblems(night)).toEqual([])
    await note.getByRole('button', { name: '確認しました' }).click()
    await note.getByText('確認済み').waitFor()
    await place(night).getByText('1', { exact: true }).waitFor({ state: 'detached' })
    // Whoever wrote it sees that it was read, and by whom.
    await card('倉庫の返事待ちです。', day()).getByRole('button', { name: '1人中1人が確認' }).click()
    const readers = day().getByRole('dialog', { name: '確認した人' })
    await readers.getByText('agent 1').waitFor()
    await day().keyboard.press('Escape')
  })

  it('stands beside its conversation, is dealt with there, and that is taken back', async () => {
    await desk.show(returns, night)
    const side = night.getByRole('complementary', { name: 'お客様情報' })
    await side.getByRole('tab', { name: /対応/ }).click()
    await side.getByText('倉庫の返事待ちです。').waitFor()
    await side.getByRole('button', { name: '対応済みにする' }).click()
    await side.getByText(/対応済み：agent 1/).waitFor()
    await day().getByText('申し送りはありません').waitFor()
    await night.keyboard.press('z')
    await side.getByRole('button', { name: '対応済みにする' }).waitFor()
    await expect.poll(async () => (await posts('handover'))[0]?.doneAt, within).toBeNull()
    expect(await axeProblems(night)).toEqual([])
  })

  it('begins with what everybody must have read, which stays on the screen until they have', async () => {
    await day().goto('/team/board')
    await button('お知らせを書く', day()).click()
    const dialog = day().getByRole('dialog')
    await dialog.getByLabel('タイトル').fill('年末年始の営業')
    await dialog.getByLabel('内容').fill('29日から休業します。')
    await dialog.getByRole('checkbox', { name: '必読にする' }).check()
    await dialog.getByRole('button', { name: '掲示する' }).click()
    await card('年末年始の営業', day()).getByText('必読').waitFor()
    const banner = night.getByRole('status').filter({ hasText: '必読の連絡が1件あります。' })
    await banner.getByRole('link', { name: '確認する' }).click()
    await night.waitForURL('**/team/board')
    expect(await button('お知らせを書く', night).count()).toBe(0)
    await card('年末年始の営業', night).getByRole('button', { name: '確認しました' }).click()
    await banner.waitFor({ state: 'detached' })
    await expect
      .poll(async () => (await posts('announcement'))[0], within)
      .toMatchObject({ read: 1, readers: 1 })
  })

  it('asks everybody again where that is wanted, and not for a typo', async () => {
    const change = async (body: string, again: boolean) => {
      await card('年末年始の営業', day()).getByRole('button', { name: 'お知らせを編集' }).click()
      const dialog = day().getByRole('dialog')
      await dialog.getByLabel('内容').fill(body)
      if (again) await dialog.getByRole('checkbox', { name: 'もう一度全員に確認してもらう' }).check()
      await dialog.getByRole('button', { name: '保存' }).click()
      await card(body, day()).waitFor()
    }
    await change('28日から休業します。', false)
    expect(await posts('announcement')).toMatchObject([{ read: 1 }])
    await change('27日から休業します。', true)
    await card('27日から休業します。', night).getByRole('button', { name: '確認しました' }).waitFor()
    expect(await posts('announcement')).toMatchObject([{ read: 0 }])
  })

  it('is taken down with a way back, and read on a phone', async () => {
    await card('年末年始の営業', day()).getByRole('button', { name: 'お知らせを削除' }).click()
    await day().getByText('お知らせはありません').waitFor()
    await day().keyboard.press('z')
    await card('年末年始の営業', day()).waitFor()
    await night.setViewportSize({ width: 390, height: 844 })
    for (const path of ['/team/board', '/team/handover']) {
      await night.goto(path)
      await night.getByRole('main').getByRole('listitem').first().waitFor()
      const fits = () => night.evaluate(() => document.documentElement.scrollWidth <= globalThis.innerWidth)
      expect(await fits()).toBe(true)
      expect(await axeProblems(night)).toEqual([])
    }
    expect(desk.broken()).toEqual([])
  })
})
