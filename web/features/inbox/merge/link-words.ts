import type { Change, Output } from '../../../api/types.ts'

type Link = Output<'conversations.listConversationLinks'>[number]

/** What a line in the timeline says, and which of its two conversations is the other one. */
interface LinkWords {
  text: 'merged' | 'mergedInto' | 'unmerged' | 'split' | 'splitFrom' | 'unsplit'
  /** Number of the other conversation. */
  number: string
}

/** A change that joined or parted conversations, as it reads in the one of this number. */
export function linkWords({ kind, from, to }: Change, own: number): LinkWords | undefined {
  const isFrom = from === String(own)
  const number = (isFrom ? to : from) ?? ''
  if (kind === 'merged') return { text: isFrom ? 'mergedInto' : 'merged', number }
  if (kind === 'split') return { text: isFrom ? 'split' : 'splitFrom', number }
  return kind === 'unmerged' || kind === 'unsplit' ? { text: kind, number } : undefined
}

/** The link that a change tells of: made or undone at its very moment. */
export const linkOf = (links: readonly Link[], { kind, from, to, at }: Change): Link | undefined => {
  const undone = kind === 'unmerged' || kind === 'unsplit'
  return links.find((link) => {
    const numbers = [String(link.from.number), String(link.into.number)]
    return (
      (undone ? link.undoneAt : link.at) === at && numbers.includes(from ?? '') && numbers.includes(to ?? '')
    )
  })
}
