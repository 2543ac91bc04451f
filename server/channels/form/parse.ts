import type { Address, MessageArrival } from '../channel.ts'
import { unpack, type Envelope } from './envelope.ts'
import { EMAIL } from './fields.ts'
import { say, texts, type Language } from './words.ts'

const PHONE = 'phone'
/** The arrival's context takes 40 entries; a form has 30 fields at most, and the place stands first. */
const MOST_CONTEXT = 40

/** Turns a kept inquiry into an arrival: the customer's words first, then the other answers as a list. */
export const parse = async (raw: Buffer): Promise<MessageArrival[]> => {
  const { inquiry, files } = unpack(raw)
  const { language, sender, routing } = inquiry
  return [
    {
      kind: 'message',
      from: addressesOf(sender),
      // Anybody can type anybody's address.
      verified: false,
      subject: inquiry.subject,
      text: textOf(inquiry, language),
      files,
      occurredAt: new Date(inquiry.at),
      messageKey: inquiry.id,
      threadKeys: [],
      context: contextOf(inquiry, language),
      hints: {
        tags: routing.tags,
        ...(routing.inboxId ? { inboxId: routing.inboxId } : {}),
        ...(routing.priority ? { priority: routing.priority } : {}),
      },
      language,
    },
  ]
}

const addressesOf = ({ email, name, phones }: Envelope['sender']): [Address, ...Address[]] => {
  const named = name ? { name } : {}
  return [
    { kind: EMAIL, value: email, ...named },
    ...phones.map((value) => ({ kind: PHONE, value, ...named })),
  ]
}

/** One answer a line; of more lines each stands indented below its label. */
const listed = (label: string, value: string, language: Language): string =>
  value.includes('\n')
    ? `${label}${language === 'ja' ? '：' : ':'}\n${value.replace(/^/gm, '  ')}`
    : `${label}${language === 'ja' ? '：' : ': '}${value}`

const textOf = ({ message, answers, code }: Envelope, language: Language): string => {
  const list = [...answers, { label: say(texts.code, language), value: code }]
    .map(({ label, value }) => listed(label, value, language))
    .join('\n')
  return message === '' ? list : `${message}\n\n――――――――――\n${list}`
}

const contextOf = ({ place, answers, code }: Envelope, language: Language): Record<string, string> => {
  const fromForm = answers.map(({ label, value }) => [label, value] as const)
  const entries = [
    ...Object.entries(place),
    [say(texts.code, language), code] as const,
    ...fromForm.filter(([label]) => !Object.hasOwn(place, label)),
  ]
  return Object.fromEntries(entries.slice(0, MOST_CONTEXT))
}
