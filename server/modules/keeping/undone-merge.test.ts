import { describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { mergeCustomers, unmergeCustomers } from '../customers/index.ts'
import { dataDesk } from './fixtures/data-desk.ts'
import { attachedFile, customerOf, listeners } from './fixtures/people.ts'

/** Two people were taken for one, and the other wrote meanwhile: their words are theirs. */

const { test, agent, inboxId, erase, exported } = await dataDesk()

/** A and B are merged, B writes in a thread of their own and in one of C's, and the merge is undone. */
const mistaken = async (domain: string) => {
  const [a, b, c] = [`a@${domain}`, `b@${domain}`, `c@${domain}`] as const
  const [ofA, ofB] = [
    await receive(test.db, a, inboxId, { text: 'A の言葉' }),
    await receive(test.db, b, inboxId, { text: 'B の前の言葉', messageKey: `mid:b@${domain}` }),
  ]
  const ofC = await receive(test.db, c, inboxId, {
    text: 'C の言葉',
    messageKey: `mid:c@${domain}`,
    recipients: [from(c), { role: 'cc', kind: 'email', value: b, name: null }],
  })
  const [survivorId, mergedId, thirdId] = [
    await customerOf(test.db, ofA.conversationId),
    await customerOf(test.db, ofB.conversationId),
    await customerOf(test.db, ofC.conversationId),
  ]
  const { id } = await test.db.tx((tx) => mergeCustomers(tx, agent, { survivorId, mergedId }))
  await test.dispatch(listeners)
  const said = await receive(test.db, b, inboxId, {
    text: 'B の秘密',
    threadKeys: [`mid:b@${domain}`],
    files: [await attachedFile(test.db, `B の書類 ${domain}`, 'b.txt')],
  })
  const beside = await receive(test.db, b, inboxId, { text: 'B の横槍', threadKeys: [`mid:c@${domain}`] })
  expect([said.conversationId, beside.conversationId]).toEqual([ofB.conversationId, ofC.conversationId])
  await test.dispatch(listeners)
  await test.db.tx((tx) => unmergeCustomers(tx, agent, id))
  await test.dispatch(listeners)
  expect(await customerOf(test.db, ofB.conversationId)).toBe(mergedId)
  return { survivorId, mergedId, thirdId, mergeId: id, said, beside }
}

const from = (value: string) => ({ role: 'from' as const, kind: 'email', value, name: null })

const writersOf = async (...ids: string[]) =>
  test.db.many<{ id: string; name: string }>(sql`
    select actor_id as id, actor_name as name from messages
    where workspace_id = ${test.workspaceId} and id = any(${ids}::uuid[]) order by id`)

const textsOf = async (...ids: string[]) =>
  (
    await test.db.many<{ text: string }>(sql`
      select text from messages where workspace_id = ${test.workspaceId} and id = any(${ids}::uuid[]) order by id`)
  ).map(({ text }) => text)

describe('what somebody wrote while they were taken for another', () => {
  it('is theirs by the address it came from, and bears their name', async () => {
    const { mergedId, said, beside } = await mistaken('writer.example')
    expect(await writersOf(said.messageId, beside.messageId)).toEqual([
      { id: mergedId, name: 'b' },
      { id: mergedId, name: 'b' },
    ])
  })

  it('stays when the other is erased', async () => {
    const { survivorId, said, beside } = await mistaken('survivor.example')
    await erase(survivorId)
    expect(await textsOf(said.messageId, beside.messageId)).toEqual(['B の秘密', 'B の横槍'])
    const files = await test.db.many(sql`
      select name from attachments where workspace_id = ${test.workspaceId} and message_id = ${said.messageId}`)
    expect(files).toEqual([{ name: 'b.txt' }])
  })

  it('goes when they are erased, in threads of others, too', async () => {
    const { mergedId, said, beside } = await mistaken('merged.example')
    await erase(mergedId)
    expect(await textsOf(said.messageId, beside.messageId)).toEqual(['', ''])
  })

  it('is given out to them, and to nobody else', async () => {
    const { survivorId, mergedId, thirdId } = await mistaken('given.example')
    const of = async (id: string) => JSON.stringify((await exported(id)).files)
    const [a, b, c] = [await of(survivorId), await of(mergedId), await of(thirdId)]
    for (const words of ['B の秘密', 'B の横槍']) expect(b).toContain(words)
    for (const words of ['B の秘密', 'B の横槍', 'B の書類']) expect(a).not.toContain(words)
    expect(c).not.toContain('B の秘密')
    expect(a).toContain('A の言葉')
  })

  it('is not put together while the undoing is under way', async () => {
    const [a, b] = [
      await receive(test.db, 'a@under.example', inboxId),
      await receive(test.db, 'b@under.example', inboxId),
    ]
    const survivorId = await customerOf(test.db, a.conversationId)
    const mergedId = await customerOf(test.db, b.conversationId)
    const { id } = await test.db.tx((tx) => mergeCustomers(tx, agent, { survivorId, mergedId }))
    await test.dispatch(listeners)
    await test.db.tx((tx) => unmergeCustomers(tx, agent, id))
    await expect(exported(survivorId)).rejects.toMatchObject({
      code: 'customers.merge-under-way',
    })
    await test.dispatch(listeners)
    const { files } = await exported(survivorId)
    expect(JSON.stringify(files)).not.toContain('b@under.example')
  })

  it('lets those whom it has in copy into its thread, merged and undone', async () => {
    const copy = [
      from('b@copied.example'),
      { role: 'cc' as const, kind: 'email', value: 'mate@copied.example', name: null },
    ]
    const a = await receive(test.db, 'a@copied.example', inboxId)
    const b = await receive(test.db, 'b@copied.example', inboxId, {
      messageKey: 'mid:copied',
      recipients: copy,
    })
    const [survivorId, mergedId] = [
      await customerOf(test.db, a.conversationId),
      await customerOf(test.db, b.conversationId),
    ]
    const { id } = await test.db.tx((tx) => mergeCustomers(tx, agent, { survivorId, mergedId }))
    await test.dispatch(listeners)
    const joins = async (key: string, who: string) =>
      (await receive(test.db, who, inboxId, { threadKeys: [key], senders: [] })).conversationId
    expect(await joins('mid:copied', 'mate@copied.example')).toBe(b.conversationId)
    const later = await receive(test.db, 'b@copied.example', inboxId, {
      messageKey: 'mid:copied-later',
      recipients: [
        from('b@copied.example'),
        { role: 'cc', kind: 'email', value: 'pal@copied.example', name: null },
      ],
    })
    await test.dispatch(listeners)
    await test.db.tx((tx) => unmergeCustomers(tx, agent, id))
    await test.dispatch(listeners)
    expect(await customerOf(test.db, later.conversationId)).toBe(mergedId)
    expect(await joins('mid:copied-later', 'pal@copied.example')).toBe(later.conversationId)
  })
})
