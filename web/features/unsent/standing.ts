import type { Output } from '../../api/types.ts'
import type { Tone } from '../../ui/Pill.tsx'

/** A row of the page. */
export type Unsent = Output<'delivery.listUnsent'>['items'][number]

/** Where a message stands, in the words of this page. */
export type Standing =
  | 'awaiting'
  | 'failed'
  | 'bounced'
  | 'uncertain'
  | 'arrived'
  | 'held'
  | 'retrying'
  | 'scheduled'
  | 'waiting'
  | 'sending'

/** What can be done with a message. */
export interface Possible {
  /** Send it (again) now. */
  resend: boolean
  /** It may have been sent already: ask before it is sent again. */
  ask: boolean
  /** Take it off the page; nothing more happens with it. */
  discard: boolean
  /** Take it back: its words become a draft again. */
  takeBack: boolean
}

/** Where a message stands. `arrived`: a receipt came although its sending had looked like a failure. */
export function standingOf({ receipt, attempts }: Pick<Unsent, 'receipt' | 'attempts'>): Standing {
  switch (receipt) {
    case 'awaiting':
    case 'failed':
    case 'bounced':
    case 'uncertain':
    case 'held':
    case 'scheduled':
    case 'sending':
      return receipt
    case 'queued':
      return attempts > 0 ? 'retrying' : 'waiting'
    default:
      return 'arrived'
  }
}

/** What can be done with a message that stands so. */
export const possibleFor = (standing: Standing): Possible => ({
  resend: ['failed', 'bounced', 'uncertain', 'held', 'retrying'].includes(standing),
  ask: standing === 'uncertain',
  discard: ['failed', 'bounced', 'uncertain', 'arrived'].includes(standing),
  takeBack: ['awaiting', 'held', 'retrying', 'scheduled', 'waiting'].includes(standing),
})

/** The colour of each standing; the word stands beside it. */
export const tones: Record<Standing, Tone> = {
  awaiting: 'waiting',
  failed: 'danger',
  bounced: 'danger',
  uncertain: 'waiting',
  arrived: 'resolved',
  held: 'waiting',
  retrying: 'waiting',
  scheduled: 'plain',
  waiting: 'plain',
  sending: 'plain',
}
