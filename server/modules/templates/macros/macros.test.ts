import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../../test/factories/index.ts'
import type { Client } from '../../../../test/harness/app.ts'
import type { Macro, MacroRun } from '../contract-macros.ts'
import { sql } from '../../../kernel/db/index.ts'
import { ja, openLibrary, read, refused, update, type Problem } from '../fixtures/library.ts'

const { app, lead, hana, taro, team, inbox: mail, talk, approved } = await openLibrary()

interface Standing {
  status: string
  priority: string
  tagIds: string[]
  assigneeId: string | null
  teamId: string | null
}

let tag: string
beforeAll(async () => {
  tag = (await app.owner.ok<{ id: string }>('POST', '/api/tags', { name: '返品' })).id
})

const urgent = { action: 'conversation.priority', fields: { priority: 'urgent' } }
const tagged = () => ({ action: 'conversation.tag', fields: { tagIds: [tag] } })
const resolved = { action: 'conversation.status', fields: { status: 'resolved' } }
const noted = { action: 'conversation.note', fields: { text: '返品を受け付けました。' } }

const create = (who: Client, change: object = {}): Promise<Macro> =>
  who.ok('POST', '/api/macros', { title: '返品の受付', steps: [tagged(), urgent, resolved], ...change })
const run = (who: Client, { id }: Macro, to: string, change: object = {}): Promise<MacroRun> =>
  who.ok('POST', `/api/conversations/${to}/macro-runs`, { macroId: id, ...change })
const undo = (who: Client, { id }: MacroRun) => who.call('POST', `/api/macro-runs/${id}/undo`, {})
const standing = (id: string): Promise<Standing> => app.owner.ok('GET', `/api/conversations/${id}`)
const sent = async (id: string): Promise<{ text: string; receipt: string }[]> =>
  (
    await app.owner.ok<{ messages: { kind: string; text: string; receipt: string }[] }>(
      'GET',
      `/api/conversations/${id}/messages`,
    )
  ).messages.filter(({ kind }) => kind === 'outbound')
const titles = async (who: Client, query = ''): Promise<string[]> =>
  (await who.ok<Macro[]>('GET', `/api/macros?limit=500${query}`)).map(({ title }) => title)

describe('a macro', () => {
  it('sends a reply and does everything else at once, and is counted', async () => {
    const { id: templateId } = await approved(hana, { variants: [ja('返品を承ります。')] })
    const macro = await create(hana, { templateId })
    expect(macro).toMatchObject({ usable: true, templateTitle: '返品のご案内', mayChange: true })
    const place = await talk('whole@customer.example')
    const done = await run(hana, macro, place)
    expect(done).toMatchObject({ stays: [] })
    expect(await standing(place)).toMatchObject({ status: 'resolved', priority: 'urgent', tagIds: [tag] })
    expect(await sent(place)).toMatchObject([{ text: '返品を承ります。', receipt: 'queued' }])
    const [listed] = await hana.ok<Macro[]>('GET', '/api/macros?q=返品の受付')
    expect(listed).toMatchObject({ uses: 1 })
  })

  it('is taken back whole, but for what somebody else set since', async () => {
    const { id: templateId } = await approved(hana, { variants: [ja('承ります。')] })
    const macro = await create(hana, { templateId, steps: [tagged(), urgent, resolved, noted] })
    const place = await talk('undo@customer.example')
    const before = await standing(place)
    const done = await run(hana, macro, place)
    expect(done.stays.map((words) => words.ja)).toEqual(['社内メモを追加する'])
    expect((await undo(taro, done)).status).toBe(404)
    expect((await undo(hana, done)).status).toBe(200)
    const after = await standing(place)
    for (const field of ['status', 'priority', 'tagIds', 'assigneeId', 'teamId'] as const)
      expect(after[field]).toEqual(before[field])
    expect(await sent(place)).toEqual([])
    expect((await undo(hana, done)).status).toBe(404)

    const again = await run(hana, macro, place)
    await app.owner.ok('PUT', `/api/conversations/${place}/priority`, { priority: 'low' })
    await undo(hana, again)
    expect(await standing(place)).toMatchObject({ priority: 'low', status: before.status, tagIds: [] })
  })

  it('does nothing at all where a part of it can’t be done', async () => {
    const { id: templateId } = await approved(hana, { variants: [ja('{{customer.kana}} 様')] })
    const macro = await create(hana, { templateId })
    const place = await talk('missing@customer.example')
    const before = await standing(place)
    const path = `/api/conversations/${place}/macro-runs`
    const told = await hana.call<Problem>('POST', path, { macroId: macro.id })
    expect([told.status, told.body.code]).toEqual([400, 'templates.macro-missing'])
    // In the words of whoever ran it.
    expect(told.body.reasons[0]).toMatchObject({ variable: 'customer.kana', name: told.body.reasons[0]?.ja })
    const gone = await app.owner.ok<{ id: string }>('POST', '/api/tags', { name: '一時' })
    const later = await create(hana, {
      steps: [urgent, { action: 'conversation.tag', fields: { tagIds: [gone.id] } }],
    })
    await app.owner.ok('DELETE', `/api/tags/${gone.id}`)
    expect((await hana.call('POST', path, { macroId: later.id })).status).toBeGreaterThanOrEqual(400)
    expect(await standing(place)).toEqual(before)
    expect(await sent(place)).toEqual([])
    const mine = await hana.ok<Macro[]>('GET', '/api/macros?limit=500')
    expect(mine.find(({ id }) => id === macro.id)).toMatchObject({ uses: 0 })
  })

  it('is its owner’s alone until somebody who approves gives it to others', async () => {
    const macro = await create(hana, { title: '自分用' })
    expect(await titles(taro)).not.toContain('自分用')
    const change = { revision: macro.revision, teamIds: null }
    expect(await refused(hana, 'PATCH', `/api/macros/${macro.id}`, change)).toBe(
      '403 templates.macro-for-others',
    )
    const given = await lead.ok<Macro>('PATCH', `/api/macros/${macro.id}`, { ...change, teamIds: [team] })
    expect(await titles(taro)).not.toContain('自分用')
    await lead.ok('PATCH', `/api/macros/${macro.id}`, { revision: given.revision, teamIds: null })
    expect(await titles(taro)).toContain('自分用')
    const path = `/api/macros/${macro.id}`
    expect(await refused(taro, 'PATCH', path, { revision: 3, title: 'x' })).toBe(
      '403 templates.macro-not-yours',
    )
    // What others run is changed by those alone who may give it to them.
    expect(await refused(hana, 'PATCH', path, { revision: 3, steps: [urgent] })).toBe(
      '403 templates.macro-for-others',
    )
    expect(await refused(lead, 'PATCH', path, { revision: 1, title: 'x' })).toBe(
      '409 templates.macro-changed-meanwhile',
    )
  })

  it('is put away and brought back, for its owner alone where they may not give it to others', async () => {
    const macro = await create(lead, { title: '片付け', teamIds: null })
    const put = (who: Client, revision: number, archived: boolean): Promise<Macro> =>
      who.ok('POST', `/api/macros/${macro.id}/archive`, { revision, archived })
    await put(lead, 1, true)
    expect(await titles(taro)).not.toContain('片付け')
    const place = await talk('away@customer.example')
    const path = `/api/conversations/${place}/macro-runs`
    expect(await refused(lead, 'POST', path, { macroId: macro.id })).toBe('409 templates.macro-archived')
    expect(await put(lead, 2, false)).toMatchObject({ teamIds: null, archivedAt: null })
    expect(await titles(taro, '&q=ｶﾀﾂﾞｹ')).toEqual([])
    expect(await titles(taro, '&q=片付')).toEqual(['片付け'])
  })

  it('is run by nobody in what they do not see, and with nothing that they may not do', async () => {
    const macro = await create(lead, { teamIds: null })
    const place = await talk('unseen@customer.example')
    const path = `/api/conversations/${place}/macro-runs`
    expect(await refused(taro, 'POST', path, { macroId: macro.id })).toBe('404 conversations.no-conversation')
    expect(await refused(hana, 'POST', '/api/macros', { title: 'x', steps: [{ action: 'no.such' }] })).toBe(
      '400 actions.unknown',
    )
    expect(await refused(hana, 'POST', '/api/macros', { title: ' ', steps: [urgent] })).toMatch(/^400/)
  })

  it('does nothing past what the customer wrote meanwhile, with a reply or without one, in a chat neither', async () => {
    const { id: templateId } = await approved(hana, { variants: [ja('ご案内します。')] })
    const chat = await app.inbox('chat', { teamIds: [team] })
    for (const [inboxId, answer] of [
      [chat.id, templateId],
      [chat.id, null],
      [mail, null],
    ] as const) {
      const macro = await create(hana, { templateId: answer })
      const from = `meanwhile${inboxId}${answer}@customer.example`
      const write = () => receive(app.db, from, inboxId, { threadKeys: [`t:${from}`] })
      const { conversationId, messageId } = await write()
      const body = { macroId: macro.id, seenMessageId: messageId }
      const again = await write()
      expect(again.conversationId).toBe(conversationId)
      const path = `/api/conversations/${conversationId}/macro-runs`
      expect(await refused(hana, 'POST', path, body)).toBe('409 conversations.answered-meanwhile')
      expect(await standing(conversationId)).toMatchObject({ status: 'open', tagIds: [] })
      await run(hana, macro, conversationId, { seenMessageId: again.messageId })
    }
  })

  it('does nothing where its reply has to be approved, or where one has been begun', async () => {
    const { id: templateId } = await approved(hana, { variants: [ja('ご案内します。')] })
    const macro = await create(hana, { templateId })
    const place = await talk('begun@customer.example')
    const path = `/api/conversations/${place}/macro-runs`
    const checks = await app.owner.ok<object>('GET', '/api/send-checks')
    await app.owner.ok('PUT', '/api/send-checks', { ...checks, approvals: [{ agentIds: [hana.id] }] })
    expect(await refused(hana, 'POST', path, { macroId: macro.id })).toBe('409 templates.macro-awaits')
    await app.owner.ok('PUT', '/api/send-checks', checks)
    const draft = { mode: 'reply', text: '', html: null, cc: [], bcc: [], attachmentIds: [] }
    await hana.ok('PUT', `/api/conversations/${place}/draft`, { ...draft, text: '書きかけです' })
    expect(await refused(hana, 'POST', path, { macroId: macro.id })).toBe('409 templates.macro-over-draft')
    expect(await standing(place)).toMatchObject({ status: 'open', tagIds: [] })
    await hana.ok('PUT', `/api/conversations/${place}/draft`, draft)
    await run(hana, macro, place)
  })

  it('leaves when it was resolved where it did not move that', async () => {
    const macro = await create(hana, { steps: [urgent] })
    const place = await talk('when@customer.example')
    await app.owner.ok('PUT', `/api/conversations/${place}/status`, { status: 'resolved' })
    const at = async () =>
      (
        await app.db.one<{ at: Date }>(
          sql`select resolved_at as at from conversations where workspace_id = ${app.db.workspaceId} and id = ${place}`,
        )
      ).at.toISOString()
    const before = await at()
    const done = await run(hana, macro, place)
    await undo(hana, done)
    expect([await at(), (await standing(place)).priority]).toEqual([before, 'normal'])
  })

  it('is given to nobody for whom its answer is not, and tells them nothing of that', async () => {
    const answer = await approved(lead, { title: '一班だけの回答', teamIds: [team] })
    const body = { title: '広すぎる', templateId: answer.id, steps: [urgent], teamIds: null }
    expect(await refused(lead, 'POST', '/api/macros', body)).toBe('400 templates.macro-wider')
    const wide = await approved(lead, { title: 'みんなの回答' })
    await create(lead, { title: '後から狭く', templateId: wide.id, teamIds: null })
    expect(await titles(taro, '&state=usable')).toContain('後から狭く')
    await update(lead, await read(lead, wide), { teamIds: [team] })
    expect(await titles(taro, '&state=usable')).not.toContain('後から狭く')
    const [shown] = await taro.ok<Macro[]>(
      'GET',
      `/api/macros?limit=500&state=all&q=${encodeURIComponent('後から')}`,
    )
    expect(shown).toMatchObject({ usable: false, templateTitle: null })
  })

  it('of somebody else’s own is not offered where one writes, to those who approve neither', async () => {
    await create(hana, { title: '花さんだけ' })
    expect(await titles(lead, '&state=all')).toContain('花さんだけ')
    expect(await titles(lead, '&state=usable')).not.toContain('花さんだけ')
    expect(await titles(hana, '&state=usable')).toContain('花さんだけ')
  })

  it('that was given is put away by those alone who could have given it', async () => {
    const macro = await create(hana, { title: '共有した' })
    const given = await lead.ok<Macro>('PATCH', `/api/macros/${macro.id}`, { revision: 1, teamIds: null })
    const [shown] = await hana.ok<Macro[]>('GET', `/api/macros?limit=500&q=${encodeURIComponent('共有した')}`)
    expect(shown).toMatchObject({ mayChange: false })
    const away = { revision: given.revision, archived: true }
    expect(await refused(hana, 'POST', `/api/macros/${macro.id}/archive`, away)).toBe(
      '403 templates.macro-for-others',
    )
  })
})
