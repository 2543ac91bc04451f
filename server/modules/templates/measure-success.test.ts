import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { act } from '../../../test/harness/rooms.ts'
import type { Caller } from '../../kernel/caller.ts'
import type { Template } from './contract.ts'
import { measureSuccess } from './measure-success.ts'

const DAY = 86_400

let test: TestDatabase
let hana: Caller & { id: string }
let inbox: string

beforeAll(async () => {
  test = await testDatabase()
  const agent = await addAgent(test.db)
  const more = ['templates.manage', 'templates.approve', 'conversations.approve', 'customers.merge']
  hana = { ...agent, permissions: new Set([...agent.permissions, ...more]) }
  inbox = await addInbox(test.db)
})

const inTx = <T>(room: string, action: string, input: object): Promise<T> =>
  test.db.tx((tx) => act<T>(room, action, input, { caller: hana, tx, db: test.db }))
const approved = async (): Promise<Template> => {
  const body = {
    title: 'ご案内',
    purpose: 'answer' as const,
    folder: '',
    shortcut: null,
    teamIds: null,
    expiresOn: null,
  }
  const variants = [{ language: 'ja', body: '承ります。' }]
  const made = await inTx<Template>('templates', 'createTemplate', { body: { ...body, variants } })
  return inTx('templates', 'approveTemplate', { params: { templateId: made.id }, body: { revision: 1 } })
}
const say = async (from: string, change: object = {}): Promise<string> =>
  (await receive(test.db, from, inbox, change)).conversationId
const take = (template: Template, conversationId: string) =>
  inTx('templates', 'useTemplate', { params: { conversationId }, body: { templateId: template.id } })
const answer = (conversationId: string): Promise<{ id: string }> => {
  const rest = { to: ['a@b.example'], cc: [], bcc: [], attachmentIds: [], anyway: true }
  return inTx('conversations', 'sendReply', {
    params: { conversationId },
    body: { text: '承ります。', ...rest },
  })
}
const successOf = async ({ id }: Template) => {
  await measureSuccess(test.db)
  const input = { params: { templateId: id } }
  return (await act<Template>('templates', 'getTemplate', input, { caller: hana, db: test.db })).success
}
/** An answer from the library to a customer of this name. */
const answered = async (template: Template, name: string): Promise<string> => {
  const id = await say(`${name}@customer.example`)
  await take(template, id)
  await answer(id)
  return id
}

describe('an answer of the library', () => {
  it('is successful where its customer does not write again within a week, once that is over', async () => {
    const template = await approved()
    await answered(template, 'quiet')
    await answered(template, 'back')
    await answered(template, 'late')
    test.clock.forward(6 * DAY)
    // In another conversation, too.
    await say('back@customer.example', { subject: '別の件', messageKey: 'mid:other' })
    expect(await successOf(template)).toBeNull()
    test.clock.forward(1.5 * DAY)
    await say('late@customer.example')
    test.clock.forward(DAY)
    expect(await successOf(template)).toEqual({ measured: 3, returned: 1 })
    // Each use is looked at once.
    expect(await successOf(template)).toEqual({ measured: 3, returned: 1 })
    const versions = await act<{ success: unknown }[]>(
      'templates',
      'listTemplateVersions',
      { params: { templateId: template.id }, query: { limit: 5 } },
      { caller: hana, db: test.db },
    )
    expect(versions.map(({ success }) => success)).toEqual([{ measured: 3, returned: 1 }])
  })

  it('counts for nothing where it was not sent, or taken back', async () => {
    const template = await approved()
    const unsent = await say('unsent@customer.example')
    await take(template, unsent)
    const taken = await say('taken@customer.example')
    await take(template, taken)
    const { id } = await answer(taken)
    await inTx('conversations', 'undoReply', { params: { messageId: id } })
    const next = await say('next@customer.example')
    await take(template, next)
    test.clock.forward(2 * DAY)
    await answer(next)
    test.clock.forward(9 * DAY)
    expect(await successOf(template)).toBeNull()
  })

  it('asks nothing of machines, of what came before, and of other people', async () => {
    const template = await approved()
    await answered(template, 'machine')
    test.clock.forward(DAY)
    await say('machine@customer.example', { automatic: true })
    await say('other@customer.example')
    test.clock.forward(9 * DAY)
    expect(await successOf(template)).toEqual({ measured: 1, returned: 0 })
  })

  it('is followed to where its conversation was merged', async () => {
    const template = await approved()
    const into = await say('one@customer.example')
    const from = await say('two@customer.example')
    await take(template, from)
    await answer(from)
    await inTx('conversations', 'mergeConversation', {
      params: { conversationId: from },
      body: { intoId: into, differentCustomers: true },
    })
    test.clock.forward(DAY)
    await say('one@customer.example')
    test.clock.forward(9 * DAY)
    // Whoever else is in that conversation did not get it.
    expect(await successOf(template)).toEqual({ measured: 1, returned: 0 })
  })
})
