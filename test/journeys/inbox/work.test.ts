import { beforeAll, describe, expect, it } from 'vitest'
import { found, openDesk, within } from './open-desk.ts'

describe.skipIf(!found.path)('work on conversations, in Japanese', () => {
  const desk = openDesk('ja')
  const { read, pick } = desk
  const page = () => desk.page()
  const notice = (text: string | RegExp) => page().getByRole('region', { name: 'お知らせ' }).getByText(text)
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const rows = () => page().locator('[data-conversation]')
  let returns: string
  let gift: string

  beforeAll(async () => {
    returns = await desk.mail('hanako@customer.example', '急須の返品について', {
      text: '急須を返品したいです。',
    })
    gift = await desk.mail('jiro@customer.example', 'ギフト包装について', { text: '包装はできますか？' })
    await desk.show(returns)
  })

  it('is given to people and teams', async () => {
    await page().keyboard.press('m')
    await expect.poll(async () => (await read(returns))['assigneeId'], within).not.toBeNull()
    await pick('a', 'agent 1')
    await expect.poll(async () => (await read(returns))['assigneeId'], within).toBe(desk.colleague().id)
    await pick('a', 'お客様相談')
    await expect.poll(async () => (await read(returns))['teamId'], within).not.toBeNull()
    await page()
      .getByRole('log')
      .getByText(/担当をagent 1さんに変更/)
      .waitFor()
  })

  it('has status, priority and tags, each taken back by a key', async () => {
    await page().keyboard.press('e')
    await notice('解決済みにしました').waitFor()
    await expect.poll(async () => (await read(returns))['status'], within).toBe('resolved')
    await page().keyboard.press('z')
    await expect.poll(async () => (await read(returns))['status'], within).toBe('open')
    await button(/^優先度/).click()
    await page().getByRole('option', { name: '緊急' }).click()
    await expect.poll(async () => (await read(returns))['priority'], within).toBe('urgent')
    await pick('t', '返品')
    await pick('t', '初期不良')
    await expect.poll(async () => (await read<{ tagIds: string[] }>(returns)).tagIds.length, within).toBe(2)
    await page().getByRole('article').getByText('初期不良').first().waitFor()
    await desk.app().owner.ok('POST', '/api/tags', { name: 'いつも最初' })
    await page().keyboard.press('t')
    const last = page().getByRole('option').last()
    await expect.poll(() => last.innerText(), within).toContain('いつも最初')
    await page().keyboard.press('Escape')
  })

  it('sleeps until a moment, and is followed', async () => {
    await page().keyboard.press('f')
    await expect.poll(async () => (await read(returns))['following'], within).toBe(true)
    await pick('s', '明日')
    await notice(/までスヌーズしました/).waitFor()
    await expect.poll(async () => (await read(returns))['status'], within).toBe('snoozed')
    await page().keyboard.press('z')
    await expect.poll(async () => (await read(returns))['status'], within).toBe('open')
  })

  it('is narrowed down, and the filter kept as a view', async () => {
    await page().goto('/inbox')
    await expect.poll(() => rows().count(), within).toBe(2)
    await button('絞り込み').click()
    await page().getByRole('combobox', { name: '絞り込み' }).fill('緊急')
    await page().keyboard.press('Enter')
    await expect.poll(() => rows().allInnerTexts(), within).toEqual([expect.stringContaining('急須の返品')])
    await button('ビューとして保存').click()
    await page().getByLabel('ビューの名前').fill('至急の対応')
    await page().getByRole('dialog').getByRole('button', { name: '保存' }).click()
    const views = page().getByRole('navigation', { name: 'ビュー' })
    await views.getByRole('link', { name: /至急の対応/ }).waitFor()
    await views
      .getByRole('link', { name: /すべて/ })
      .first()
      .click()
    await expect.poll(() => rows().count(), within).toBe(2)
    await views.getByRole('link', { name: /至急の対応/ }).click()
    await expect.poll(() => rows().count(), within).toBe(1)
  })

  it('is found by its words, and by name in the command bar', async () => {
    await page().keyboard.press('Control+k')
    const bar = page().getByRole('combobox', { name: 'コマンドを探す' })
    await bar.fill('ギフト')
    await page()
      .getByRole('option', { name: /「ギフト」を検索/ })
      .click()
    await page().waitForURL('**/search**')
    await page()
      .getByRole('link', { name: /ギフト包装について/ })
      .first()
      .click()
    await page().waitForURL(`**/inbox/${gift}**`)
    await page().getByRole('log').getByText('包装はできますか？').waitFor()
    // What one most likely wants with an open conversation comes first, what is rare last, whatever was loaded when.
    await page().getByRole('button', { name: '会話の操作' }).waitFor()
    await page().keyboard.press('Control+k')
    const offered = page().getByRole('option')
    await expect.poll(() => offered.first().innerText(), within).toContain('返信')
    const titles = (await offered.allInnerTexts()).map((text) => text.split('\n')[0])
    expect(titles.slice(0, 14)).toEqual([
      '返信',
      '社内メモ',
      '定型文を挿入',
      '解決済みにする',
      '担当者を変更',
      '自分が担当する',
      'スヌーズ',
      'タグを編集',
      '優先度',
      'フォローする',
      '件名を変更',
      'お客様情報の表示・非表示',
      '別の会話と結合…',
      '結合・分割の履歴',
    ])
    await page().keyboard.press('Escape')
    await bar.waitFor({ state: 'detached' })
    await page().keyboard.press('?')
    await page().getByRole('dialog', { name: 'キーボード操作' }).waitFor()
    await page().keyboard.press('Escape')
    expect(desk.broken()).toEqual([])
  })
})
