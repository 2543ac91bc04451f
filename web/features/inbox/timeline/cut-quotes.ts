import type { Message } from '../../../api/types.ts'

/** A stretch of a text: `written` by its author, or one of the kinds of quotations. */
interface Stretch {
  kind: 'written' | Message['quotes'][number]['kind']
  text: string
}

/**
 * A text cut at its quotations. Nothing is lost: all stretches joined are the text. A text that is one open quotation and
 * nothing else is what its author wants to be read.
 */
export function cutQuotes(text: string, quotes: Message['quotes']): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  for (const { from, to, kind } of quotes) {
    if (from > at) stretches.push({ kind: 'written', text: text.slice(at, from) })
    stretches.push({ kind, text: text.slice(from, to) })
    at = to
  }
  if (at < text.length) stretches.push({ kind: 'written', text: text.slice(at) })
  const [only] = stretches
  return stretches.length === 1 && only?.kind === 'inline' ? [{ ...only, kind: 'written' }] : stretches
}
