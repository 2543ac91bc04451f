import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { axeProblems } from '../../harness/axe.ts'
import { found, openDesk, within } from '../inbox/open-desk.ts'

interface Task {
  id: string
  title: string
  assigneeId: string | null
  dueAt: string | null
  doneAt: string | null
}

describe.skipIf(!found.path)('tasks', () => {
  const desk = openDesk('ja')
  let conversation: string
  let colleague: Page
  const page = () => desk.page()
  const side = (on: Page = page()) => on.getByRole('complementary', { name: 'お客様情報' })
  const button = (name: string | RegExp, on: Page = page()) => on.getByRole('button', { name, exact: true })
  const option = (name: string | RegExp, on: Page = page()) => on.getByRole('option', { name })
  const kept = async (): Promise<Task[]> =>
    (await desk.app().owner.ok<{ tasks: Task[] }>('GET', `/api/conversations/${conversation}/tasks`)).tasks
  const task = async (title: string) => (await kept()).find((one) => one.title === title)
  const line = (title: string, on: Page = page()) =>
    on.getByRole('listitem').filter({ has: on.getByRole('checkbox', { name: title, exact: true }) })

  beforeAll(async () => {
    conversation = await desk.mail('hanako@customer.example', '急須の返品について')
    colleague = await desk.colleagueScreen()
  })

  it('are prepared as a checklist, with who does what until when', async () => {
    await page().goto('/settings/checklists')
    await page().getByText('チェックリストはまだありません').waitFor()
    await button('チェックリストを追加').click()
    const dialog = page().getByRole('dialog')
    await dialog.getByLabel('チェックリスト名').fill('返品の手順')
    await dialog.getByLabel('1番目のタスク', { exact: true }).fill('注文番号を確認する')
    await dialog.getByLabel('1番目のタスク', { exact: true }).press('Enter')
    await dialog.getByLabel('2番目のタスク', { exact: true }).fill('返金する')
    await dialog.getByLabel('2番目のタスク', { exact: true }).press('Enter')
    await dialog.getByLabel('3番目のタスク', { exact: true }).fill('返送先を案内する')
    await dialog.getByLabel('3番目のタスクの担当').selectOption('agent 1')
    await dialog.getByLabel('3番目のタスクの期限（追加から何時間後）').fill('２４')
    await dialog.getByRole('button', { name: '3番目を上へ' }).click()
    await dialog.getByLabel('1番目のタスクの期限（追加から何時間後）').fill('0.5')
    await dialog.getByRole('button', { name: '作成' }).click()
    await dialog.getByText('期限は1から8760までの整数で入力してください。').waitFor()
    await dialog.getByLabel('1番目のタスクの期限（追加から何時間後）').fill('')
    expect(await axeProblems(page())).toEqual([])
    await dialog.getByRole('button', { name: '作成' }).click()
    await page().getByText('注文番号を確認する、返送先を案内する、返金する').waitFor()
    const lists = await desk.app().owner.ok<{ items: object[] }[]>('GET', '/api/checklists')
    expect(lists[0]?.items).toEqual([
      { title: '注文番号を確認する', assignee: 'nobody', dueHours: null },
      { title: '返送先を案内する', assignee: desk.colleague().id, dueHours: 24 },
      { title: '返金する', assignee: 'nobody', dueHours: null },
    ])
  })

  it('are put on a conversation, and stand beside it for everybody at once', async () => {
    await desk.show(conversation, colleague)
    await side(colleague).getByRole('tab', { name: '対応' }).click()
    await desk.show(conversation)
    await side().getByRole('tab', { name: '対応' }).click()
    await button('チェックリストを追加').click()
    await option('返品の手順').click()
    await side().getByText('3件中0件').waitFor()
    await side(colleague).getByText('3件中0件').waitFor()
    await side(colleague).getByRole('tab', { name: '対応 未完了 3件' }).waitFor()
    expect(await axeProblems(page())).toEqual([])
  })

  it('are typed one after the other, without taking words that are still being composed', async () => {
    const field = side().getByRole('textbox', { name: 'タスクを追加' })
    await field.fill('箱の写真をもらう')
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })
    expect(await task('箱の写真をもらう')).toBeUndefined()
    await field.press('Enter')
    await line('箱の写真をもらう').waitFor()
    await expect.poll(() => field.inputValue(), within).toBe('')
    await field.fill('店長に相談する')
    await field.press('Enter')
    await line('店長に相談する').waitFor()
  })

  it('are given to somebody with a deadline, who sees it in their list', async () => {
    await button('箱の写真をもらう: 担当を決める').click()
    await option('agent 1').click()
    await button('箱の写真をもらう: 期限を決める').click()
    await option('明日の夕方').click()
    await expect.poll(async () => (await task('箱の写真をもらう'))?.dueAt, within).toBeTruthy()
    await expect
      .poll(async () => (await task('箱の写真をもらう'))?.assigneeId, within)
      .toBe(desk.colleague().id)
    await colleague.goto('/team')
    await colleague.waitForURL('**/team/tasks')
    const list = colleague.getByRole('region', { name: '今日・明日' })
    await list.getByRole('checkbox', { name: '箱の写真をもらう' }).waitFor()
    await list
      .getByRole('link', { name: /急須の返品について/ })
      .first()
      .waitFor()
    expect(await axeProblems(colleague)).toEqual([])
  })

  it('count in the rail once they are overdue, until they are done', async () => {
    const late = await task('箱の写真をもらう')
    await desk.app().owner.ok('PATCH', `/api/tasks/${late?.id}`, { dueAt: '2020-01-01T00:00:00.000Z' })
    const place = colleague
      .getByRole('navigation', { name: 'メインメニュー' })
      .getByRole('link', { name: /チーム/ })
    await place.getByText('1', { exact: true }).waitFor()
    const over = colleague.getByRole('region', { name: '期限切れ' })
    await over.getByRole('checkbox', { name: '箱の写真をもらう' }).click()
    await over.waitFor({ state: 'detached' })
    await place.getByText('1', { exact: true }).waitFor({ state: 'detached' })
    // Whoever has the conversation open sees who did it.
    await side().getByText('完了 1件').click()
    await side()
      .getByText(/^agent 1/)
      .waitFor()
    expect((await task('箱の写真をもらう'))?.doneAt).not.toBeNull()
  })

  it('are done, changed and removed, and a removal is taken back', async () => {
    await side().getByRole('checkbox', { name: '注文番号を確認する' }).click()
    await side().getByText('3件中1件').waitFor()
    await side().getByRole('button', { name: '返金する', exact: true }).click()
    const words = side().getByRole('textbox', { name: 'タスクの内容' })
    await words.fill('差額を返金する')
    await words.press('Enter')
    await expect.poll(() => task('差額を返金する'), within).toBeDefined()
    await line('店長に相談する').hover()
    await button('「店長に相談する」を削除').click()
    await line('店長に相談する').waitFor({ state: 'detached' })
    await expect.poll(() => task('店長に相談する'), within).toBeUndefined()
    await page().keyboard.press('z')
    await line('店長に相談する').waitFor()
    await expect.poll(() => task('店長に相談する'), within).toBeDefined()
  })

  it('stand as they stood when the server refuses, with a word', async () => {
    const refused = page().waitForResponse((answer) => answer.status() === 500)
    await page().route('**/api/tasks/*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: '{"code":"kernel.bug"}',
      }),
    )
    await side().getByRole('checkbox', { name: '店長に相談する' }).click()
    await refused
    await page().getByRole('alert').filter({ hasText: 'サーバーで問題が発生しました' }).first().waitFor()
    await expect
      .poll(() => side().getByRole('checkbox', { name: '店長に相談する' }).isChecked(), within)
      .toBe(false)
    await page().unrouteAll()
  })

  it('are read on a phone, and broke nothing', async () => {
    await page().setViewportSize({ width: 390, height: 844 })
    await page().goto('/team/tasks?assignee=anybody')
    await page().getByRole('checkbox', { name: '返送先を案内する' }).waitFor()
    const fits = () => page().evaluate(() => document.documentElement.scrollWidth <= globalThis.innerWidth)
    expect(await fits()).toBe(true)
    expect(await axeProblems(page())).toEqual([])
    await page().getByLabel('状態').selectOption('完了')
    await page().getByRole('checkbox', { name: '箱の写真をもらう' }).waitFor()
    expect(desk.broken()).toEqual([])
  })
})
