import { describe, expect, it } from 'vitest'
import type { Change, Output } from '../../../api/types.ts'
import { linkOf, linkWords } from './link-words.ts'

const change = (kind: Change['kind'], from: string, to: string, at = 'then') =>
  ({ kind, from, to, at }) as Change

describe('linkWords', () => {
  it.each([
    [change('merged', '1042', '1050'), 1050, 'merged', '1042'],
    [change('merged', '1042', '1050'), 1042, 'mergedInto', '1050'],
    [change('unmerged', '1050', '1042'), 1050, 'unmerged', '1042'],
    [change('unmerged', '1050', '1042'), 1042, 'unmerged', '1050'],
    [change('split', '1050', '1051'), 1050, 'split', '1051'],
    [change('split', '1050', '1051'), 1051, 'splitFrom', '1050'],
    [change('unsplit', '1051', '1050'), 1050, 'unsplit', '1051'],
  ])('%j reads in #%i as %s %s', (one, own, text, number) =>
    expect(linkWords(one, own)).toEqual({ text, number }),
  )
  it('is nothing for any other change', () =>
    expect(linkWords(change('subject', 'a', 'b'), 1)).toBeUndefined())
})

describe('linkOf', () => {
  const link = (id: string, from: number, into: number, at: string, undoneAt: string | null = null) =>
    ({
      id,
      from: { number: from },
      into: { number: into },
      at,
      undoneAt,
    }) as Output<'conversations.listConversationLinks'>[number]
  const links = [
    link('again', 1, 2, 'later'),
    link('first', 1, 2, 'then', 'undone'),
    link('other', 1, 3, 'then'),
  ]

  it('is that of the same moment and the same two', () => {
    expect(linkOf(links, change('merged', '1', '2'))?.id).toBe('first')
    expect(linkOf(links, change('merged', '1', '2', 'later'))?.id).toBe('again')
    expect(linkOf(links, change('unmerged', '2', '1', 'undone'))?.id).toBe('first')
    expect(linkOf(links, change('merged', '1', '4'))).toBeUndefined()
  })
})
