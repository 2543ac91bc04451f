import { describe, expect, it } from 'vitest'
import { tally, type Found } from './tally.ts'

const handed = {
  messages: new Map([
    ['#chat-1#', '#chat-1# 届きましたか。'],
    ['#imap-1#', '#imap-1# 届きましたか。'],
  ]),
  answers: new Set(['#reply-1#', '#reply-2#']),
}
const all: Found = {
  messages: [...handed.messages].map(([mark, text]) => ({ mark, text })),
  answers: [...handed.answers].map((mark) => ({ mark, receipt: 'sent' })),
  taken: [...handed.answers],
}
const countOf = (change: Partial<Found>) => {
  const { sent, stored, doubled, lost, uncertain } = tally(handed, { ...all, ...change })
  return { sent, stored, doubled, lost, uncertain }
}

describe('what is counted after a fault', () => {
  it('is nothing where everything is there once', () => {
    expect(countOf({})).toEqual({ sent: 4, stored: 4, doubled: 0, lost: 0, uncertain: 0 })
  })

  it.each<[string, Partial<Found>]>([
    ['a message that is missing', { messages: all.messages.slice(1) }],
    [
      'a message with other words',
      { messages: [...all.messages.slice(1), { mark: '#chat-1#', text: '#chat-1# �' }] },
    ],
    ['an answer that is missing everywhere', { answers: all.answers.slice(1), taken: all.taken.slice(1) }],
    ['an answer that is called sent and never came', { taken: all.taken.slice(1) }],
    [
      'an answer that nobody sends',
      { answers: [...all.answers.slice(1), { mark: '#reply-1#', receipt: 'queued' }] },
    ],
    [
      'an answer that failed',
      { answers: [...all.answers.slice(1), { mark: '#reply-1#', receipt: 'failed' }] },
    ],
  ])('sees %s as lost', (_what, change) => {
    expect(countOf(change)).toEqual({ sent: 4, stored: 3, doubled: 0, lost: 1, uncertain: 0 })
  })

  it.each<[string, Partial<Found>]>([
    ['a message that is there twice', { messages: [...all.messages, ...all.messages.slice(0, 1)] }],
    ['an answer that came twice', { taken: [...all.taken, '#reply-1#'] }],
    ['an answer that stands there twice', { answers: [...all.answers, ...all.answers.slice(0, 1)] }],
    [
      'an uncertain answer that came twice',
      {
        answers: [...all.answers.slice(1), { mark: '#reply-1#', receipt: 'uncertain' }],
        taken: [...all.taken, '#reply-1#'],
      },
    ],
  ])('sees %s as doubled', (_what, change) => {
    expect(countOf(change)).toEqual({ sent: 4, stored: 3, doubled: 1, lost: 0, uncertain: 0 })
  })

  it('counts apart what says of itself that it may have been sent, whether or not it came', () => {
    const answers = [...all.answers.slice(1), { mark: '#reply-1#', receipt: 'uncertain' }]
    for (const taken of [all.taken, all.taken.slice(1)])
      expect(countOf({ answers, taken })).toEqual({ sent: 4, stored: 3, doubled: 0, lost: 0, uncertain: 1 })
  })

  it('forgives what nobody acknowledged, but not that it is there twice', () => {
    const given = { mark: '#chat-9#', text: '#chat-9#' }
    expect(countOf({ messages: [...all.messages, given] })).toMatchObject({ doubled: 0, lost: 0 })
    expect(countOf({ messages: [...all.messages, given, given] })).toMatchObject({ doubled: 1, lost: 0 })
    expect(countOf({ taken: [...all.taken, '#reply-9#', '#reply-9#'] })).toMatchObject({
      doubled: 1,
      lost: 0,
    })
  })
})
