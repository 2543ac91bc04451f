import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../../test/harness/rooms.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Rule, SavedRule } from './contract.ts'
import { all, aRule, priority, ruledDesk, step } from './fixtures/ruled-desk.ts'
import { erases, keeps } from './keep-runs.ts'

const SNOOZED = { unit: 'days', amount: 2 }

let desk: Awaited<ReturnType<typeof ruledDesk>>

beforeAll(async () => {
  desk = await ruledDesk()
})

describe('a rule is saved', () => {
  it.each<[string, Partial<SavedRule>, string]>([
    ['a name', { name: '  ' }, 'automations.empty-name'],
    ['something to do', { steps: [] }, 'actions.none'],
    ['something that happens', { when: { events: ['moon.full'] } }, 'automations.no-trigger'],
    [
      'a moment that there is',
      { when: { moment: 'note.added', after: { amount: 1, unit: 'days' }, past: false } },
      'automations.no-trigger',
    ],
    [
      'conditions that there are',
      { applies: all({ condition: 'moon.phase', how: 'filled' }) },
      'conditions.unknown',
    ],
    ['conditions in its groups', { applies: all() }, 'conditions.empty-group'],
    ['actions that there are', { steps: [step('moon.land')] }, 'actions.unknown'],
  ])('only with %s', async (_what, change, code) => {
    await expect(desk.rule(change)).rejects.toMatchObject({ code })
  })

  it('as it was looked at, or not at all', async () => {
    const { id, version } = await desk.rule({ name: '版' })
    expect(await desk.change(id, { name: '版２', version })).toMatchObject({ version: version + 1 })
    await expect(desk.change(id, { name: '版３', version })).rejects.toMatchObject({
      code: 'automations.changed-meanwhile',
    })
  })

  it('not over one that was switched off meanwhile', async () => {
    const { id, version } = await desk.rule({ name: '止められた' })
    await desk.enable(id, false)
    await expect(desk.change(id, { name: '続ける', version })).rejects.toMatchObject({
      code: 'automations.changed-meanwhile',
    })
  })

  it('without being asked again what was meant so', async () => {
    await desk.only({ name: '甲', steps: [priority('high')] })
    const low = { name: '乙', steps: [priority('low')] }
    const told = await desk.rule(low).catch((error) => error)
    const made = await desk.rule({
      ...low,
      confirmed: told.details.reasons.map(({ key }: { key: string }) => key),
    })
    expect(await desk.change(made.id, { ...low, name: '丙' })).toMatchObject({ name: '丙' })
    await desk.only()
  })

  it('with what somebody else built into it, as long as that stays', async () => {
    const { id } = await desk.rule({ name: '他人の操作' })
    const lead = { ...desk.caller, permissions: new Set(['automations.write']) }
    const save = (change: Partial<SavedRule>) =>
      desk.test.db.tx((tx) =>
        act<Rule>(
          'automations',
          'updateRule',
          { params: { ruleId: id }, body: aRule(change) },
          { caller: lead, tx },
        ),
      )
    expect(await save({ name: '別名' })).toMatchObject({ name: '別名' })
    const [many] = [await desk.rule({ name: '多くの項目', steps: [step('conversation.snooze', SNOOZED)] })]
    const turned = Object.fromEntries(Object.entries(SNOOZED).toReversed())
    const kept = desk.test.db.tx((tx) =>
      act<Rule>(
        'automations',
        'updateRule',
        { params: { ruleId: many.id }, body: aRule({ steps: [step('conversation.snooze', turned)] }) },
        { caller: lead, tx },
      ),
    )
    expect(await kept).toMatchObject({ id: many.id })
    await expect(save({ steps: [priority('low')] })).rejects.toMatchObject({ code: 'actions.not-allowed' })
  })

  it('in an order that people choose', async () => {
    const ids = (await desk.rules()).map(({ id }) => id).toReversed()
    const order = (ruleIds: string[], confirmed: string[] = []) =>
      desk.write<Rule[]>('orderRules', { body: { ruleIds, confirmed } })
    expect((await order(ids)).map(({ id }) => id)).toEqual(ids)
    for (const wrong of [ids.slice(1), [...ids.slice(1), ids[1] as string]])
      await expect(order(wrong)).rejects.toMatchObject({ code: 'automations.other-rules' })
  })

  it('in an order in which others win only where that is meant so', async () => {
    await desk.only({ name: '先に止まる', steps: [priority('high')], stops: true })
    const [first] = (await desk.rules()).filter(({ enabled }) => enabled)
    await desk.rule({ name: '後から', steps: [priority('low')] })
    const ids = (await desk.rules()).map(({ id }) => id)
    const turned = [...ids.filter((id) => id !== first?.id), first?.id as string]
    const order = (confirmed: string[]) =>
      desk.write<Rule[]>('orderRules', { body: { ruleIds: turned, confirmed } })
    const told = await order([]).catch((error) => error)
    expect(told).toMatchObject({
      code: 'automations.order-warnings',
      details: { reasons: [{ kind: 'order', rule: '後から', winner: '先に止まる', ja: '優先度' }] },
    })
    expect((await desk.rules()).map(({ id }) => id)).toEqual(ids)
    expect((await order([told.details.reasons[0].key])).map(({ id }) => id)).toEqual(turned)
    await desk.only()
  })

  it('and removed, with what it did staying in the log', async () => {
    const [rule] = await desk.only({ name: 'さようなら' })
    const id = await desk.come()
    await desk.settle()
    await desk.write('deleteRule', { params: { ruleId: rule?.id } })
    expect(await desk.runs(id)).toMatchObject([{ rule: 'さようなら', exists: false, state: 'done' }])
    await expect(desk.write('deleteRule', { params: { ruleId: rule?.id } })).rejects.toMatchObject({
      code: 'automations.no-rule',
    })
  })

  it('with a trace of who did what', async () => {
    const rows = await desk.test.db.many<{ action: string }>(sql`
      select distinct action from audit_entries where workspace_id = ${desk.test.workspaceId} and action like 'automations.%'`)
    expect(rows.map(({ action }) => action).toSorted()).toEqual([
      'automations.create-rule',
      'automations.delete-rule',
      'automations.disable-rule',
      'automations.order-rules',
      'automations.update-rule',
    ])
  })

  it('by those alone who may', async () => {
    const agent = { ...desk.caller, permissions: new Set(['conversations.read']) }
    for (const action of ['listRules', 'listTriggers', 'getRuleLimits'])
      await expect(act('automations', action, {}, { caller: agent, db: desk.test.db })).rejects.toMatchObject(
        {
          code: 'access.not-allowed',
        },
      )
  })
})

describe('a dry run', () => {
  it('tells what would be other, and changes nothing', async () => {
    await desk.only()
    const [fits, done] = [await desk.come('返品です'), await desk.come('返品です')]
    await desk.come('在庫は')
    await desk.set('setPriority', done, { priority: 'high' })
    const found = await desk.attempt({
      applies: all({ condition: 'message.text', how: 'contains', value: ['返品'] }),
    })
    expect(found).toMatchObject({
      held: 2,
      changed: 1,
      outward: 0,
      steps: [{ title: { ja: '優先度を変更する' }, changed: 1, outward: false }],
    })
    expect(found.items).toMatchObject([
      {
        conversation: { id: fits },
        why: { of: [{ seen: '返品です', held: true }] },
        steps: [{ from: { ja: '通常' }, to: { ja: '高' } }],
      },
      { conversation: { id: done }, steps: [] },
    ])
    expect(await desk.conversation(fits)).toMatchObject({ priority: 'normal' })
    expect(await desk.runs(fits)).toEqual([])
  })

  it('of a rule by time counts those of which so much time has passed', async () => {
    const { id } = { id: await desk.come() }
    desk.test.clock.forward(3600)
    const late = await desk.come()
    const found = await desk.attempt({
      when: { moment: 'conversation.waiting', after: { amount: 1, unit: 'hours' }, past: false },
    })
    const ids = found.items.map(({ conversation }) => conversation.id)
    expect([ids.includes(id), ids.includes(late)]).toEqual([true, false])
  })

  it('says of one conversation why a rule would hold for it or not', async () => {
    const [rule] = await desk.only({
      applies: all({ condition: 'conversation.priority', how: 'any-of', value: ['urgent'] }),
    })
    const id = await desk.come()
    expect(await desk.explain(id, rule?.id as string)).toMatchObject({
      held: false,
      due: true,
      why: {
        of: [
          {
            condition: 'conversation.priority',
            seen: 'normal',
            names: { normal: { ja: '通常' }, urgent: { ja: '緊急' } },
            held: false,
          },
        ],
      },
      steps: [{ from: { ja: '通常' }, to: { ja: '高' } }],
    })
  })

  it('says why even where an action of the rule is gone', async () => {
    const [rule] = await desk.only({ steps: [priority('high'), priority('urgent')] })
    await desk.test.db.tx((tx) =>
      tx.run(sql`
        update rules set steps = jsonb_set(steps, '{1,action}', '"moon.land"')
        where workspace_id = ${desk.test.workspaceId} and id = ${rule?.id}`),
    )
    const id = await desk.come()
    expect(await desk.explain(id, rule?.id as string)).toMatchObject({
      held: true,
      steps: [{ to: { ja: '高' } }],
    })
  })

  it('refuses what saving would', async () => {
    await expect(desk.attempt({ steps: [step('moon.land')] })).rejects.toMatchObject({
      code: 'actions.unknown',
    })
  })
})

describe('what a rule saw', () => {
  it('goes with those who are erased; that it was carried out stays', async () => {
    await desk.only({ applies: all({ condition: 'message.text', how: 'contains', value: ['返品'] }) })
    const id = await desk.come('返品 太郎')
    await desk.settle()
    await desk.test.db.tx((tx) => erases.threads?.(tx, [id]) ?? Promise.resolve({}))
    const [run] = await desk.runs(id)
    expect(run).toMatchObject({ why: null, state: 'done', steps: [{ state: 'done', from: null, to: null }] })
    expect(JSON.stringify(run?.why)).not.toContain('太郎')
  })

  it('goes with their messages, wherever these stand by then', async () => {
    await desk.only({ applies: all({ condition: 'message.text', how: 'contains', value: ['返品'] }) })
    const [from, messageKey] = ['split@customer.example', 'mid:split']
    const id = await desk.come('こんにちは', { from, messageKey })
    await desk.come('返品 次郎', { from, threadKeys: [messageKey] })
    await desk.settle()
    const { messages } = await desk.timeline(id)
    const moved = messages.filter(({ text }) => text.includes('次郎')).map((one) => one.id)
    await desk.set('splitConversation', id, { messageIds: moved, subject: '別の話' })
    expect((await desk.runs(id))[0]?.why).not.toBeNull()
    await desk.test.db.tx((tx) => erases.messages?.(tx, moved) ?? Promise.resolve({}))
    expect(await desk.runs(id)).toMatchObject([{ why: null, state: 'done' }])
  })

  it('of a long text is its beginning', async () => {
    await desk.only({ applies: all({ condition: 'message.text', how: 'contains', value: ['返品'] }) })
    const id = await desk.come(`返品${'あ'.repeat(1000)}`)
    await desk.settle()
    const [run] = await desk.runs(id)
    const [leaf] = run?.why?.of ?? []
    expect(leaf && 'seen' in leaf && typeof leaf.seen === 'string' ? leaf.seen.length : 0).toBe(200)
  })

  it('is kept for so long, and then goes', async () => {
    desk.test.clock.forward(91 * 86_400)
    const before = new Date(desk.test.clock.now().getTime() - 90 * 86_400_000)
    const [runs] = keeps
    expect((await runs?.due(desk.test.db, before))?.rows).toBeGreaterThan(0)
    await desk.test.db.tx(async (tx) => runs?.remove(tx, { before, place: null } as never))
    expect((await runs?.due(desk.test.db, before))?.rows).toBe(0)
  })
})
