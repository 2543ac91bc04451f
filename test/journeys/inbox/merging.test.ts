import { describe, expect, it } from 'vitest'
import { axeProblems } from '../../harness/axe.ts'
import { found, openDesk, within } from './open-desk.ts'

interface Row {
  id: string
  number: number
  messageCount: number
}

describe.skipIf(!found.path)('conversations that belong together, or not', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const log = () => page().getByRole('log')
  const button = (name: string | RegExp, on = page().locator('body')) =>
    on.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
  const dialog = (name: string) => page().getByRole('dialog', { name, exact: true })
  const numberOf = async (id: string) => (await desk.read<Row>(id)).number
  const idOf = async (id: string) => (await desk.read<Row>(id)).id
  const countOf = async (id: string) => (await desk.read<Row>(id)).messageCount
  const HANAKO = 'hanako@customer.example'
  const OTHER = 'saburo@customer.example'
  let first: string
  let second: string

  it('are joined from the line that suggests it, and are two again with Z', async () => {
    const early = await desk.mail(HANAKO, '注文番号 A-10023 の件', {
      text: '注文番号 A-10023 が届きません。',
    })
    const late = await desk.mail(HANAKO, '追加のご連絡', { text: '注文番号 A-10023 はまだでしょうか。' })
    await desk.app().settled()
    const number = await numberOf(early)
    await desk.show(late)
    const line = page().getByRole('list', { name: '結合の候補' })
    await line.getByText(`#${number} の続きかもしれません：注文番号 A10023 が同じです`).waitFor()
    expect(await axeProblems(page())).toEqual([])
    await button('結合', line).click()
    await page().waitForURL(`**/inbox/${early}*`)
    await log().getByText('注文番号 A-10023 はまだでしょうか。').waitFor()
    expect(await idOf(late)).toBe(early)
    await page().keyboard.press('z')
    await expect.poll(() => idOf(late), within).toBe(late)
    await page().waitForURL(`**/inbox/${late}*`)
  })

  it('are left apart where somebody says that they are two matters', async () => {
    const early = await desk.mail(OTHER, '注文番号 B-20046 の件', { text: '注文番号 B-20046 が届きません。' })
    const late = await desk.mail(OTHER, '別の件', { text: '注文番号 B-20046 の領収書をください。' })
    await desk.app().settled()
    await desk.show(late)
    const line = page().getByRole('list', { name: '結合の候補' })
    await button('別件', line).click()
    await page()
      .getByText(`#${await numberOf(early)} とは別件としました`)
      .waitFor()
    await line.waitFor({ state: 'detached' })
    await page().reload()
    await log().waitFor()
    expect(await desk.app().owner.ok('GET', `/api/conversations/${late}/suggestions`)).toEqual([])
  })

  it('are merged after a look at what comes of it; the later mail comes to the one that stayed', async () => {
    first = await desk.mail('jiro@customer.example', '急須の返品', {
      text: '急須を返品したいです。',
      messageKey: 'mid:first',
    })
    second = await desk.mail('jiro@customer.example', '返品の送り先', {
      text: '送り先を教えてください。',
      messageKey: 'mid:second',
    })
    await desk.show(second)
    await button('会話の操作').click()
    await page().getByRole('listbox').waitFor()
    await page().keyboard.press('Enter')
    const merging = dialog('会話を結合')
    await button(/急須の返品/, merging).waitFor()
    expect(await axeProblems(page())).toEqual([])
    await page().keyboard.press('ArrowDown')
    await page().keyboard.press('Enter')
    const stays = merging.getByRole('region', { name: '残る会話' })
    await stays.getByText('急須の返品').waitFor()
    expect(await axeProblems(page())).toEqual([])
    await button('結合する', merging).click()
    await page().waitForURL(`**/inbox/${first}*`)
    await log().getByText('送り先を教えてください。').waitFor()
    await log()
      .getByText(/を結合/)
      .waitFor()
    await desk.mail('jiro@customer.example', 'Re: 返品の送り先', {
      text: '送り先はまだでしょうか。',
      threadKeys: ['mid:second'],
    })
    await log().getByText('送り先はまだでしょうか。').waitFor()
    expect(await countOf(first)).toBe(3)
  })

  it('lead from the old address to the one that stayed, and are parted by the line in the talk', async () => {
    const number = await numberOf(first)
    await page().goto(`/inbox/${second}`)
    await page().waitForURL(`**/inbox/${first}*`)
    await page().getByText('は、この会話に結合されています。').waitFor()
    expect(await axeProblems(page())).toEqual([])
    await button(/の結合を取り消す$/, log()).click()
    await expect.poll(() => idOf(second), within).toBe(second)
    await expect.poll(() => log().getByText('送り先を教えてください。').count(), within).toBe(0)
    // What came since stays with the thread that it came in.
    expect([await countOf(first), await countOf(second)]).toEqual([1, 2])
    expect(await numberOf(first)).toBe(number)
    await log()
      .getByText(/結合を取り消し/)
      .waitFor()
  })

  it('of two customers want a yes of their own', async () => {
    await desk.show(second)
    await button('会話の操作').click()
    await page().getByRole('listbox').waitFor()
    await page().keyboard.press('Enter')
    const merging = dialog('会話を結合')
    await merging.getByRole('searchbox').fill('A-10023')
    await button(/注文番号 A-10023 の件/, merging).click()
    await merging.getByText(/お客様が異なる会話です/).waitFor()
    expect(await button('結合する', merging).isDisabled()).toBe(true)
    expect(await axeProblems(page())).toEqual([])
    await merging.getByRole('checkbox').check()
    expect(await button('結合する', merging).isDisabled()).toBe(false)
    await page().keyboard.press('Escape')
    await merging.waitFor({ state: 'detached' })
  })

  it('give a message away to a conversation of its own, and take it back', async () => {
    await desk.show(second)
    const message = page().locator('[data-message]').filter({ hasText: '送り先はまだでしょうか。' })
    await message.hover()
    await button('メッセージの操作', message).click()
    await page().getByRole('option', { name: 'このメッセージを別の会話に分割…' }).click()
    const splitting = dialog('別の会話に分割')
    await splitting.getByLabel('新しい会話の件名').fill('別のご質問')
    expect(await axeProblems(page())).toEqual([])
    await button('分割する', splitting).click()
    await message.waitFor({ state: 'detached' })
    await expect.poll(() => countOf(second), within).toBe(1)
    const [split] = await desk.app().owner.ok<{ into: Row }[]>('GET', `/api/conversations/${second}/links`)
    await log()
      .getByRole('link', { name: `#${split?.into.number}`, exact: true })
      .click()
    await page()
      .getByRole('heading', { name: /別のご質問/ })
      .waitFor()
    await log().getByText('送り先はまだでしょうか。').waitFor()
    await page().goBack()
    await page().waitForURL(`**/inbox/${second}*`)
    await page()
      .getByRole('heading', { name: /返品の送り先/ })
      .waitFor()
    await button('会話の操作').click()
    await page().getByRole('option', { name: '結合・分割の履歴' }).click()
    const links = dialog('結合・分割の履歴')
    await button(/の分割を取り消す$/, links).waitFor()
    expect(await axeProblems(page())).toEqual([])
    await button(/の分割を取り消す$/, links).click()
    await expect.poll(() => countOf(second), within).toBe(2)
    await links.waitFor({ state: 'detached' })
    await message.waitFor()
  })

  it('break nothing on the way', () => expect(desk.broken()).toEqual([]))
})
