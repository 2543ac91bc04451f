import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Step } from '../../kernel/contract-actions.ts'
import type { RuleRun, SavedRule } from './contract.ts'
import { all, priority, ruledDesk, step } from './fixtures/ruled-desk.ts'

let desk: Awaited<ReturnType<typeof ruledDesk>>
let tags: string[]
let hook: string

beforeAll(async () => {
  desk = await ruledDesk()
  tags = [await desk.tag('赤'), await desk.tag('青')]
  hook = await desk.webhook()
})

const changed = (...what: string[]) => ({ events: what.map((one) => `conversation.${one}-changed`) })

/** Saves rules whatever is told of them. */
const insist = async (...changes: Partial<SavedRule>[]) => {
  await desk.only()
  for (const change of changes) {
    const made = await desk.rule({ ...change, enabled: false })
    const keys = await desk.enable(made.id, true).then(
      () => [],
      (error: { details: { reasons: { key: string }[] } }) => error.details.reasons.map(({ key }) => key),
    )
    if (keys.length > 0) await desk.enable(made.id, true, keys)
  }
}

const warningsOf = (change: Partial<SavedRule>) =>
  desk.rule(change).then(
    () => [],
    (error: { code: string; details: { reasons: object[] } }) => {
      expect(error.code).toBe('automations.warnings')
      return error.details.reasons
    },
  )

describe('rules that loop', () => {
  it('are told when they are saved, by name, and can be meant so', async () => {
    await desk.only({ name: '上げる', when: changed('priority'), steps: [priority('high')] })
    const down = { name: '下げる', when: changed('priority'), steps: [priority('low')] }
    const [loop, fight] = await warningsOf(down)
    expect(loop).toMatchObject({ kind: 'loop', rules: '下げる → 上げる → 下げる' })
    expect(fight).toMatchObject({ kind: 'fight', rule: '上げる', wins: true, ja: '優先度' })
    const confirmed = [loop, fight].map((one) => (one as { key: string }).key)
    expect(await desk.rule({ ...down, confirmed })).toMatchObject({ name: '下げる' })
  })

  it('are told where a queue hands out what a rule takes away', async () => {
    await desk.only()
    const freed = { name: '手放す', when: { events: ['conversation.assigned'] } }
    expect(await warningsOf({ ...freed, steps: [step('conversation.unassign')] })).toMatchObject([
      { kind: 'loop', rules: '手放す → 手放す' },
    ])
  })

  it('are told where one sets itself off', async () => {
    await desk.only()
    const noting = { when: { events: ['note.added'] }, steps: [step('conversation.note', { text: 'はい' })] }
    expect(await warningsOf({ name: '山びこ', ...noting })).toMatchObject([
      { kind: 'loop', rules: '山びこ → 山びこ' },
    ])
  })

  it.each<[string, () => Partial<SavedRule>]>([
    ['sets what is set then', () => ({ when: changed('priority'), steps: [priority('high')] })],
    [
      'can’t hold for what it makes',
      () => ({
        when: changed('priority'),
        applies: all({ condition: 'conversation.priority', how: 'none-of', value: ['high'] }),
        steps: [priority('high'), step('conversation.note', { text: 'はい' })],
      }),
    ],
    [
      'is switched off',
      () => ({
        enabled: false,
        when: { events: ['note.added'] },
        steps: [step('conversation.note', { text: 'はい' })],
      }),
    ],
  ])('are none where a rule %s', async (_what, change) => {
    await desk.only()
    expect(await warningsOf(change())).toEqual([])
  })

  it('end, and the log says how', async () => {
    await insist(
      { name: '上げる', when: changed('priority'), steps: [priority('high')] },
      { name: '下げる', when: changed('priority'), steps: [priority('low')] },
    )
    const id = await desk.come()
    await desk.set('setPriority', id, { priority: 'urgent' })
    await desk.settle()
    const runs = await desk.runs(id)
    expect(runs.some(({ state, reason }) => state === 'stopped' && reason === 'itself')).toBe(true)
    expect(runs.length).toBeLessThan(20)
  })

  it('end where each sets the next one off: no chain is longer than five', async () => {
    const names = ['イ', 'ロ', 'ハ', 'ニ', 'ホ', 'ヘ', 'ト']
    const chain: string[] = []
    for (const name of names) chain.push(await desk.tag(name))
    const before = (at: number) =>
      at === 0
        ? null
        : all({ condition: 'conversation.tags', how: 'any-of', value: [chain[at - 1] as string] })
    await insist(
      ...names.map((name, at) => ({
        name,
        when: at === 0 ? { events: ['message.received'] } : changed('tags'),
        applies: before(at),
        steps: [step('conversation.tag', { tagIds: [chain[at]] })],
        // The one before it wants nothing any more once this one was carried out.
        stops: true,
      })),
    )
    const id = await desk.come()
    await desk.settle()
    const lengths = (await desk.runs(id)).map(({ because }) => because.length)
    expect(Math.max(...lengths)).toBe(5)
    expect((await desk.runs(id)).filter(({ reason }) => reason === 'chain')).not.toEqual([])
  })

  it('end where nothing tells what led to it: a rule is carried out so often within an hour', async () => {
    await insist({
      name: '毎回',
      when: { events: ['message.received'] },
      steps: [step('conversation.note', { text: '毎回' })],
    })
    const [from, messageKey] = ['often@customer.example', 'mid:often']
    const id = await desk.come('1', { from, messageKey })
    for (let n = 2; n <= 23; n += 1) await desk.come(String(n), { from, threadKeys: [messageKey] })
    await desk.settle()
    const runs = await desk.runs(id)
    expect(runs.filter(({ state }) => state === 'done')).toHaveLength(20)
    expect(runs.filter(({ reason }) => reason === 'often')).toHaveLength(3)
    desk.test.clock.forward(3601)
    await desk.come('24', { from, threadKeys: [messageKey] })
    await desk.settle()
    expect((await desk.runs(id)).at(-1)).toMatchObject({ state: 'done' })
  })
})

describe('a rule that is asked for often', () => {
  const talk = async (times: number, from: string, text = 'もしもし'): Promise<string> => {
    const [messageKey] = [`mid:${from}`]
    const id = await desk.come(text, { from, messageKey })
    for (let n = 1; n < times; n += 1) await desk.come(text, { from, threadKeys: [messageKey] })
    await desk.settle()
    return id
  }

  it('goes on while it changes nothing: that leads to nothing', async () => {
    await insist({ name: '上げる', steps: [priority('high')] })
    const id = await talk(23, 'lively@customer.example')
    expect((await desk.runs(id)).filter(({ state }) => state === 'stopped')).toEqual([])
    await desk.set('setPriority', id, { priority: 'low' })
    await desk.come('もう一度', {
      from: 'lively@customer.example',
      threadKeys: ['mid:lively@customer.example'],
    })
    await desk.settle()
    expect(await desk.conversation(id)).toMatchObject({ priority: 'high' })
  })

  it('ends where a part of it is stopped, and the rest goes on doing things', async () => {
    await insist({
      name: '外へ',
      steps: [step('webhook.call', { webhookId: hook }), step('conversation.note', { text: '呼びました' })],
    })
    const id = await talk(23, 'outward@customer.example')
    const { messages } = await desk.timeline(id)
    expect(messages.filter(({ kind }) => kind === 'note')).toHaveLength(20)
  })
})

describe('rules that fight', () => {
  const one = { name: '甲', steps: [priority('high')] }
  const other = (change: Partial<SavedRule> = {}) => ({ name: '乙', steps: [priority('low')], ...change })
  const inbox = (value: string) => all({ condition: 'conversation.opened-by', how: 'any-of', value: [value] })

  it('are told when they are saved, with who wins', async () => {
    await desk.only(one)
    expect(await warningsOf(other())).toMatchObject([
      { kind: 'fight', rule: '甲', wins: true, en: 'Priority', ja: '優先度' },
    ])
  })

  it.each<[string, Partial<SavedRule>, () => Partial<SavedRule>]>([
    ['the first one stops', { stops: true }, other],
    ['they answer to other things', { when: { events: ['note.added'] } }, other],
    ['no conversation is both', { applies: inbox('customer') }, () => other({ applies: inbox('agent') })],
    [
      'no announcement says both',
      { when: { events: ['conversation.assigned'] } },
      () => other({ when: changed('tags') }),
    ],
    ['they want the same', {}, () => other({ steps: [priority('high')] })],
    ['they want different things', {}, () => other({ steps: [step('conversation.unassign')] })],
  ])('are none where %s', async (_what, change, second) => {
    await desk.only({ ...one, ...change })
    expect(await warningsOf(second())).toEqual([])
  })

  it('are told of tags, too, and not again once they are meant so', async () => {
    await desk.only({ name: '付ける', steps: [step('conversation.tag', { tagIds: tags })] })
    const off = { name: '外す', steps: [step('conversation.untag', { tagIds: tags.slice(1) })] }
    const [fight] = (await warningsOf(off)) as { key: string }[]
    expect(fight).toMatchObject({ kind: 'fight', ja: 'タグ' })
    const made = await desk.rule({ ...off, confirmed: [fight?.key as string] })
    await desk.enable(made.id, false)
    expect(await desk.enable(made.id, true)).toMatchObject({ enabled: true })
  })
})

describe('whatever rules there are', () => {
  const doing: fc.Arbitrary<Step> = fc.oneof(
    fc.constantFrom('low', 'normal', 'high', 'urgent').map(priority),
    fc.constantFrom('open', 'pending', 'resolved').map((status) => step('conversation.status', { status })),
    fc.nat(1).map((at) => ({ action: 'conversation.tag', fields: { at } })),
    fc.nat(1).map((at) => ({ action: 'conversation.untag', fields: { at } })),
    fc.constant(step('conversation.note', { text: 'メモ' })),
    fc.constant(step('conversation.snooze', { amount: 1, unit: 'days' })),
    fc.constant(step('conversation.unassign')),
    fc.constant(step('webhook.call', {})),
  )
  const events = fc
    .uniqueArray(
      fc.constantFrom(
        'message.received',
        'note.added',
        'conversation.assigned',
        'conversation.status-changed',
        'conversation.priority-changed',
        'conversation.tags-changed',
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((names): SavedRule['when'] => ({ events: names }))
  const times = fc
    .record({
      moment: fc.constantFrom('conversation.waiting', 'conversation.idle'),
      hours: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ moment, hours }): SavedRule['when'] => ({
      moment,
      after: { amount: hours, unit: 'hours' },
      past: true,
    }))
  const rules = fc.array(
    fc.record({
      when: fc.oneof({ weight: 3, arbitrary: events }, times),
      steps: fc.array(doing, { minLength: 1, maxLength: 3 }),
      stops: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  const known = ({ action, fields }: Step): Step => {
    if (action === 'webhook.call') return step(action, { webhookId: hook })
    return 'at' in fields ? step(action, { tagIds: [tags[fields['at'] as number]] }) : { action, fields }
  }
  const acted = ({ steps }: RuleRun): boolean =>
    steps.some(({ state }) => state === 'done' || state === 'failed')

  it('they end, no rule answers to itself, no chain is longer than five, and little goes outside', async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (some) => {
        const id = await desk.come()
        await insist(
          ...some.map(({ when, steps, stops }, at) => ({
            name: String(at),
            when,
            steps: steps.map(known),
            stops,
          })),
        )
        const from = `${id}@customer.example`
        const later = await desk.come('二', { from })
        for (let hour = 0; hour < 4; hour += 1) {
          await desk.look()
          await desk.settle()
          desk.test.clock.forward(3600)
        }
        await desk.settle()
        for (const runs of await Promise.all([id, later].map(desk.runs))) {
          expect(Math.max(0, ...runs.map(({ because }) => because.length))).toBeLessThanOrEqual(5)
          const itself = runs.filter(({ ruleId, because }) => because.some((one) => one.id === ruleId))
          expect(itself.filter(({ state }) => state !== 'stopped')).toEqual([])
          for (const hour of Map.groupBy(runs, ({ at }) => at).values()) {
            for (const done of Map.groupBy(hour.filter(acted), ({ ruleId }) => ruleId).values())
              expect(done.length).toBeLessThanOrEqual(20)
            const called = hour
              .flatMap(({ steps }) => steps)
              .filter(({ action, state }) => action === 'webhook.call' && state === 'done')
            expect(called.length).toBeLessThanOrEqual(5)
          }
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})
