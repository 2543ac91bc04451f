import { describe, expect, it } from 'vitest'
import type { Inbox } from '../../../api/types.ts'
import { changeOf, draftOf } from './inbox-draft.ts'

const kept = {
  name: '店舗チャット',
  brandId: null,
  teamIds: ['t'],
  settings: { theme: 'light', colour: '#ff0000' },
} as unknown as Inbox

describe('the draft of an inbox', () => {
  it('begins with what is kept, and never with a secret', () => {
    expect(draftOf(kept)).toEqual({
      name: '店舗チャット',
      brandId: '',
      teamIds: ['t'],
      settings: { theme: 'light', colour: '#ff0000' },
      secrets: {},
    })
  })
  it('sends only what was changed; a setting that was taken away goes back to its default', () => {
    expect(changeOf(kept, { brandId: '', settings: { theme: 'dark' } })).toEqual({
      brandId: null,
      settings: { theme: 'dark', colour: null },
    })
    expect(changeOf(kept, { secrets: { password: 'x' } })).toEqual({ secrets: { password: 'x' } })
  })
})
