import { describe, expect, it } from 'vitest'
import { bodyOf, draftOf, type LimitDraft, wrongIn } from './limit-draft.ts'

const today = '2026-11-30'
const draft = (change: Partial<LimitDraft> = {}): LimitDraft => ({
  ...draftOf(null, false, '2026-12-30'),
  reason: '連日の長電話',
  ...change,
})

describe('a limit in the form', () => {
  it('limits something, for a reason, until a day to come', () => {
    expect(wrongIn(draft(), today)).toEqual({ terms: 'nothing' })
    expect(wrongIn(draft({ byNumber: true }), today)).toEqual({})
    expect(wrongIn(draft({ block: true, reason: ' ', reviewOn: today }), today)).toEqual({
      reason: 'reason',
      reviewOn: 'review',
    })
    expect(wrongIn(draft({ byChannel: true }), today)).toEqual({ channels: 'channels' })
    expect(wrongIn(draft({ byNumber: true, most: '0', periodDays: 'x' }), today)).toEqual({
      most: 'most',
      periodDays: 'days',
    })
    expect(wrongIn(draft({ byHours: true, from: '17:00', to: '10:00' }), today)).toEqual({ hours: 'hours' })
    expect(wrongIn(draft({ byHours: true, from: '10時' }), today)).toEqual({ hours: 'hours' })
    expect(wrongIn(draft({ block: true, tell: true }), today)).toEqual({ templateId: 'text' })
  })

  it('is sent with what it limits alone', () => {
    expect(bodyOf(draft({ byNumber: true, most: '３', byChannel: true, channels: ['form'] }))).toEqual({
      block: false,
      channels: ['form'],
      most: 3,
      periodDays: 7,
      hours: null,
      reason: '連日の長電話',
      reviewOn: '2026-12-30',
      templateId: null,
      tell: false,
    })
    expect(bodyOf(draft({ byHours: true, from: '９：30', to: '1700' })).hours).toMatchObject({
      from: '09:30',
      to: '17:00',
    })
    expect(bodyOf(draft({ block: true, byHours: true }))).toMatchObject({ block: true, hours: null })
  })
})
