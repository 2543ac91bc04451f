import type { OutgoingMessage } from '../../channel.ts'
import type { Account } from '../account.ts'
import { closingOf } from './closing.ts'
import { lines, quote, quotedIn } from './quote.ts'

/** A mail's two forms; `html` only when the message was written with formatting. */
export interface OutgoingBody {
  text: string
  html?: string
}

/** What was written, then the signatures, then what it answers. */
export const bodyOf = (message: OutgoingMessage, account: Account): OutgoingBody => {
  const closing = closingOf(message.author, account)
  const quotes = quotedIn(message, account).map((one) => quote(one, message, account))
  const text = [message.text.trimEnd(), ...(closing ? [closing] : []), ...quotes.map((one) => one.text)].join(
    '\n\n',
  )
  if (message.html === undefined) return { text: `${text}\n` }
  const html = [
    `<div>${message.html}</div>`,
    ...(closing ? [`<div><br>${lines(closing)}</div>`] : []),
    ...quotes.map((one) => one.html),
  ].join('\n')
  return { text: `${text}\n`, html }
}
