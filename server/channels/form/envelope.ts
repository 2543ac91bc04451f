import { z } from 'zod'
import { bundle, unbundle } from '../../kernel/mime/bundle.ts'
import type { ArrivalFile } from '../channel.ts'

const short = z.string().max(2000)

/**
 * What is kept of an inquiry. Labels and routing stand in it as they were when it was sent: what the customer saw is
 * what the agent reads, whatever became of the form since.
 */
export const envelope = z.object({
  version: z.literal(1),
  id: z.string(),
  code: z.string(),
  at: z.iso.datetime(),
  language: z.enum(['ja', 'en']),
  sender: z.object({
    email: short,
    name: short.optional(),
    phones: z.array(short),
  }),
  subject: z.string().max(500),
  message: z.string(),
  /** The other answers in the order of the form. */
  answers: z.array(z.object({ label: z.string(), value: z.string() })),
  routing: z.object({
    tags: z.array(z.string()),
    inboxId: z.string().optional(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
  }),
  place: z.record(z.string(), short),
})
export type Envelope = z.infer<typeof envelope>

/** Packs an inquiry with its files. */
export const pack = (inquiry: Envelope, files: readonly ArrivalFile[]): Buffer => bundle(inquiry, files)

/** Reads what `pack` made. Throws when the bytes are something else. */
export const unpack = (raw: Buffer): { inquiry: Envelope; files: ArrivalFile[] } => {
  const { data, files } = unbundle(raw)
  return { inquiry: envelope.parse(data), files: files.map((file) => ({ ...file, inline: false })) }
}
