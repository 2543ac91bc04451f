import { beforeAll, describe, expect, it } from 'vitest'
import { found, openDesk, within } from './open-desk.ts'

describe.skipIf(!found.path)('the inbox, by keyboard alone', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const press = (key: string) => page().keyboard.press(key)
  /** What has the focus: a conversation's id in the list, else its name. */
  const focused = () =>
    page().evaluate(() => {
      const at = globalThis.document.activeElement
      return at?.getAttribute('data-conversation') ?? at?.getAttribute('aria-label') ?? at?.textContent ?? ''
    })
  const ids: string[] = []

  beforeAll(async () => {
    for (const name of ['hanako', 'jiro', 'saburo'])
      ids.unshift(await desk.mail(`${name}@customer.example`, `${name}より`))
    await desk.show(ids[0] ?? '')
  })

  it('reaches what stands behind the list, however long that is', async () => {
    await page().locator(`[data-conversation="${ids[0]}"]`).waitFor()
    await page().getByRole('button', { name: '並び順' }).focus()
    await press('Tab')
    expect(await focused()).toBe(ids[0])
    await press('ArrowDown')
    expect(await focused()).toBe(ids[1])
    await press('Tab')
    expect(ids).not.toContain(await focused())
    await press('Shift+Tab')
    expect(await focused()).toBe(ids[1])
    await press('Enter')
    await page().waitForURL(`**/inbox/${ids[1]}*`)
  })

  it('gets the focus back from what it opened, and Escape closes only that', async () => {
    const snooze = page().getByRole('button', { name: 'スヌーズ', exact: true })
    await snooze.focus()
    await press('Enter')
    await page().getByRole('dialog').getByRole('combobox').waitFor()
    await press('Escape')
    await page().getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused()).toBe('スヌーズ')
    await press('?')
    await page().getByRole('dialog', { name: 'キーボード操作' }).waitFor()
    await press('Escape')
    await expect.poll(focused, within).toBe('スヌーズ')
    expect(page().url()).toContain(ids[1])
  })

  it('closes the customer first where they lie over the conversation, and keeps them shut in a window made narrow', async () => {
    const customer = page().getByRole('complementary', { name: 'お客様情報' })
    await customer.waitFor()
    await page().setViewportSize({ width: 1024, height: 768 })
    await customer.waitFor({ state: 'detached' })
    await press(']')
    await customer.waitFor()
    await press('Escape')
    await customer.waitFor({ state: 'detached' })
    expect(page().url()).toContain(ids[1])
    await press('Escape')
    await expect.poll(() => new URL(page().url()).pathname, within).toBe('/inbox')
    expect(desk.broken()).toEqual([])
  })
})
