import { z } from 'zod'
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
      headers: z.array(z.object({ name: z.string(), value: z.unknown() })).optional(),
      commonHeaders: z.object({ messageId: z.string().optional() }).optional(),
    })
    .optional(),
})

/** A notification in the words of a report. */
export interface Notification {
  kind: 'bounced' | 'complained' | 'delayed' | 'delivered' | 'other'
  recipients: z.infer<typeof recipients>
  /** Raw Message-ID of the mail that it is about, or ''. */
  messageId: string
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
  const header = about?.headers?.find(({ name }) => name.toLowerCase() === 'message-id')?.value
  const messageId = typeof header === 'string' ? header : (about?.commonHeaders?.messageId ?? '')
  if (bounce) return { kind: 'bounced', recipients: bounce.bouncedRecipients, messageId }
  if (complaint) return { kind: 'complained', recipients: complaint.complainedRecipients, messageId }
  if (deliveryDelay) return { kind: 'delayed', recipients: deliveryDelay.delayedRecipients, messageId }
  const kind = (notificationType ?? eventType) === 'Delivery' ? 'delivered' : 'other'
  return { kind, recipients: [], messageId }
}
