import { beforeAll, describe, expect, it } from 'vitest'
import { all, priority, ruledDesk, step } from './fixtures/ruled-desk.ts'

let desk: Awaited<ReturnType<typeof ruledDesk>>
let vip: string
let returns: string

beforeAll(async () => {
  desk = await ruledDesk()
  vip = await desk.tag('VIP')
  returns = await desk.tag('返品')
})

const contains = (...value: string[]) => all({ condition: 'message.text', how: 'contains', value })

describe('a rule', () => {
  it('does what it says to what fits, and the log says what it saw', async () => {
    const [rule] = await desk.only({
      applies: contains('返品'),
      steps: [priority('high'), step('conversation.tag', { tagIds: [returns] })],
    })
    const [fits, other] = [await desk.come('返品したいです'), await desk.come('在庫はありますか')]
    await desk.settle()
    expect(await desk.conversation(fits)).toMatchObject({ priority: 'high', tagIds: [returns] })
    expect(await desk.conversation(other)).toMatchObject({ priority: 'normal', tagIds: [] })
    expect(await desk.runs(other)).toEqual([])
    expect(await desk.runs(fits)).toMatchObject([
      {
        ruleId: rule?.id,
        rule: '返品の振り分け',
        exists: true,
        version: 1,
        state: 'done',
        reason: null,
        because: [],
        trigger: { ja: 'お客様からメッセージが届いたとき' },
        why: {
          held: true,
          of: [
            {
              condition: 'message.text',
              title: { ja: 'お客様の最新メッセージの本文' },
              comparison: { ja: '次のいずれかを含む' },
              value: ['返品'],
              seen: '返品したいです',
              names: {},
              held: true,
            },
          ],
        },
        steps: [
          { title: { ja: '優先度を変更する' }, state: 'done', from: { ja: '通常' }, to: { ja: '高' } },
          { state: 'done', to: { ja: '返品' } },
        ],
      },
    ])
  })

  it('looks at the message that it answers to, not at a later one', async () => {
    await desk.only({ applies: contains('返品') })
    const [from, messageKey] = ['two@customer.example', 'mid:two']
    const id = await desk.come('返品したいです', { from, messageKey })
    await desk.come('やっぱり結構です', { from, threadKeys: [messageKey] })
    await desk.settle()
    expect(await desk.runs(id)).toHaveLength(1)
    expect(await desk.conversation(id)).toMatchObject({ priority: 'high', messageCount: 2 })
  })

  it('sees what those before it did, and is not asked where one of them stops', async () => {
    const isVip = all({ condition: 'conversation.tags', how: 'any-of', value: [vip] })
    await desk.only(
      { name: '一', steps: [step('conversation.tag', { tagIds: [vip] })] },
      { name: '二', applies: isVip, steps: [priority('urgent')], stops: true },
      { name: '三', steps: [step('conversation.note', { text: '届かない' })] },
    )
    const id = await desk.come()
    await desk.settle()
    expect((await desk.runs(id)).map(({ rule }) => rule)).toEqual(['一', '二'])
    expect(await desk.conversation(id)).toMatchObject({ priority: 'urgent', messageCount: 1 })
  })

  it('goes on where an action fails, and says which and why', async () => {
    const gone = await desk.tag('すぐ消える')
    await desk.only({ steps: [step('conversation.tag', { tagIds: [gone] }), priority('low')] })
    await desk.untag(gone)
    const id = await desk.come()
    await desk.settle()
    expect(await desk.conversation(id)).toMatchObject({ priority: 'low', tagIds: [] })
    expect(await desk.runs(id)).toMatchObject([
      {
        state: 'failed',
        steps: [{ state: 'failed', code: 'conversations.no-such-tag' }, { state: 'done' }],
      },
    ])
    const [listed] = (await desk.rules()).filter(({ enabled }) => enabled)
    expect(listed).toMatchObject({ runs: 1, troubled: 1, wrong: { code: 'actions.choice-gone' } })
  })

  it('that finds everything as it wants it changes nothing, and says so', async () => {
    await desk.only({ steps: [priority('normal')] })
    const id = await desk.come()
    await desk.settle()
    expect(await desk.runs(id)).toMatchObject([{ state: 'unchanged', steps: [{ state: 'unchanged' }] }])
  })

  it('answers to nothing while it is switched off, nor to what happened meanwhile', async () => {
    const [rule] = await desk.only({})
    await desk.enable(rule?.id as string, false)
    const id = await desk.come()
    await desk.settle()
    await desk.enable(rule?.id as string, true)
    await desk.settle()
    expect(await desk.runs(id)).toEqual([])
    expect(await desk.conversation(await desk.come())).toMatchObject({ priority: 'normal' })
    await desk.settle()
  })

  it('answers to what people do: who has it, its status, its tags', async () => {
    await desk.only(
      { name: '担当', when: { events: ['conversation.assigned'] }, steps: [priority('high')] },
      {
        name: '解決',
        when: { events: ['conversation.status-changed'] },
        applies: all({ condition: 'conversation.status', how: 'any-of', value: ['resolved'] }),
        steps: [step('conversation.untag', { tagIds: [returns] })],
      },
    )
    const id = await desk.come()
    await desk.set('assign', id, { assigneeId: desk.caller.id })
    await desk.set('setTags', id, { tagIds: [returns] })
    await desk.set('setStatus', id, { status: 'resolved' })
    await desk.settle()
    expect((await desk.runs(id)).map(({ rule }) => rule)).toEqual(['担当', '解決'])
    expect(await desk.conversation(id)).toMatchObject({ priority: 'high', tagIds: [] })
  })

  it('that begins with a conversation does not answer to its later messages', async () => {
    await desk.only({
      when: { events: ['conversation.created'] },
      steps: [step('conversation.note', { text: 'はじめ' })],
    })
    const [from, messageKey] = ['begins@customer.example', 'mid:begins']
    const id = await desk.come('一', { from, messageKey })
    await desk.come('二', { from, threadKeys: [messageKey] })
    await desk.settle()
    expect(await desk.runs(id)).toHaveLength(1)
  })

  it('stands in the timeline by its name', async () => {
    await desk.only({ name: '夜間の受付' })
    const id = await desk.come()
    await desk.settle()
    const { changes } = await desk.timeline(id)
    expect(changes).toMatchObject([{ actor: { kind: 'system', name: '夜間の受付' }, kind: 'priority' }])
  })
})
