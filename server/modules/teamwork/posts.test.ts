import { describe, expect, it } from 'vitest'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { newId } from '../../kernel/ids.ts'
import type { Post, PostChange, PostInput } from './contract-posts.ts'
import { erases } from './erase-teamwork.ts'
import { teamDesk } from './fixtures/team-desk.ts'
import { keeps } from './keep-posts.ts'

const desk = await teamDesk()
const { test, lead, hana, ken, stranger, team, write, refusal } = desk
const [day, night] = [await desk.group('日勤', hana, ken), await desk.group('夜勤', stranger)]

const post = (change: Partial<PostInput> = {}, caller: Caller = hana) =>
  team<Post>(
    'createPost',
    {
      body: {
        kind: 'handover',
        title: '',
        body: '倉庫からの返事を待っています。',
        teamIds: null,
        mustRead: false,
        expiresAt: null,
        conversationIds: [],
        giveTo: null,
        ...change,
      },
    },
    caller,
  )
const announce = (change: Partial<PostInput> = {}, caller: Caller = lead) =>
  post({ kind: 'announcement', title: '年末年始の営業', body: '29日から休業します。', ...change }, caller)
const edit = (postId: string, body: Partial<PostChange>, caller: Caller = hana) =>
  team<Post>('updatePost', { params: { postId }, body: { again: false, ...body } }, caller)
const read = ({ id, revision }: Post, caller: Caller) =>
  team<Post>('readPost', { params: { postId: id }, body: { revision } }, caller)
const done = ({ id }: Post, is: boolean, caller: Caller = ken) =>
  team<Post>('setPostDone', { params: { postId: id }, body: { done: is } }, caller)
const list = (caller: Caller, query: object = {}) =>
  team<{ items: Post[]; next: string | null }>(
    'listPosts',
    { query: { kind: 'handover', state: 'current', limit: 50, ...query } },
    caller,
  )
const ids = async (...asked: Parameters<typeof list>) => (await list(...asked)).items.map(({ id }) => id)
const waiting = (caller: Caller) =>
  team<{ handovers: number; announcements: number; mustRead: number }>('getWaiting', {}, caller)
const readers = ({ id }: Post, caller: Caller) =>
  team<{ agentId: string; readAt: string | null }[]>('listReaders', { params: { postId: id } }, caller)
const inHours = (hours: number) => new Date(test.clock.now().getTime() + hours * 3_600_000).toISOString()

describe('a hand-over note', () => {
  it('is read by the next shift, which says so, and dealt with by one of them', async () => {
    const before = (await waiting(ken)).handovers
    const note = await post()
    expect(note).toMatchObject({ authorId: hana.id, asked: false, read: 0, readers: 3, mayChange: true })
    expect((await waiting(ken)).handovers).toBe(before + 1)
    expect((await list(ken)).items[0]).toMatchObject({
      id: note.id,
      asked: true,
      readAt: null,
      mayChange: false,
    })
    expect(await read(note, ken)).toMatchObject({ read: 1, readAt: test.clock.now().toISOString() })
    expect((await waiting(ken)).handovers).toBe(before)
    expect(await readers(note, hana)).toEqual(
      expect.arrayContaining([
        { agentId: ken.id, readAt: test.clock.now().toISOString() },
        { agentId: stranger.id, readAt: null },
      ]),
    )
    expect(await done(note, true)).toMatchObject({ doneBy: ken.id })
    test.clock.forward(60)
    expect(await done(note, true, stranger)).toMatchObject({ doneBy: ken.id })
    expect(await ids(stranger)).not.toContain(note.id)
    expect(await ids(stranger, { state: 'past' })).toContain(note.id)
    expect((await waiting(stranger)).handovers).toBe(0)
    await done(note, false)
    expect(await ids(stranger)).toContain(note.id)
  })

  it('names conversations to those who see them, also once they were merged', async () => {
    const [one, other, away] = [await write(), await write(), await write(desk.elsewhere)]
    const note = await post({ conversationIds: [one, other, one, away] })
    const seenBy = async (caller: Caller) =>
      (await list(caller)).items.find(({ id }) => id === note.id)?.conversations.map(({ id }) => id)
    expect(await seenBy(ken)).toEqual([one, other, away])
    expect(await seenBy(stranger)).toEqual([away])
    const link = await desk.merge(other, one)
    expect(await seenBy(ken)).toEqual([one, one, away])
    const about = (conversationId: string) =>
      team<Post[]>('listConversationPosts', { params: { conversationId } }, ken)
    expect((await about(one)).map(({ id }) => id)).toEqual([note.id])
    await desk.unmerge(link)
    expect(await seenBy(ken)).toEqual([one, other, away])
    // Whoever sees one of them alone takes none of the others off.
    const own = await post({ conversationIds: [away] }, stranger)
    expect(await refusal(post({ conversationIds: [one] }, stranger))).toBe('conversations.no-conversation')
    expect((await edit(own.id, { conversationIds: [] }, stranger)).conversations).toEqual([])
  })

  it('hands the writer’s open conversations on with it, and nobody else’s', async () => {
    const [mine, solved, kens] = [await write(), await write(), await write()]
    const assign = (conversationId: string, assigneeId: string) =>
      desk.talks('assign', { params: { conversationId }, body: { assigneeId } })
    await Promise.all([assign(mine, hana.id), assign(solved, hana.id), assign(kens, ken.id)])
    await desk.talks('setStatus', { params: { conversationId: solved }, body: { status: 'resolved' } })
    const note = await post({ conversationIds: [mine, solved, kens], giveTo: lead.id })
    expect(note.conversations.map(({ assigneeId }) => assigneeId)).toEqual([lead.id, hana.id, ken.id])
    expect(await refusal(post({ conversationIds: [mine], giveTo: newId() }, lead))).toBe(
      'conversations.no-such-agent',
    )
    const back = await post({ conversationIds: [kens], giveTo: 'nobody' }, ken)
    expect(back.conversations[0]?.assigneeId).toBeNull()
  })

  it('says nothing to whoever came after it, and is changed by whoever wrote it', async () => {
    const note = await post()
    test.clock.forward(60)
    expect(await refusal(edit(note.id, { body: '別の内容' }, ken))).toBe('teamwork.not-yours')
    expect(await edit(note.id, { body: ' 返事が来ました。 ' })).toMatchObject({
      body: '返事が来ました。',
      revision: 1,
      editedAt: test.clock.now().toISOString(),
    })
    expect(await refusal(edit(note.id, { body: ' ' }))).toBe('teamwork.empty-post')
    const one = { params: { postId: note.id } }
    await team('removePost', one)
    expect(await ids(ken)).not.toContain(note.id)
    expect(await refusal(read(note, ken))).toBe('teamwork.no-post')
    await team('restorePost', one)
    expect(await ids(ken)).toContain(note.id)
    await team('removePost', one)
    test.clock.forward(3700)
    expect(await refusal(team('restorePost', one))).toBe('teamwork.no-post')
  })
})

describe('an announcement', () => {
  it('is for teams, by those who may announce, and says who has read it to them alone', async () => {
    expect(await refusal(announce({}, hana))).toBe('access.not-allowed')
    expect(await refusal(announce({ title: ' ' }))).toBe('teamwork.no-title')
    expect(await refusal(announce({ teamIds: [newId()] }))).toBe('agents.unknown-team')
    expect(await refusal(announce({ expiresAt: inHours(-1) }))).toBe('teamwork.expired')
    const kind = 'announcement'
    const told = await announce({ teamIds: [day], mustRead: true })
    expect(told).toMatchObject({ teamIds: [day], readers: 2, asked: false })
    const nights = await announce({ teamIds: [night] })
    expect(await ids(ken, { kind })).toContain(told.id)
    expect(await ids(stranger, { kind })).toEqual([nights.id])
    expect(await refusal(read(told, stranger))).toBe('teamwork.no-post')
    expect(await ids(lead, { kind })).toEqual(expect.arrayContaining([told.id, nights.id]))
    expect((await waiting(ken)).mustRead).toBe(1)
    expect((await waiting(stranger)).mustRead).toBe(0)
    await read(told, ken)
    expect((await waiting(ken)).mustRead).toBe(0)
    expect((await readers(told, lead)).map(({ agentId, readAt }) => [agentId, readAt !== null])).toEqual([
      [hana.id, false],
      [ken.id, true],
    ])
    expect(await refusal(readers(told, ken))).toBe('teamwork.no-readers')
  })

  it('is to be read again only where that is asked for', async () => {
    const first = await announce()
    await read(first, ken)
    const typo = await edit(first.id, { body: '30日から休業します。' }, lead)
    expect(typo).toMatchObject({ revision: 1, read: 1 })
    const again = await edit(first.id, { again: true }, lead)
    expect(again).toMatchObject({ revision: 2, read: 0 })
    // Who still had the old words before them has not read the new ones.
    expect(await read(first, ken)).toMatchObject({ readAt: null, read: 0 })
    expect(await read(again, ken)).toMatchObject({ read: 1 })
    expect(await read(first, ken)).toMatchObject({ read: 1 })
    expect(await refusal(done(again, true))).toBe('teamwork.never-done')
  })

  it('ends by itself, and stays where one looks for what was', async () => {
    const kind = 'announcement'
    const told = await announce({ expiresAt: inHours(1) })
    const unread = (await waiting(hana)).announcements
    test.clock.forward(3600)
    expect(await ids(hana, { kind })).not.toContain(told.id)
    expect(await ids(hana, { kind, state: 'past' })).toContain(told.id)
    expect((await waiting(hana)).announcements).toBe(unread - 1)
    // What has ended can be mended without giving it another end.
    expect(await edit(told.id, { title: '訂正' }, lead)).toMatchObject({ title: '訂正' })
  })
})

describe('notes and announcements', () => {
  it('come a page at a time, the newest first', async () => {
    const all = await ids(lead, { kind: 'announcement' })
    const paged: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list(lead, { kind: 'announcement', limit: 2, cursor })
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    expect(paged).toEqual(all)
    expect(await refusal(list(lead, { cursor: 'eA' }))).toBe('teamwork.cursor')
  })

  it('lose an erased person’s address, and say nothing where they are about nobody else', async () => {
    const [one, other] = [await write(), await write()]
    const [own, both] = [
      await post({ body: '山田さまは夜に電話', conversationIds: [one] }),
      await post({ body: 'yamada@mail.example にも連絡', conversationIds: [one, other] }),
    ]
    const person = {
      ids: [newId()],
      addresses: [{ kind: 'email', value: 'yamada@mail.example', valueKey: 'yamada@mail.example' }],
    }
    const counts = await test.db.tx(async (tx) => [
      await erases.threads?.(tx, [one]),
      await erases.person?.(tx, person),
    ])
    expect(counts).toMatchObject([{ posts: 1 }, { posts: 1 }])
    const bodies = new Map((await list(ken)).items.map(({ id, body }) => [id, body]))
    expect(bodies.get(own.id)).toBe('')
    expect(bodies.get(both.id)).toBe('erased@sender.invalid にも連絡')
  })

  it('go after their time, but for announcements that still hold', async () => {
    const [standing, ended] = [await announce(), await announce({ expiresAt: inHours(1) })]
    const note = await post()
    test.clock.forward(86_400 * 100)
    const young = await post()
    const before = new Date(test.clock.now().getTime() - 86_400_000)
    const rule = keeps[0] as (typeof keeps)[number]
    const due = await rule.due(test.db, before)
    const removed = await test.db.tx((tx) =>
      rule.remove(tx, { before, place: null, wipe: async () => true, follow: async () => undefined }),
    )
    expect(removed.rows).toBe(due.rows)
    const left = new Set([
      ...(await ids(lead, { kind: 'announcement' })),
      ...(await ids(lead, { kind: 'announcement', state: 'past' })),
      ...(await ids(lead)),
    ])
    expect([standing, ended, note, young].map(({ id }) => left.has(id))).toEqual([true, false, false, true])
    expect(await refusal(post({}, systemCaller(test.workspaceId)))).toBe('teamwork.no-person')
  })
})
