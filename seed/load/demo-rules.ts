import type { SavedRule } from '../../server/modules/automations/index.ts'
import type { Keys } from './keys.ts'

const rule = (name: string, rest: Pick<SavedRule, 'when' | 'applies' | 'steps'>): SavedRule => ({
  name,
  enabled: true,
  stops: false,
  confirmed: [],
  ...rest,
})

const says = (...value: string[]) => ({ condition: 'message.text', how: 'contains' as const, value })

/** What the demo shop has done by itself: two answer to what customers write, one to time. */
export const demoRules = ({ tags, teams }: Pick<Keys, 'tags' | 'teams'>): SavedRule[] => {
  const tag = (name: string) => ({
    action: 'conversation.tag',
    fields: { tagIds: [tags.get(name)].filter((id) => id !== undefined) },
  })
  const priority = (to: string) => ({ action: 'conversation.priority', fields: { priority: to } })
  return [
    rule('返品・交換の受付', {
      when: { events: ['conversation.created'] },
      applies: { match: 'any', of: [says('返品', '交換', '不良品', '破損')] },
      steps: [tag('返品')],
    }),
    rule('お叱りは相談チームで至急対応', {
      when: { events: ['message.received'] },
      applies: { match: 'any', of: [says('責任者', '消費生活センター', '二度と買わない', '謝罪')] },
      steps: [
        tag('クレーム'),
        priority('urgent'),
        { action: 'conversation.assign-team', fields: { teamId: teams.get('care') as string } },
      ],
    }),
    rule('丸一日お待たせしたら優先', {
      when: { moment: 'conversation.waiting', after: { amount: 24, unit: 'hours' }, past: false },
      applies: {
        match: 'all',
        of: [{ condition: 'conversation.priority', how: 'any-of', value: ['low', 'normal'] }],
      },
      steps: [
        priority('high'),
        {
          action: 'conversation.note',
          fields: { text: '24時間返信できていません。状況を確認してください。', mentions: [] },
        },
      ],
    }),
  ]
}
