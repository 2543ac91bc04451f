import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { COMPARISONS, HOWS } from '../../../../../server/kernel/conditions/comparisons.ts'
import type { Condition, Leaf } from '../../../../api/types.ts'
import en from '../../../../locales/en/conditions.json' with { type: 'json' }
import ja from '../../../../locales/ja/conditions.json' with { type: 'json' }
import { inWords } from './in-words.ts'
import type { Group, Part } from './tree.ts'

const texts = i18next.createInstance()
await texts.init({
  lng: 'ja',
  resources: { ja: { conditions: ja }, en: { conditions: en } },
  defaultNS: 'conditions',
  interpolation: { escapeValue: false },
})

const choice = (value: string, english: string, japanese: string) => ({
  value,
  title: { en: english, ja: japanese },
})
const condition = (
  name: string,
  kind: Condition['kind'],
  [english, japanese]: [string, string],
  choices: Condition['choices'] = null,
): Condition => ({
  name,
  about: 'conversation',
  title: { en: english, ja: japanese },
  kind,
  comparisons: HOWS[kind].map((how) => ({ how, ...COMPARISONS[how] })),
  choices,
})
const known: Condition[] = [
  condition(
    'priority',
    'choice',
    ['Priority', '優先度'],
    [choice('urgent', 'Urgent', '緊急'), choice('high', 'High', '高'), choice('low', 'Low', '低')],
  ),
  condition('tags', 'list', ['Tags', 'タグ'], [choice('1', 'VIP', 'VIP'), choice('2', 'Returns', '返品')]),
  condition('subject', 'text', ['Subject', '件名']),
  condition('messages', 'number', ['Number of messages', 'メッセージ数']),
  condition('opened-at', 'moment', ['Started', '開始日時']),
  condition('files', 'flag', ['Has files', '添付ファイルがある']),
]

const said = (whole: Group, locale: 'ja' | 'en' = 'ja') =>
  inWords(whole, known, {
    t: texts.getFixedT(locale, 'conditions'),
    time: { locale, timeZone: 'Asia/Tokyo' },
  })
const all = (...of: Part[]): Group => ({ match: 'all', of })
const any = (...of: Part[]): Group => ({ match: 'any', of })
const leaf = (name: string, how: Leaf['how'], value?: Leaf['value']): Leaf => ({
  condition: name,
  how,
  ...(value === undefined ? {} : { value }),
})

const urgent = leaf('priority', 'any-of', ['urgent', 'high'])

describe('an expression in words', () => {
  it('is one sentence, that goes on where more is said', () => {
    const refund = leaf('subject', 'contains', ['返品'])
    expect(said(all(urgent))).toBe('優先度が「緊急」または「高」')
    expect(said(all(urgent, refund))).toBe('優先度が「緊急」または「高」で、かつ件名に「返品」を含む')
    expect(said(any(refund, urgent))).toBe('件名に「返品」を含む、または優先度が「緊急」または「高」')
    expect(said(all(urgent, refund), 'en')).toBe('Priority is Urgent or High and Subject includes “返品”')
  })
  it('has groups in brackets, but none around a single condition', () => {
    const vip = leaf('tags', 'all-of', ['1'])
    expect(said(all(leaf('files', 'yes'), any(urgent, vip)))).toBe(
      '「添付ファイルがある」に該当し、かつ（優先度が「緊急」または「高」、またはタグに「VIP」を含む）',
    )
    expect(said(all(any(urgent, vip), leaf('files', 'no')))).toBe(
      '（優先度が「緊急」または「高」、またはタグに「VIP」を含む）で、かつ「添付ファイルがある」に該当しない',
    )
    expect(said(all(any(all(vip))))).toBe('タグに「VIP」を含む')
    expect(said(all(any(urgent, vip), leaf('files', 'no')), 'en')).toBe(
      '(Priority is Urgent or High or Tags includes VIP) and Has files: no',
    )
  })
  it('says what must not be, of one value and of several', () => {
    expect(said(all(leaf('priority', 'none-of', ['low'])))).toBe('優先度が「低」ではない')
    expect(said(all(leaf('priority', 'none-of', ['low', 'high'])))).toBe(
      '優先度が「低」、「高」のいずれでもない',
    )
    expect(said(all(leaf('tags', 'none-of', ['1', '2'])))).toBe('タグに「VIP」、「返品」のいずれも含まない')
    expect(said(all(leaf('tags', 'all-of', ['1', '2'])), 'en')).toBe('Tags includes all of VIP, Returns')
  })
  it('writes numbers, lengths and moments', () => {
    expect(said(all(leaf('messages', 'at-least', 1200)))).toBe('メッセージ数が1,200以上')
    const long = leaf('opened-at', 'older-than', { amount: 3, unit: 'days' })
    expect(said(all(long))).toBe('開始日時が3日以上前')
    const after = leaf('opened-at', 'after', '2026-11-23T00:30:00Z')
    expect(said(all(after))).toBe('開始日時が2026/11/23 9:30より後')
  })
  it('says what is gone, and what is still missing', () => {
    expect(said(all(leaf('rank', 'any-of', ['gold']), urgent))).toBe(
      '（削除された条件）で、かつ優先度が「緊急」または「高」',
    )
    expect(said(all(leaf('tags', 'any-of', ['1', '9'])))).toBe('タグに「VIP」または「削除された値」を含む')
    expect(said(all(leaf('messages', 'equals')))).toBe('メッセージ数が（未入力）')
  })
  it('has words for every comparison of every kind', () => {
    for (const one of known)
      for (const { how } of one.comparisons)
        for (const locale of ['ja', 'en'] as const)
          expect(said(all(leaf(one.name, how), urgent), locale)).not.toContain('say.')
  })
})
