import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import type { Action } from '../../../api/reads/macros.ts'
import rules from '../../../locales/ja/rules.json'
import { openStep, stepWords, type Triggers, whenWords } from './rule.ts'

const texts = createInstance()
await texts.init({ lng: 'ja', defaultNS: 'rules', resources: { ja: { rules } } })
const t = texts.getFixedT('ja', 'rules')

const triggers: Triggers = {
  events: [
    { name: 'message.received', title: { en: 'A message comes', ja: 'メッセージが届いたとき' } },
    { name: 'note.added', title: { en: 'A note', ja: 'メモが追加されたとき' } },
  ],
  moments: [{ name: 'conversation.waiting', title: { en: 'waited', ja: 'お客様が返信を待っている時間' } }],
}

const actions: Action[] = [
  {
    name: 'conversation.priority',
    title: { en: 'Set the priority', ja: '優先度を変更する' },
    lead: null,
    outward: false,
    schema: { properties: { priority: { type: 'string', enum: ['high'] } } },
    fields: [
      {
        path: 'priority',
        label: { en: 'Priority', ja: '優先度' },
        choices: { high: { en: 'High', ja: '高' } },
      },
    ],
  },
  {
    name: 'conversation.tag',
    title: { en: 'Add tags', ja: 'タグを付ける' },
    lead: null,
    outward: false,
    schema: { properties: { tagIds: { type: 'array', minItems: 1 } } },
    fields: [
      {
        path: 'tagIds',
        label: { en: 'Tags', ja: 'タグ' },
        as: 'several',
        choices: { a: { en: 'A', ja: '甲' }, b: { en: 'B', ja: '乙' } },
      },
    ],
  },
]

describe('a rule in words', () => {
  it('says when it answers', () => {
    const say = (when: Parameters<typeof whenWords>[0]) => whenWords(when, triggers, t, 'ja')
    expect(say({ events: ['message.received', 'note.added'] })).toBe(
      'メッセージが届いたときまたはメモが追加されたとき',
    )
    expect(say({ moment: 'conversation.waiting', after: { amount: 3, unit: 'days' }, past: false })).toBe(
      'お客様が返信を待っている時間が3日に達したとき',
    )
    expect(say({ events: ['moon.full'] })).toBe('削除された項目')
  })

  it('says what it does, with the names of what was chosen', () => {
    const say = (action: string, fields: object) =>
      stepWords({ action, fields: { ...fields } }, actions, t, 'ja')
    expect(say('conversation.priority', { priority: 'high' })).toBe('優先度を変更する：高')
    expect(say('conversation.tag', { tagIds: ['a', 'b'] })).toBe('タグを付ける：甲、乙')
    expect(say('moon.land', {})).toBe('削除された項目')
  })

  it('knows which action is not filled in', () => {
    const steps = [
      { action: 'conversation.priority', fields: { priority: 'high' } },
      { action: 'conversation.tag', fields: { tagIds: [] } },
    ]
    expect(openStep(steps, actions)).toBe(2)
    expect(openStep(steps.slice(0, 1), actions)).toBeUndefined()
  })
})
