import { describe, expect, it } from 'vitest'
import { receive } from '../../factories/index.ts'
import { found, openDesk, within } from './open-desk.ts'

interface Thread {
  messages: { id: string; kind: string; text: string; receipt: string | null }[]
}

describe.skipIf(!found.path)('before an answer is sent', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const field = () => page().getByRole('textbox', { name: '返信' })
  const asked = () => page().locator('[data-composer]').getByRole('alert')
  const sent = async (id: string) =>
    (await desk.app().owner.ok<Thread>('GET', `/api/conversations/${id}/messages`)).messages.filter(
      ({ kind }) => kind === 'outbound',
    )
  const write = async (text: string) => {
    await field().click()
    await page().locator('[contenteditable=true]').waitFor()
    await page().keyboard.insertText(text)
  }

  it('what the customer added meanwhile is shown, and asked about once more', async () => {
    const from = 'hanako@customer.example'
    const id = await desk.mail(from, '急須の返品について', { threadKeys: ['t:hanako'] })
    await desk.show(id)
    await write('承知しました。')
    await receive(desk.app().db, from, desk.inboxId(), {
      text: 'やはり交換でお願いします。',
      threadKeys: ['t:hanako'],
    })
    await asked().getByText('やはり交換でお願いします。').waitFor()
    await page().keyboard.press('Control+Enter')
    await asked().getByText('まだ送信していません').waitFor()
    await asked().getByText('お客様から新しいメッセージ').waitFor()
    expect(await sent(id)).toEqual([])
    await button('このまま送信').click()
    await expect
      .poll(async () => (await sent(id)).map(({ text }) => text), within)
      .toEqual(['承知しました。'])
  })

  it('a file that is not there is asked about, with its place in the text', async () => {
    const id = await desk.mail('taro@customer.example', '領収書について')
    await desk.show(id)
    await write('領収書を添付いたします。')
    await page().keyboard.press('Control+Enter')
    await asked()
      .getByText('「領収書を添付いたします。」とありますが、ファイルが添付されていません。')
      .waitFor()
    expect(await sent(id)).toEqual([])
    await button('修正する').click()
    await asked().waitFor({ state: 'detached' })
    await page().keyboard.press('Control+Enter')
    await button('確認して送信').click()
    await expect.poll(async () => (await sent(id)).length, within).toBe(1)
  })

  it('a colleague’s answer waits on the page of what was not sent until it is approved or sent back', async () => {
    await page().goto('/settings/sending')
    await button('条件を追加').click()
    await page()
      .getByRole('textbox', { name: /本文に含まれる言葉/ })
      .fill('返金')
    await button('保存').click()
    await page().getByText('保存しました').waitFor()
    const [one, two] = [
      await desk.mail('jiro@customer.example', '返金について'),
      await desk.mail('saburo@customer.example', '返金のお願い'),
    ]
    const reply = (id: string) =>
      desk.colleague().ok('POST', `/api/conversations/${id}/replies`, { text: 'ご返金いたします。' })
    await reply(one)
    await reply(two)
    // Nobody decides on what they wrote themselves.
    const log = page().getByRole('log')
    const decide = log.getByRole('link', { name: '承認・差し戻し' })
    await desk.show(one)
    await decide.waitFor()
    const own = await desk.mail('shiro@customer.example', '返金の時期')
    await desk.show(own)
    await write('返金は明日です。')
    await page().keyboard.press('Control+Enter')
    await log.getByText('承認待ち').waitFor()
    await log.getByRole('button', { name: '取り消す' }).waitFor()
    expect(await decide.count()).toBe(0)
    await page().goto('/unsent?state=awaiting')
    const rows = page().getByRole('listitem').filter({ hasText: 'ご返金いたします。' })
    await expect.poll(() => rows.count(), within).toBe(2)
    await rows.filter({ hasText: 'jiro' }).getByRole('button', { name: '承認して送信' }).click()
    await expect.poll(() => rows.count(), within).toBe(1)
    expect((await sent(one)).map(({ receipt }) => receipt)).not.toContain('awaiting')
    await button('差し戻す').click()
    await page().getByRole('textbox', { name: '差し戻しの理由' }).fill('金額を書いてください。')
    await page().getByRole('dialog').getByRole('button', { name: '差し戻す' }).click()
    await expect.poll(() => rows.count(), within).toBe(0)
    expect(await sent(two)).toEqual([])
    await desk.show(one)
    await page()
      .getByRole('log')
      .getByText(/返信を承認/)
      .waitFor()
    await desk.show(two)
    await page().getByRole('log').getByText('金額を書いてください。').waitFor()
    expect(desk.broken()).toEqual([])
  })
})
