import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { acknowledgement } from '../channel.ts'

const host = z.string().trim().min(1).max(253)
const port = z.number().int().min(1).max(65_535)
/** `tls` from the first byte, `starttls` demanded before signing in, `none` only inside a trusted network. */
const security = z.enum(['tls', 'starttls', 'none'])

/** Lenient on purpose: carriers allow local parts that the RFC does not. */
const mailAddress = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/)

const imap = z.object({
  how: z.literal('imap'),
  host,
  port: port.default(993),
  security: security.default('tls'),
  user: z.string().min(1).max(320),
  folder: z.string().min(1).max(500).default('INBOX'),
  /** Folder in which sent mail is filed as well; empty: nothing is filed. */
  sentFolder: z.string().max(500).default(''),
  markSeen: z.boolean().default(true),
  /** How many days of older mail the first connection brings in; 0: only what comes from now on. */
  importDays: z.number().int().min(0).max(3650).default(0),
  /** Longest time without looking, in seconds, for servers that announce nothing. */
  pollSeconds: z.number().int().min(10).max(3600).default(60),
  /** Of larger mails only the beginning is fetched, with a note. */
  largestMegabytes: z.number().int().min(1).max(200).default(40),
})

const forwarding = z.object({ how: z.literal('forwarding') })
const nothing = z.object({ how: z.literal('nothing') })

const smtp = z.object({
  host,
  port: port.default(465),
  security: security.default('tls'),
  /** Empty: no sign-in. */
  user: z.string().max(320).default(''),
})

const auth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password') }),
  z.object({
    kind: z.literal('oauth2'),
    provider: z.enum(['google', 'microsoft']),
    clientId: z.string().min(1).max(500),
    /** Microsoft's directory; `common` for any. */
    tenant: z.string().max(200).default('common'),
    /** Where tokens are refreshed, when not at the provider's usual address. */
    tokenUrl: z.url({ protocol: /^https?$/ }).optional(),
  }),
])

/** What an email inbox keeps openly. */
export const settingsShape = z.object({
  address: mailAddress,
  displayName: z.string().trim().max(200).default(''),
  receive: z.discriminatedUnion('how', [imap, forwarding, nothing]).default({ how: 'nothing' }),
  /** Absent: outgoing mail waits. */
  smtp: smtp.optional(),
  auth: auth.default({ kind: 'password' }),
  quote: z.enum(['none', 'last', 'all']).default('last'),
  signature: z.string().max(10_000).default(''),
  /** Reply-To carries a signed token (`support+c….…@`), for customers' programs that lose the thread's headers. */
  plusAddressing: z.boolean().default(false),
  /** The conversation’s number stands in the subject: `[#12345]`. It joins the mails of whoever belongs to it. */
  subjectReference: z.boolean().default(false),
  /** PEM of a private authority that is trusted for this inbox's servers beside the public ones. */
  authority: z.string().max(50_000).optional(),
  /** In which letters leave. Whatever ISO-2022-JP does not hold leaves as UTF-8 all the same. */
  charset: z.enum(['utf-8', 'iso-2022-jp']).default('utf-8'),
  /** Asks the customer's mail server to report the delivery. */
  receipts: z.boolean().default(false),
  acknowledge: acknowledgement(false),
})

/** What an email inbox keeps encrypted. `threadSecret` is made once, when the inbox is first saved. */
export const secretsShape = z.object({
  /** For IMAP, and for SMTP unless that has its own. */
  password: z.string().max(1000).optional(),
  smtpPassword: z.string().max(1000).optional(),
  clientSecret: z.string().max(5000).optional(),
  refreshToken: z.string().max(10_000).optional(),
  /** What the provider gave for a refresh token, until when (milliseconds since 1970): one for all processes. */
  access: z.object({ token: z.string(), until: z.number(), refreshToken: z.string() }).optional(),
  threadSecret: z
    .string()
    .min(16)
    .max(200)
    .default(() => randomBytes(24).toString('base64url')),
})

export type Settings = z.infer<typeof settingsShape>
export type Secrets = z.infer<typeof secretsShape>
export type ImapSettings = z.infer<typeof imap>
export type SmtpSettings = z.infer<typeof smtp>
export type Security = z.infer<typeof security>
