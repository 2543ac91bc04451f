import { beforeAll, describe, expect, it } from 'vitest'
import { found, openDesk, within } from './open-desk.ts'

describe.skipIf(!found.path)('the focus, from a menu into a dialog and back', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const button = (name: string) => page().getByRole('button', { name, exact: true })
  const focused = () =>
    page().evaluate(() => {
      const at = globalThis.document.activeElement
      const dialog = at?.closest('[role=dialog]')
      return dialog ? 'in the dialog' : (at?.getAttribute('aria-label') ?? at?.tagName ?? '')
    })

  beforeAll(async () => {
    await desk.app().owner.ok('POST', '/api/views', { name: '返品', shared: false, filter: {} })
    await desk.show(await desk.mail('hanako@customer.example', '急須の返品について'))
    await page().getByRole('textbox', { name: '返信' }).fill('承りました。')
  })

  /** Opens a dialog by a menu's item, closes it, and tells where the focus was. */
  const walk = async (menu: string, item: string, dialog: string, how: 'keys' | 'mouse') => {
    const opened = page().getByRole('dialog', { name: dialog })
    if (how === 'mouse') {
      await button(menu).click()
      await page().getByRole('option', { name: item }).click()
    } else {
      await button(menu).focus()
      await page().keyboard.press('Enter')
      await page().getByRole('listbox').waitFor()
      const target = page().getByRole('option', { name: item })
      while ((await target.getAttribute('aria-selected')) !== 'true') await page().keyboard.press('ArrowDown')
      await page().keyboard.press('Enter')
    }
    await opened.waitFor()
    await expect.poll(focused, within).toBe('in the dialog')
    // Held there, keys of the composer do nothing here, and nobody takes it away again.
    await page().keyboard.press('Tab')
    expect(await focused()).toBe('in the dialog')
    if (how === 'keys') await page().keyboard.press('Control+Enter')
    expect(await focused()).toBe('in the dialog')
    await page().keyboard.press('Escape')
    await opened.waitFor({ state: 'detached' })
    await expect.poll(focused, within).not.toBe('BODY')
    return focused()
  }

  for (const [menu, item, dialog] of [
    ['スヌーズ', '日時を指定', 'スヌーズの解除日時'],
    ['ほかの送信方法', '日時を指定', '日時を指定して送信'],
    ['「返品」の操作', '名前を変更', '名前を変更'],
  ] as const) {
    // The dialog's code comes with the first time, and is there from the second on.
    it.each(['keys', 'keys', 'mouse'] as const)(`is not lost at ${menu} (%s)`, async (how) =>
      expect(await walk(menu, item, dialog, how)).toBe(menu),
    )
  }

  it('sends nothing with the composer’s keys from such a dialog', async () => {
    const { items } = await desk
      .app()
      .owner.ok<{ items: { id: string; messageCount: number }[] }>('GET', '/api/conversations')
    expect(items.map(({ messageCount }) => messageCount)).toEqual([1])
    expect(await page().getByRole('textbox', { name: '返信' }).textContent()).toContain('承りました。')
  })

  it('is not lost at the keys’ overview and at the presence, which the person’s own menu opens', async () => {
    const { name } = await desk
      .app()
      .owner.ok<{ agent: { name: string } }>('GET', '/api/me')
      .then((me) => me.agent)
    const menu = `${name}さんのメニュー`
    for (const how of ['keys', 'keys', 'mouse'] as const)
      expect(await walk(menu, 'キーボード操作', 'キーボード操作', how)).toBe(menu)
    for (const how of ['keys', 'keys', 'mouse'] as const)
      expect(await walk(menu, '在席状況と理由を入力', '在席状況', how)).toBe(menu)
  })
})
