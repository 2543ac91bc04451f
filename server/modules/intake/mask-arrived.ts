import type { MessageArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { maskHtmlNumbers } from '../../kernel/mime/mask-html.ts'
import { maskNumbers, type Masked } from '../../kernel/mime/mask-numbers.ts'
import { getWorkspace } from '../workspace/index.ts'

/** Beside a message in which numbers were masked: how many. */
const MARK = 'masked'

interface Arrived {
  arrival: { id: string }
  message: MessageArrival
}

/**
 * Makes numbers of cards and the like unreadable in what came in, where the workspace wants that: in text, HTML, subject
 * and what stands beside a message, never in files. Gives the messages, and the arrivals whose bytes must go.
 */
export const maskArrived = async <One extends Arrived>(
  tx: Tx,
  arrived: readonly One[],
): Promise<{ arrived: One[]; masked: string[] }> => {
  if (arrived.length === 0 || !(await getWorkspace(tx)).maskNumbers)
    return { arrived: [...arrived], masked: [] }
  const masked: string[] = []
  const shown = arrived.map((one) => {
    const { message, count } = maskMessage(one.message)
    if (count === 0) return one
    masked.push(one.arrival.id)
    return { ...one, message: { ...message, context: { ...message.context, [MARK]: String(count) } } }
  })
  return { arrived: shown, masked }
}

const maskMessage = (message: MessageArrival): { message: MessageArrival; count: number } => {
  let beside = 0
  let said = 0
  const plain = (masked: Masked): string => {
    beside += masked.count
    return masked.text
  }
  const values = (record: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, plain(maskNumbers(value))]))
  // Text and HTML say the same: one of them is counted.
  const words = (masked: Masked): string => {
    said = Math.max(said, masked.count)
    return masked.text
  }
  const { html, subject, context, hints, forwarded } = message
  const shown: MessageArrival = {
    ...message,
    text: words(maskNumbers(message.text)),
    ...(html === undefined ? {} : { html: words(maskHtmlNumbers(html)) }),
    ...(subject === undefined ? {} : { subject: plain(maskNumbers(subject)) }),
    ...(context === undefined ? {} : { context: values(context) }),
    ...(hints?.attributes ? { hints: { ...hints, attributes: values(hints.attributes) } } : {}),
    ...(forwarded ? { forwarded: { ...forwarded, subject: plain(maskNumbers(forwarded.subject)) } } : {}),
  }
  return { message: shown, count: said + beside }
}
