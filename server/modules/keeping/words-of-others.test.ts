import { describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addNote } from '../conversations/index.ts'
import { mergeCustomers, unmergeCustomers } from '../customers/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { dataDesk } from './fixtures/data-desk.ts'
import { answered, attachedFile, customerOf, listeners } from './fixtures/people.ts'
import { openExport } from './start-export.ts'

const { test, owner, agent, inboxId, exported, merge } = await dataDesk()

const reply = (
  conversationId: string,
  text: string,
  to: string[],
  copies: { cc?: string[]; bcc?: string[] } = {},
) => answered(test.db, agent, conversationId, { text, to, ...copies })

describe('words of others', () => {
  it('stay out of an export where the conversations of two people were merged', async () => {
    const write = (who: string) =>
      receive(test.db, `${who}@merged.example`, inboxId, { text: `言葉 ${who}`, subject: `件名 ${who}` })
    const [a, b] = [await write('alpha'), await write('beta')]
    await reply(a.conversationId, '答え alpha', ['alpha@merged.example'])
    await reply(b.conversationId, '答え beta', ['beta@merged.example'])
    await test.db.tx((tx) => addNote(tx, agent, note(b.conversationId, 'メモ beta')))
    const [alpha, beta] = [
      await customerOf(test.db, a.conversationId),
      await customerOf(test.db, b.conversationId),
    ]
    await merge(b.conversationId, a.conversationId)
    await test.db.tx((tx) => addNote(tx, agent, note(a.conversationId, 'メモ alpha')))
    for (const [customerId, own, other] of [
      [alpha, 'alpha', 'beta'],
      [beta, 'beta', 'alpha'],
    ] as const) {
      const all = JSON.stringify((await exported(customerId)).files)
      expect(all).toContain(`言葉 ${own}`)
      expect(all).toContain(`答え ${own}`)
      expect(all).not.toContain(other)
      // What is said among ourselves is only there where somebody wants it, in a folder of its own.
      expect(all).not.toContain('メモ')
      const { files } = await exported(customerId, { notes: true })
      expect(files['internal/notes.html']).toContain(`メモ ${own}`)
      expect(files['internal/notes.json']).not.toContain(`メモ ${other}`)
      const outside = Object.entries(files).filter(([name]) => !name.startsWith('internal/'))
      expect(JSON.stringify(outside)).not.toContain('メモ')
    }
  })

  it('are there as far as they were sent to the person, and the person’s own wherever they stand', async () => {
    const from = (value: string) => ({ role: 'from' as const, kind: 'email', value, name: null })
    const cc = (value: string) => ({ role: 'cc' as const, kind: 'email', value, name: null })
    const a = await receive(test.db, 'own@thread.example', inboxId, {
      text: 'A は書きました',
      messageKey: 'mid:a1',
    })
    const thread = { threadKeys: ['mid:a1'], senders: [] }
    // A colleague of theirs answers in their thread: once with them in copy, once without.
    await reply(a.conversationId, '写しつきの返事', ['own@thread.example'], {
      cc: ['mate@thread.example'],
      bcc: ['boss@shop.example'],
    })
    for (const [text, recipients] of [
      ['写しあり', [from('mate@thread.example'), cc('own@thread.example')]],
      ['写しなし', [from('mate@thread.example')]],
    ] as const)
      await receive(test.db, 'mate@thread.example', inboxId, { ...thread, text, recipients: [...recipients] })
    await reply(a.conversationId, '同僚だけへの返事', ['mate@thread.example'])
    const [talk] = await test.db.many<{ n: number }>(sql`
      select count(*) as n from messages where workspace_id = ${test.workspaceId} and conversation_id = ${a.conversationId}`)
    expect(Number(talk?.n)).toBe(5)
    const own = JSON.stringify((await exported(await customerOf(test.db, a.conversationId))).files)
    for (const words of ['A は書きました', '写しつきの返事', '写しあり']) expect(own).toContain(words)
    for (const words of ['写しなし', '同僚だけへの返事', 'boss@shop.example'])
      expect(own).not.toContain(words)
    // What the colleague wrote there is theirs; so is what was sent to them, and nothing else of it.
    const mate = await test.db.one<{ id: string }>(sql`
      select customer_id as id from identities where workspace_id = ${test.workspaceId} and value_key = 'mate@thread.example'`)
    const theirs = JSON.stringify((await exported(mate.id)).files)
    for (const words of ['写しあり', '写しなし', '同僚だけへの返事', '写しつきの返事'])
      expect(theirs).toContain(words)
    expect(theirs).not.toContain('A は書きました')
  })

  it('stay out where they were written to a third party out of the person’s thread', async () => {
    const { conversationId } = await receive(test.db, 'hanako@third.example', inboxId, { text: '返品したい' })
    await reply(conversationId, '倉庫への言葉', ['warehouse@partner.example'])
    await reply(conversationId, 'お客様への言葉', ['hanako@third.example'])
    const customerId = await customerOf(test.db, conversationId)
    // An address that was taken away since was theirs when they were answered.
    await test.db.run(sql`
      update identities set value = 'new@third.example', value_key = 'new@third.example'
      where workspace_id = ${test.workspaceId} and customer_id = ${customerId}`)
    const all = JSON.stringify((await exported(customerId)).files)
    expect(all).toContain('お客様への言葉')
    for (const words of ['倉庫への言葉', 'warehouse@partner.example']) expect(all).not.toContain(words)
  })

  it('stay out where a colleague passed the person’s mail on with a remark', async () => {
    const { conversationId } = await receive(test.db, 'passed@on.example', inboxId, {
      text: '前にも揉めたので注意\n\n---------- Forwarded message ---------\nFrom: Hanako <passed@on.example>\nSubject: x\n\nお客様の言葉',
      html: '<p>前にも揉めたので注意</p><p>お客様の言葉</p>',
      context: { forwardedBy: 'Sato <sato@shop.example>' },
      files: [await attachedFile(test.db, '添付', 'photo.txt')],
    })
    const { files } = await exported(await customerOf(test.db, conversationId))
    const all = JSON.stringify(files)
    for (const words of ['お客様の言葉', 'photo.txt']) expect(all).toContain(words)
    for (const words of ['揉めた', 'sato@shop.example']) expect(all).not.toContain(words)
  })

  it('stay out where a colleague passed it on as a file, with files of their own beside it', async () => {
    const mail = {
      ...(await attachedFile(test.db, 'お客様の言葉', '元のメール.eml')),
      type: 'message/rfc822',
    }
    const passOn = (from: string, files: (typeof mail)[]) =>
      receive(test.db, from, inboxId, {
        text: '経緯は別紙のとおり',
        context: { forwardedBy: 'Sato <sato@shop.example>' },
        files,
      })
    const sheet = () => attachedFile(test.db, '社内の経緯', '別紙.txt')
    const whole = await passOn('whole@on.example', [await sheet(), mail])
    const all = JSON.stringify((await exported(await customerOf(test.db, whole.conversationId))).files)
    for (const words of ['お客様の言葉', '元のメール.eml']) expect(all).toContain(words)
    for (const words of ['社内の経緯', '別紙']) expect(all).not.toContain(words)
    const none = await passOn('none@on.example', [await sheet()])
    const rest = JSON.stringify((await exported(await customerOf(test.db, none.conversationId))).files)
    for (const words of ['社内の経緯', '別紙']) expect(rest).not.toContain(words)
  })

  it('stay out where what the team said among itself stands above it', async () => {
    const passOn = async (who: string, quoted: string) =>
      receive(test.db, `${who}@quoted.example`, inboxId, {
        text: `下の経緯も見てください\n\n-----Original Message-----\nFrom: ${quoted}\nSubject: x\n\n引用の言葉`,
        context: { forwardedBy: 'Sato <sato@shop.example>' },
        files: [
          await attachedFile(test.db, '社内の経緯', '別紙.txt'),
          { ...(await attachedFile(test.db, 'お客様の言葉', '元のメール.eml')), type: 'message/rfc822' },
        ],
      })
    const chief = await passOn('chief', '部長 <bucho@shop.example>')
    const all = JSON.stringify((await exported(await customerOf(test.db, chief.conversationId))).files)
    for (const words of ['お客様の言葉', '元のメール.eml']) expect(all).toContain(words)
    for (const words of ['引用の言葉', 'bucho@shop.example', '社内の経緯', '別紙'])
      expect(all).not.toContain(words)
    // Their own words quoted above it are theirs; the file beside it is the colleague's even so.
    const own = await passOn('own', 'Hanako <Own@quoted.example>')
    const theirs = JSON.stringify((await exported(await customerOf(test.db, own.conversationId))).files)
    for (const words of ['お客様の言葉', '引用の言葉']) expect(theirs).toContain(words)
    for (const words of ['社内の経緯', '別紙']) expect(theirs).not.toContain(words)
  })

  it('stay out where a colleague wrote them into the subject', async () => {
    const passOn = async (who: string, text: string, more: object = {}) => {
      const { conversationId } = await receive(test.db, `${who}@titled.example`, inboxId, {
        text,
        subject: '【要注意】田中様',
        context: { forwardedBy: 'Sato <sato@shop.example>' },
        ...more,
      })
      const customerId = await customerOf(test.db, conversationId)
      return { conversationId, files: async () => JSON.stringify((await exported(customerId)).files) }
    }
    const header = (who: string) =>
      ['差出人', '送信日時', '宛先'].map((name) => `${name}: ${who}@titled.example`).join('\n')
    const named = await passOn('named', `お願いします\n\n${header('named')}\n件名: 返品の件\n\nお客様の言葉`)
    const told = await named.files()
    for (const words of ['お客様の言葉', '返品の件']) expect(told).toContain(words)
    expect(told).not.toContain('要注意')
    expect(JSON.parse(told)['index.html']).toContain('返品の件')
    // Passed on as a file, it says so itself; where nothing of it can be given out, its thread has no name.
    const mail = { ...(await attachedFile(test.db, '言葉', '元のメール.eml')), type: 'message/rfc822' }
    expect(await (await passOn('whole', '', { files: [mail] })).files()).not.toContain('要注意')
    expect(await (await passOn('nothing', '経緯')).files()).not.toContain('要注意')
    // What we call a conversation of theirs afterwards is told, as everywhere.
    await test.db.tx((tx) =>
      act(
        'conversations',
        'setSubject',
        { params: { conversationId: named.conversationId }, body: { subject: '返品(急須)' } },
        { caller: agent, tx },
      ),
    )
    const renamed = await named.files()
    expect(renamed).toContain('返品(急須)')
    expect(renamed).not.toContain('要注意')
  })

  it('leave a person the subjects that they wrote, also of a mail that was passed on as a file', async () => {
    const context = { forwardedBy: 'Sato <sato@shop.example>', forwardedAs: 'Fwd: 【要注意】田中様' }
    const from = 'tanaka@own.example'
    const mail = { ...(await attachedFile(test.db, '言葉', '元のメール.eml')), type: 'message/rfc822' }
    const whole = { text: '経緯', subject: '返品の件', context, files: [mail], messageKey: 'mid:own1' }
    const { conversationId, messageId } = await receive(test.db, from, inboxId, whole)
    const customerId = await customerOf(test.db, conversationId)
    const told = async () => {
      const { files } = await exported(customerId)
      expect(JSON.stringify(files)).not.toContain('要注意')
      const [name = ''] = Object.keys(files).filter((one) => /^conversations\/.*json$/.test(one))
      const { subject, messages } = JSON.parse(String(files[name])) as Record<'subject', string> & {
        messages: { subject: string }[]
      }
      return [subject, ...messages.map((one) => one.subject)]
    }
    expect(await told()).toEqual(['返品の件', '返品の件'])
    // It was called by the colleague's words before it was read again.
    await test.db.run(sql`
      update conversations set subject = '【要注意】田中様' where workspace_id = ${test.workspaceId} and id = ${conversationId}`)
    expect(await told()).toEqual(['返品の件', '返品の件'])
    // What the person wrote first is theirs, whatever a colleague passes on of it later.
    await test.db.run(sql`
      update conversations set subject = '返品の件' where workspace_id = ${test.workspaceId} and id = ${conversationId}`)
    await test.db.run(sql`
      update messages set context = '{}' where workspace_id = ${test.workspaceId} and id = ${messageId}`)
    await receive(test.db, from, inboxId, {
      ...whole,
      subject: '返品の件 再送',
      context: { forwardedBy: context.forwardedBy },
      messageKey: 'mid:own2',
      threadKeys: ['mid:own1'],
      senders: [],
      files: [{ ...mail, id: newId() }],
    })
    expect(await told()).toEqual(['返品の件', '返品の件', null])
  })

  it('are taken away again where a merge of two people is undone', async () => {
    const [a, b] = [
      await receive(test.db, 'one@undone.example', inboxId, { text: '一人目' }),
      await receive(test.db, 'two@undone.example', inboxId, { text: '二人目' }),
    ]
    const survivorId = await customerOf(test.db, a.conversationId)
    const mergedId = await customerOf(test.db, b.conversationId)
    const { id: mergeId } = await test.db.tx((tx) => mergeCustomers(tx, agent, { survivorId, mergedId }))
    await test.dispatch(listeners)
    const { id, files } = await exported(survivorId)
    expect(JSON.stringify(files)).toContain('二人目')
    await test.db.tx((tx) => unmergeCustomers(tx, agent, mergeId))
    await test.dispatch(listeners)
    await expect(openExport(test.db, owner, id)).rejects.toMatchObject({ code: 'keeping.no-export' })
  })
})

const note = (conversationId: string, text: string) => ({
  conversationId,
  text,
  mentions: [],
  attachmentIds: [],
})
