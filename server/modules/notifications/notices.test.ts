import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { openSocket } from '../../../test/harness/socket.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Pushed } from './contract.ts'
import { tellingDesk } from './fixtures/telling-desk.ts'
import { keeps } from './keep-notices.ts'

let desk: Awaited<ReturnType<typeof tellingDesk>>

beforeAll(async () => {
  desk = await tellingDesk()
})

/** A conversation of somebody's, with its key. */
const heldBy = async (agentId: string, from: string, inboxId = desk.inbox) => {
  const messageKey = `mid:${from}`
  const { conversationId } = await receive(desk.test.db, `${from}@mail.example`, inboxId, {
    messageKey,
    subject: '急須',
  })
  await desk.assign(desk.test.owner, conversationId, { assigneeId: agentId })
  const write = (text: string) =>
    receive(desk.test.db, `${from}@mail.example`, inboxId, { text, threadKeys: [messageKey] })
  return { conversationId, write }
}

const mark = (body: object) =>
  desk.hana.ok<{ ids: string[]; unread: number }>('POST', '/api/me/notices/read', body)

describe('the bell', () => {
  it('has one row for a conversation, of what concerns most, newest first', async () => {
    const { hana, notices, unread } = desk
    const first = await heldBy(hana.id, 'first')
    const second = await heldBy(hana.id, 'second')
    await notices(hana)
    await first.write('まだですか。')
    await desk.test.settled()
    await first.write('お返事をください。')
    expect(await notices(hana)).toMatchObject([
      {
        happening: 'assigned',
        title: 'ownerさんから会話が割り当てられました',
        conversation: { id: first.conversationId, subject: '急須' },
        href: `/inbox/${first.conversationId}?status=any`,
        text: 'お返事をください。',
        count: 3,
        read: false,
      },
      { happening: 'assigned', conversation: { id: second.conversationId }, count: 1 },
    ])
    expect(await unread(hana)).toBe(2)
    expect(await notices(desk.ken)).toEqual([])
  })

  it('is read row by row, by conversation or altogether, and unread again', async () => {
    const { hana, notices, unread, ken } = desk
    const [first, second] = await notices(hana)
    const seen = await mark({ ids: [first?.id] })
    expect(seen).toEqual({ ids: [first?.id], unread: 1 })
    expect(await mark({ ids: [first?.id] })).toEqual({ ids: [], unread: 1 })
    expect((await notices(hana, '?unread=true')).map(({ id }) => id)).toEqual([second?.id])
    expect(await mark({ conversationId: second?.conversation?.id })).toEqual({ ids: [second?.id], unread: 0 })
    expect(await mark({ ids: seen.ids, read: false })).toEqual({ ids: seen.ids, unread: 1 })
    const third = await heldBy(hana.id, 'third')
    // What came while somebody looked is not read by it.
    await desk.test.settled()
    expect(await mark({ upTo: first?.id })).toEqual({ ids: [first?.id], unread: 1 })
    expect((await notices(hana, '?unread=true'))[0]).toMatchObject({
      conversation: { id: third.conversationId },
    })
    expect((await hana.call('POST', '/api/me/notices/read', {})).body).toMatchObject({
      code: 'notifications.which',
    })
    // Nobody reads another one's.
    await ken.ok('POST', '/api/me/notices/read', { upTo: (await notices(hana))[0]?.id })
    expect(await unread(hana)).toBe(1)
  })

  it('is read with the conversation, up to when somebody looked', async () => {
    const { hana, notices } = desk
    const { conversationId, write } = await heldBy(hana.id, 'looked')
    const isRead = async () =>
      (await notices(hana)).find(({ conversation }) => conversation?.id === conversationId)?.read
    expect(await isRead()).toBe(false)
    const look = () => hana.ok('PUT', `/api/conversations/${conversationId}/read`, {})
    await look()
    expect(await isRead()).toBe(true)
    await write('まだ続きがあります。')
    expect(await isRead()).toBe(false)
    await look()
    expect(await isRead()).toBe(true)
  })

  it('begins to count anew once it was read', async () => {
    const { hana, notices } = desk
    const { write } = await heldBy(hana.id, 'fourth')
    await mark({ upTo: (await notices(hana))[0]?.id })
    await write('追伸です。')
    expect((await notices(hana))[0]).toMatchObject({
      happening: 'replied',
      title: 'fourth様から返信がありました',
      count: 1,
      read: false,
    })
  })

  it('comes page by page', async () => {
    const { hana, notices } = desk
    const all = await notices(hana)
    const page = await hana.ok<{ items: object[]; next: string }>('GET', '/api/me/notices?limit=2')
    expect(page.items).toEqual(all.slice(0, 2))
    expect((await hana.ok<{ items: object[] }>('GET', `/api/me/notices?cursor=${page.next}`)).items).toEqual(
      all.slice(2),
    )
    expect((await hana.call('GET', '/api/me/notices?cursor=nonsense')).body).toMatchObject({
      code: 'notifications.cursor',
    })
  })

  it('says what stands there now, and nothing that went out of sight', async () => {
    const { test, hana, notices, unread } = desk
    const elsewhere = await addInbox(test.db, 'Returns')
    const into = await heldBy(hana.id, 'fifth')
    const from = await receive(test.db, 'sixth@mail.example', elsewhere, { messageKey: 'mid:sixth' })
    const merge = (a: string, b: string) =>
      test.owner.ok<{ linkId: string }>('POST', `/api/conversations/${a}/merge`, {
        intoId: b,
        differentCustomers: true,
      })
    const { linkId } = await merge(from.conversationId, into.conversationId)
    await receive(test.db, 'sixth@mail.example', elsewhere, { text: '内密です。', threadKeys: ['mid:sixth'] })
    expect((await notices(hana))[0]).toMatchObject({ text: '内密です。' })
    await test.owner.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
    expect(JSON.stringify(await notices(hana))).not.toContain('内密')
    // She is in the team no more.
    const before = await unread(hana)
    const see = (agentIds: string[]) => test.owner.ok('PATCH', `/api/teams/${desk.team}`, { agentIds })
    await see([])
    expect(before).toBeGreaterThan(0)
    expect(await notices(hana)).toEqual([])
    expect(await unread(hana)).toBe(0)
    await see([hana.id, desk.ken.id])
    expect(await unread(hana)).toBe(before)
  })

  it('follows a conversation into the one that it was merged into, as one row', async () => {
    const { test, hana, notices } = desk
    const gone = await heldBy(hana.id, 'seventh')
    const stays = await heldBy(hana.id, 'eighth')
    const alone = await heldBy(hana.id, 'ninth')
    const target = await heldBy(desk.ken.id, 'tenth')
    await notices(hana)
    const merge = (a: string, b: string) =>
      test.owner.ok('POST', `/api/conversations/${a}/merge`, { intoId: b, differentCustomers: true })
    await merge(gone.conversationId, stays.conversationId)
    await merge(alone.conversationId, target.conversationId)
    const subjects = (await notices(hana, '?unread=true')).map(({ conversation }) => conversation?.id)
    expect(subjects).toContain(target.conversationId)
    expect(subjects.filter((id) => id === stays.conversationId)).toHaveLength(1)
    expect(subjects).not.toContain(gone.conversationId)
  })

  it('is live on every screen of the person', async () => {
    const { test, hana } = desk
    interface Frame {
      type: string
      what?: string
      data?: Pushed
    }
    const screen = () =>
      openSocket<Frame>(`${test.url}/api/live`, { headers: { authorization: `Bearer ${hana.key}` } })
    const [one, two] = await Promise.all([screen(), screen()])
    const { conversationId } = await heldBy(hana.id, 'eleventh')
    const told = await one.wait(({ type }) => type === 'notice')
    const after = await desk.unread(hana)
    expect(told.data).toMatchObject({
      happening: 'assigned',
      conversation: { id: conversationId },
      desktop: true,
      sound: false,
      unread: after,
    })
    expect(await two.wait(({ type }) => type === 'notice')).toEqual(told)
    await mark({ conversationId })
    await two.wait(({ type, what }) => type === 'stale' && what === 'notices')
    one.close()
    two.close()
  })

  it('is kept as long as the rule says', async () => {
    const { test, hana, notices } = desk
    await test.db.run(sql`
      update notices set at = at - interval '100 days'
      where workspace_id = ${test.workspaceId} and id = ${(await notices(hana))[0]?.id}::uuid`)
    const [rule] = keeps
    const before = new Date(Date.now() - 90 * 86_400_000)
    const count = (await notices(hana)).length
    expect(await rule?.due(test.db, before)).toMatchObject({ rows: 1 })
    await test.db.tx(async (tx) => {
      const piece = { before, place: null, wipe: async () => true, follow: async () => undefined }
      expect(await rule?.remove(tx, piece)).toMatchObject({ rows: 1, next: null })
    })
    expect(await notices(hana)).toHaveLength(count - 1)
  })
})
