import { beforeAll, describe, expect, it } from 'vitest'
import { openSocket, type Socket } from '../../harness/socket.ts'
import { openVisitor, type Visitor } from '../../harness/visitor.ts'
import { found, openDesk, within } from './open-desk.ts'

describe.skipIf(!found.path)('where an answer in the chat goes', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const line = () =>
    page()
      .getByRole('region', { name: /^(返信|Reply)$/ })
      .getByRole('status')
  let chat: { id: string; token: string }
  let visitor: Visitor
  let shown: Socket<{ type: string }>
  let conversationId = ''

  beforeAll(async () => {
    const test = desk.app()
    const smtp = { host: '127.0.0.1', port: 9, security: 'none', user: '' }
    const mail = await test.inbox('email', { settings: { address: 'desk@shop.example', smtp } })
    chat = await test.inbox('chat', { settings: { mailInboxId: mail.id } })
    const address = `${test.url}/channels/chat/${chat.token}`
    visitor = await openVisitor(address)
    shown = await openSocket(`${address}/live`, { protocols: ['madoguchi', visitor.session] })
    await shown.wait(({ type }) => type === 'hello')
    await visitor.say('在庫はありますか')
    await test.settled()
    const { items } = await test.owner.ok<{ items: { id: string; inboxId: string }[] }>(
      'GET',
      '/api/conversations',
    )
    conversationId = items.find(({ inboxId }) => inboxId === chat.id)?.id ?? ''
  })

  it('is not worth a word while the visitor is there', async () => {
    const told = page().waitForResponse((response) => response.url().endsWith('/reach'))
    await desk.show(conversationId)
    await told
    expect(await page().getByText('チャットを離れ').count()).toBe(0)
  })

  it('is said once they left: nowhere but the chat, or by mail to the address that they gave', async () => {
    shown.close()
    await expect
      .poll(async () => {
        const path = `/api/conversations/${conversationId}/reach`
        return (await desk.app().owner.ok<{ by: string }>('GET', path)).by
      }, within)
      .toBe('unaddressed')
    await desk.show(conversationId)
    await line().getByText('メールアドレスもわかりません').waitFor()
    const { customer } = await desk.read<{ customer: { id: string } }>(conversationId)
    await desk.app().owner.ok('POST', `/api/customers/${customer.id}/identities`, {
      kind: 'email',
      value: 'hanako@customer.example',
    })
    await desk.show(conversationId)
    await line()
      .getByText(
        'お客様はチャットを離れています。返信は hanako@customer.example 宛てにメールで送られます。',
        { exact: true },
      )
      .waitFor()
    await page().keyboard.press('n')
    await line().waitFor({ state: 'detached' })
  })

  it('is said in English, too', async () => {
    await desk.app().owner.ok('PATCH', '/api/me', { language: 'en' })
    await desk.show(conversationId)
    await line()
      .getByText('The customer has left the chat. Your reply goes to hanako@customer.example by email.', {
        exact: true,
      })
      .waitFor()
    expect(desk.broken()).toEqual([])
  })
})
