import { beforeAll, describe, expect, it } from 'vitest'
import { axeProblems } from '../../harness/axe.ts'
import { found, openDesk, within } from './open-desk.ts'

const pictures = process.env.MADOGUCHI_PICTURES

describe.skipIf(!found.path)('macros', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const owner = () => desk.app().owner
  const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true })
  const field = () => page().getByRole('textbox', { name: '返信' })
  const menu = () => page().getByRole('listbox', { name: '定型文を挿入' })
  const look = async (name: string): Promise<void> => {
    if (pictures) await page().screenshot({ path: `${pictures}/${name}.png` })
  }
  const sent = async (id: string): Promise<string[]> =>
    (
      await owner().ok<{ messages: { kind: string; text: string }[] }>(
        'GET',
        `/api/conversations/${id}/messages`,
      )
    ).messages.flatMap(({ kind, text }) => (kind === 'outbound' ? [text] : []))
  let first: string

  beforeAll(async () => {
    first = await desk.mail('hanako@customer.example', '急須の返品について')
    const made = await owner().ok<{ id: string }>('POST', '/api/templates', {
      title: '返品のご案内',
      variants: [{ language: 'ja', body: '返品を承ります。' }],
    })
    await owner().ok('POST', `/api/templates/${made.id}/approve`, { revision: 1 })
  })

  it('are put together from what may be done, and a reply', async () => {
    await page().goto('/templates')
    await page().getByRole('link', { name: 'マクロ' }).click()
    await page().getByText('マクロはありません').waitFor()
    await button('マクロを追加').click()
    await button('保存').click()
    await page().getByText('操作を1つ以上追加してください。').waitFor()
    await page().getByLabel('タイトル').fill('返品の受付')
    await page().getByLabel('返信する定型文').selectOption({ label: '返品のご案内' })
    const add = page().getByRole('combobox', { name: '操作を追加' })
    await add.selectOption({ label: 'タグを付ける' })
    await button('選択').click()
    await page().getByRole('option', { name: '返品', exact: true }).click()
    await page().keyboard.press('Escape')
    await add.selectOption({ label: '優先度を変更する' })
    await page().getByLabel('優先度', { exact: true }).selectOption({ label: '緊急' })
    await add.selectOption({ label: 'ステータスを変更する' })
    await page().getByLabel('ステータス', { exact: true }).selectOption({ label: '解決済み' })
    await page().getByLabel('使える人').selectOption({ label: '全員' })
    await look('macro-dialog')
    expect(await axeProblems(page())).toEqual([])
    await button('保存').click()
    await page().getByText('「返品のご案内」を返信').waitFor()
    // Colours on their way are nobody's.
    await page().getByText('保存しました。').waitFor({ state: 'detached' })
    await look('macros')
    expect(await axeProblems(page())).toEqual([])
  })

  it('do everything with one key, and take it all back with another', async () => {
    await desk.show(first)
    await field().click()
    await page().locator('[contenteditable=true]').waitFor()
    await page().keyboard.type('/受付')
    await menu()
      .getByRole('option', { name: /返品の受付/ })
      .waitFor()
    await page().getByText('優先度を変更する').waitFor()
    await look('macro-slash')
    expect(await axeProblems(page())).toEqual([])
    await page().keyboard.press('Enter')
    await page().getByText('マクロ「返品の受付」を実行しました。').waitFor()
    await expect
      .poll(() => desk.read(first), within)
      .toMatchObject({ status: 'resolved', priority: 'urgent' })
    expect(await sent(first)).toEqual(['返品を承ります。'])
    await page()
      .getByRole('button', { name: /元に戻す/ })
      .click()
    await page().getByText('マクロの操作を取り消しました。').waitFor()
    await expect.poll(() => desk.read(first), within).toMatchObject({ status: 'open', priority: 'normal' })
    expect(await sent(first)).toEqual([])
    await expect.poll(() => field().innerText(), within).toMatch(/^\n?$/)
  })

  it('are not run by a key while what fits is still on its way', async () => {
    await desk.show(first)
    await field().click()
    await page().locator('[contenteditable=true]').waitFor()
    const late = async (route: { continue(): Promise<void> }) => {
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await route.continue()
    }
    await page().keyboard.type('/')
    await menu()
      .getByRole('option', { name: /返品の受付/ })
      .waitFor()
    await page().route(/\/api\/macros\?.*q=/, late)
    await page().keyboard.type('zzz')
    const answered = page().waitForResponse(/\/api\/macros\?.*q=zzz/)
    await page().keyboard.press('Enter')
    await answered
    await page().unroute(/\/api\/macros\?.*q=/)
    await desk.app().settled()
    expect(await sent(first)).toEqual([])
    expect(await desk.read(first)).toMatchObject({ status: 'open', priority: 'normal' })
    await page().keyboard.press('Control+a')
    await page().keyboard.press('Delete')
  })

  it('go past nothing that is being written, and stand in the command bar', async () => {
    await field().click()
    await page().keyboard.type('書きかけの返信')
    await page().keyboard.press('Control+k')
    await page().getByRole('combobox').last().fill('マクロを実行')
    await page().keyboard.press('Enter')
    await page().getByText('返信を入力中です。').waitFor()
    expect(await sent(first)).toEqual([])
    expect(await field().innerText()).toContain('書きかけの返信')
  })

  it('are put away and read on a phone', async () => {
    await page().setViewportSize({ width: 390, height: 844 })
    await page().goto('/templates/macros')
    await button('アーカイブ').click()
    await page().getByText('マクロはありません').waitFor()
    await page().keyboard.press('z')
    await page().getByText('返品の受付').first().waitFor()
    expect(await page().evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await look('macros-phone')
    expect(await axeProblems(page())).toEqual([])
    expect(desk.broken()).toEqual([])
  })
})
