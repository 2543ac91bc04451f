import { z } from 'zod'
import { ownHeaders } from '../own-headers.ts'
import { sesMessageId } from '../threads/relay-ids.ts'
import type { Mail } from './read-mail.ts'

/**
 * What Amazon SES tells by a topic of SNS with a mail address as its subscriber: JSON, with a line or two below it.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
 */
const recipient = z.object({
  emailAddress: z.string().max(400),
  status: z.string().max(100).optional(),
  diagnosticCode: z.string().max(5000).optional(),
})
const recipients = z.array(recipient).max(100)
const shape = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z.object({ bounceType: z.string().optional(), bouncedRecipients: recipients }).optional(),
  complaint: z.object({ complainedRecipients: recipients }).optional(),
  deliveryDelay: z.object({ delayedRecipients: recipients }).optional(),
  mail: z
    .object({
      messageId: z.string().max(200).optional(),
      sourceArn: z.string().max(300).optional(),
      headers: z.array(z.object({ name: z.string(), value: z.unknown() })).optional(),
      commonHeaders: z.object({ messageId: z.string().optional() }).optional(),
    })
    .optional(),
})

type About = NonNullable<z.infer<typeof shape>['mail']>

/** A notification in the words of a report. */
export interface Notification {
  kind: 'bounced' | 'complained' | 'delayed' | 'delivered' | 'other'
  recipients: z.infer<typeof recipients>
  /** The header of the mail that it is about, as far as it is told; with the id that SES gave it where nothing else is. */
  returned: string
}

/** Headers of our mail that say which it was. */
const telling = new Set(['message-id', 'from', 'in-reply-to', 'references', ownHeaders.mark])

const returnedOf = ({ headers = [], commonHeaders, messageId, sourceArn = '' }: About): string => {
  const told = headers.flatMap(({ name, value }) =>
    typeof value === 'string' && telling.has(name.toLowerCase()) ? [`${name}: ${value}`] : [],
  )
  if (told.some((line) => /^message-id:/i.test(line))) return told.join('\n')
  const region = sourceArn.split(':')[3]
  const given = messageId && region ? sesMessageId(messageId, region) : ''
  const id = commonHeaders?.messageId ?? given
  return [...told, ...(id ? [`Message-ID: ${id}`] : [])].join('\n')
}

const longest = 200_000

/** Reads such a notification; undefined for any other mail. Long lines come folded in the middle of words (`!` and a new line). */
export const readNotification = (mail: Mail): Notification | undefined => {
  const text = mail.text.slice(0, longest).trimStart()
  if (!text.startsWith('{') || !/"(?:notification|event)Type"/.test(text.slice(0, longest))) return undefined
  const json = text
    .slice(0, text.lastIndexOf('}') + 1)
    .replaceAll(/!\r?\n /g, '')
    .replaceAll(/\r?\n/g, '')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  const known = shape.safeParse(value)
  if (!known.success) return undefined
  const { bounce, complaint, deliveryDelay, mail: about, notificationType, eventType } = known.data
  const returned = about ? returnedOf(about) : ''
  if (bounce) return { kind: 'bounced', recipients: bounce.bouncedRecipients, returned }
  if (complaint) return { kind: 'complained', recipients: complaint.complainedRecipients, returned }
  if (deliveryDelay) return { kind: 'delayed', recipients: deliveryDelay.delayedRecipients, returned }
  const kind = (notificationType ?? eventType) === 'Delivery' ? 'delivered' : 'other'
  return { kind, recipients: [], returned }
}
