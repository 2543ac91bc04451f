import type { ReceiptArrival } from '../../channel.ts'
import type { Account } from '../account.ts'
import { ownHeaders } from '../own-headers.ts'
import { isOwnMessageId, messageIdOf, messageOfMark, ownMessageIdsIn } from '../threads/tokens.ts'
import { readAddresses } from './addresses.ts'
import { messageIdsIn } from './find-thread.ts'
import { bodyStart, type Headers } from './headers.ts'
import { isOwnAddress } from './is-automatic.ts'
import type { Mail } from './read-mail.ts'
import { returnedPart, returnedType } from './read-report-text.ts'

type About = Pick<ReceiptArrival, 'messageKey' | 'byRecipients'>

/** So much of each part is looked through. */
const longest = 65_536

/** What a report says itself: its text, and of each part what is no body of the mail that came back. */
const wordsOf = (mail: Mail): string[] => [
  mail.text.slice(0, longest),
  ...mail.parts.map(({ type, content }) =>
    content.toString('latin1', 0, Math.min(longest, returnedType.test(type) ? bodyStart(content) : longest)),
  ),
]

/** The id that a relay took away. Some keep it under a name of their own. */
const idFields = [
  'message-id',
  'x-original-message-id',
  'x-google-original-message-id',
  'original-message-id',
]
const markLine = new RegExp(`^[ \\t>|]*${ownHeaders.mark}[ \\t]*:[ \\t]*(\\S{1,100})`, 'gim')
/** Earlier messages of its thread: they left long ago, whatever became of this one. */
const threadLines = /^[ \t>|]*(?:references|in-reply-to)[ \t]*:.*(?:\r?\n[ \t>|]+<.*)*/gim

/** A message of ours that a report names: by our signed mark, else by our Message-ID. Relays change the id and leave the mark. */
export const ownMessageIn = (mail: Mail, account: Account, returned?: Headers): string | undefined => {
  const words = wordsOf(mail)
  const marks = [
    ...(returned?.all(ownHeaders.mark) ?? []),
    ...words.flatMap((text) => Array.from(text.matchAll(markLine), ([, mark = '']) => mark)),
  ]
  const marked = marks.map((mark) => messageOfMark(account, mark)).find((id) => id !== undefined)
  if (marked) return messageIdOf(account, marked)
  const ids = idFields.flatMap((name) => messageIdsIn(returned?.first(name) ?? ''))
  return (
    ids.find((id) => isOwnMessageId(account, id)) ??
    words.flatMap((text) => ownMessageIdsIn(account, text.replaceAll(threadLines, '')))[0]
  )
}

const isFromUs = (returned: Headers, account: Account): boolean =>
  readAddresses(returned.first('from')).some(({ address }) => isOwnAddress(address, account))

/** True where the mail that came back says that it is of this inbox, and of a thread of ours. */
const isOurs = (returned: Headers, account: Account): boolean =>
  isFromUs(returned, account) &&
  ['in-reply-to', 'references'].some((name) =>
    messageIdsIn(returned.first(name)).some((id) => isOwnMessageId(account, id)),
  )

/**
 * Finds which message a report is about. A mail that came back without our mark, and under an id that is not ours, is one
 * that a relay of ours renamed or one that we never sent: its id is given, and whom it was meant for tells nothing. Where
 * the report shows no mail, all that is left is whom it names. `inText`: the header that stands among its words.
 */
export const aboutOf = (mail: Mail, account: Account, inText?: Headers): About => {
  const returned = returnedPart(mail) ?? inText
  const key = ownMessageIn(mail, account, returned)
  if (key) return { messageKey: key }
  const [referred] = [
    ...messageIdsIn(mail.headers.first('in-reply-to')),
    ...messageIdsIn(mail.headers.first('references')).toReversed(),
  ]
  if (referred && isOwnMessageId(account, referred)) return { messageKey: referred }
  const [id = referred] = messageIdsIn(returned?.first('message-id') ?? '')
  const shown =
    returned?.has('message-id') === true || (returned?.has('from') === true && !isFromUs(returned, account))
  const byRecipients = !shown || (returned !== undefined && isOurs(returned, account))
  return { ...(id ? { messageKey: id } : {}), ...(byRecipients ? { byRecipients } : {}) }
}
