import { describe, expect, it } from 'vitest'
import { incoming, receive } from '../../../test/factories/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { LOCK_SPACES, sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { receiveMessages, saveDraft } from '../conversations/index.ts'
import { dataDesk } from './fixtures/data-desk.ts'
import { answered, attachedFile, customerOf, listeners, rooms } from './fixtures/people.ts'

/** What an erasure finds of a person where others have their data, and what it leaves of them. */

const { test, agent, inboxId, erase, tablesWith, merge } = await dataDesk()

describe('what a person wrote where others have their thread', () => {
  it('goes with them: words, files, keys, what it is found by; and whoever has it open fetches it anew', async () => {
    const a = await receive(test.db, 'host@own.example', inboxId, {
      text: '主の言葉',
      messageKey: 'mid:host',
      recipients: [
        { role: 'from', kind: 'email', value: 'host@own.example', name: null },
        { role: 'cc', kind: 'email', value: 'guest@own.example', name: null },
      ],
    })
    const b = await receive(test.db, 'guest@own.example', inboxId, {
      text: '客の秘密の言葉 注文番号 77554433',
      messageKey: 'mid:guest-key',
      threadKeys: ['mid:host'],
      senders: [],
      files: [await attachedFile(test.db, 'x', '客の秘密.txt')],
      recipients: [
        { role: 'from', kind: 'email', value: 'guest@own.example', name: null },
        { role: 'to', kind: 'email', value: 'host@own.example', name: null },
      ],
    })
    expect(b.conversationId).toBe(a.conversationId)
    await test.dispatch(listeners)
    expect(await tablesWith('客の秘密')).toEqual(
      expect.arrayContaining(['messages', 'search_documents', 'attachments']),
    )
    const announced: string[] = []
    test.database.onCommit((_workspace, all) => announced.push(...all.map(({ name }) => name)))
    const guest = await test.db.one<{ id: string }>(sql`
      select customer_id as id from identities where workspace_id = ${test.workspaceId} and value_key = 'guest@own.example'`)
    await erase(guest.id)
    for (const word of ['客の秘密', 'mid:guest-key', '77554433'])
      expect([word, await tablesWith(word)]).toEqual([word, []])
    expect(await tablesWith('主の言葉')).toContain('messages')
    expect(announced).toContain('conversation.emptied')
    const push = rooms
      .flatMap((room) => room.pushes ?? [])
      .find(({ events }) => events.includes('conversation.emptied'))
    const frames = await push?.load(test.db, [
      { name: 'conversation.emptied', payload: { conversationId: a.conversationId } } as never,
    ])
    expect(frames).toContainEqual(
      expect.objectContaining({
        frame: { type: 'stale', what: 'timeline', conversationId: a.conversationId },
      }),
    )
  })
})

describe('keys by which mail finds its thread', () => {
  it('go without a trace where others gave them; ours stay, so that nobody can take them', async () => {
    const keys = async () =>
      (
        await test.db.many<{ key: string }>(sql`
          select key from thread_keys where workspace_id = ${test.workspaceId} and conversation_id = ${own.conversationId}
          order by key`)
      ).map(({ key }) => key)
    const own = await receive(test.db, 'keys@own.example', inboxId, {
      messageKey: 'mid:of-theirs',
      threadKeys: ['mid:before-theirs'],
    })
    const answerId = await answered(test.db, agent, own.conversationId, { text: '答え' })
    await test.db.run(sql`
      insert into thread_keys (workspace_id, inbox_id, key, conversation_id, message_id)
      values (${test.workspaceId}, ${inboxId}, 'mid:of-ours', ${own.conversationId}, ${answerId})`)
    const signed = `conversation:${own.conversationId}`
    const before = await keys()
    expect(before).toEqual(expect.arrayContaining(['mid:before-theirs', 'mid:of-ours', 'mid:of-theirs']))
    await erase(await customerOf(test.db, own.conversationId))
    expect((await keys()).filter((key) => key !== signed)).toEqual(['mid:of-ours'])
    // What answers either of them begins anew.
    for (const key of ['mid:of-theirs', 'mid:of-ours']) {
      const late = await receive(test.db, 'keys@own.example', inboxId, { threadKeys: [key] })
      expect(late.conversationId).not.toBe(own.conversationId)
    }
  })
})

describe('what was being taken in when it was asked for', () => {
  it('goes, also where it is written into somebody else’s thread', async () => {
    const recipients = (from: string, to: string) => [
      { role: 'from' as const, kind: 'email', value: from, name: null },
      { role: 'cc' as const, kind: 'email', value: to, name: null },
    ]
    const a = await receive(test.db, 'host@late.example', inboxId, {
      messageKey: 'mid:late-host',
      recipients: recipients('host@late.example', 'guest@late.example'),
    })
    const message = await incoming(test.db, 'guest@late.example', inboxId, {
      text: '遅れて届いた秘密',
      threadKeys: ['mid:late-host'],
      recipients: recipients('guest@late.example', 'host@late.example'),
    })
    let erasing: Promise<void> | undefined
    await test.db.tx(async (tx) => {
      await tx.run(
        sql`select pg_advisory_xact_lock(${LOCK_SPACES.intake}::integer, ${tx.workspaceId}::integer)`,
      )
      const [received] = await receiveMessages(tx, [message])
      expect(received?.conversationId).toBe(a.conversationId)
      erasing = erase(message.customerId)
      await expect
        .poll(() =>
          test.db.maybe(sql`
            select 1 as waits from erasures
            where workspace_id = ${test.workspaceId} and customer_id = ${message.customerId} and step = 'late'`),
        )
        .toBeDefined()
    })
    await erasing
    expect(await tablesWith('遅れて届いた秘密')).toEqual([])
  })
})

describe('an address', () => {
  it('is found whole: one of somebody else that ends like it stays', async () => {
    const short = await receive(test.db, 'ko@whole.example', inboxId, { text: 'x' })
    const other = await receive(test.db, 'mariko@whole.example', inboxId, {
      text: '連絡先はmariko@whole.exampleです。写しはko@whole.exampleへ。ko@whole.example.org は別です',
      subject: 'mariko@whole.example',
      recipients: [
        { role: 'from', kind: 'email', value: 'mariko@whole.example', name: 'mariko@whole.example' },
      ],
    })
    for (const [externalId, name] of [
      ['whole-1', 'mariko'],
      ['whole-2', 'ko'],
    ])
      await test.db.run(sql`
        insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, received_at)
        values (${test.workspaceId}, ${newId()}, ${inboxId}, ${externalId}, ${Buffer.from(`From: <${name}@whole.example>`)},
          'ignored', ${test.clock.now()})`)
    await test.db.tx((tx) =>
      saveDraft(tx, agent, other.conversationId, {
        mode: 'reply',
        text: '次の行\nko@whole.example と mariko@whole.example',
        html: null,
        to: ['mariko@whole.example'],
        cc: ['ko@whole.example'],
        bcc: [],
        attachmentIds: [],
        aside: null,
      }),
    )
    await test.db.tx((tx) =>
      recordAudit(tx, agent, {
        action: 'x',
        subject: { kind: 'x' },
        details: { value: 'mariko@whole.example' },
      }),
    )
    await erase(await customerOf(test.db, short.conversationId))
    const message = await test.db.one<{ text: string; subject: string; recipients: { name: string }[] }>(sql`
      select text, subject, recipients from messages where workspace_id = ${test.workspaceId} and id = ${other.messageId}`)
    expect(message).toMatchObject({
      text: '連絡先はmariko@whole.exampleです。写しはerased@sender.invalidへ。ko@whole.example.org は別です',
      subject: 'mariko@whole.example',
      recipients: [{ name: 'mariko@whole.example' }],
    })
    const { body } = await test.db.one<{ body: object }>(sql`
      select body from drafts where workspace_id = ${test.workspaceId} and conversation_id = ${other.conversationId}`)
    expect(body).toMatchObject({
      text: '次の行\nerased@sender.invalid と mariko@whole.example',
      to: ['mariko@whole.example'],
      cc: ['erased@sender.invalid'],
    })
    const arrivals = await test.db.many<{ id: string }>(sql`
      select external_id as id from arrivals where workspace_id = ${test.workspaceId} and raw <> ''`)
    expect(arrivals.map(({ id }) => id)).toEqual(['whole-1'])
    expect(await tablesWith('mariko@whole.example')).toContain('audit_entries')
  })

  it('goes from all that is kept beside others’ conversations', async () => {
    const who = 'traced@kept.example'
    const theirs = await receive(test.db, who, inboxId, { text: 'x' })
    const customerId = await customerOf(test.db, theirs.conversationId)
    const other = await receive(test.db, 'other@kept.example', inboxId, {
      text: `聞いた先は ${who}`,
      subject: who,
    })
    const second = await receive(test.db, 'second@kept.example', inboxId, { text: '二つ目' })
    const otherId = await customerOf(test.db, other.conversationId)
    await test.db.tx((tx) =>
      act(
        'conversations',
        'setSubject',
        { params: { conversationId: other.conversationId }, body: { subject: `Re: ${who}` } },
        { caller: agent, tx },
      ),
    )
    // Nothing of its words is kept for the undo.
    await merge(other.conversationId, second.conversationId)
    await test.db.run(sql`
      update messages set receipt_reason = ${JSON.stringify({ en: `No: ${who}`, ja: who })}::jsonb
      where workspace_id = ${test.workspaceId} and id = ${second.messageId}`)
    await test.db.tx((tx) =>
      act(
        'customers',
        'addNote',
        { params: { customerId: otherId }, body: { text: `家族は ${who}` } },
        { caller: agent, tx },
      ),
    )
    await test.db.run(sql`
      update customers set attributes = ${JSON.stringify({ other: `see ${who}` })}::jsonb
      where workspace_id = ${test.workspaceId} and id = ${otherId}`)
    const view = (name: string, filter: object) =>
      test.db.tx((tx) =>
        act('desk', 'createView', { body: { name, shared: false, filter } }, { caller: agent, tx }),
      )
    await view('一人だけ', { customerId })
    await view(`${who} の件`, { view: 'all' })
    await test.db.run(sql`
      insert into blocked_senders (workspace_id, value, at, by_name) values (${test.workspaceId}, ${who}, ${test.clock.now()}, 'x')`)
    await test.dispatch(listeners)
    const before = await tablesWith(who)
    expect(before).toEqual(
      expect.arrayContaining([
        'messages',
        'conversations',
        'conversation_changes',
        'search_documents',
        'customer_notes',
        'customers',
        'saved_views',
        'blocked_senders',
      ]),
    )
    expect(before).not.toContain('conversation_links')
    await erase(customerId)
    expect(await tablesWith(who)).toEqual([])
    expect(await tablesWith(customerId)).not.toContain('saved_views')
    expect(await tablesWith('二つ目')).toContain('messages')
  })
})
