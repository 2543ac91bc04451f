import { z } from 'zod'
import { bundle, unbundle } from '../../kernel/mime/bundle.ts'
import type { ArrivalFile } from '../channel.ts'

const short = z.string().max(2000)

/** What is kept of a visitor's message, before anything is understood. */
export const envelope = z.object({
  version: z.literal(1),
  id: z.string(),
  visitor: z.object({
    id: z.string(),
    user: z.string().optional(),
    name: short.optional(),
    email: short.optional(),
    emailProven: z.boolean(),
    attributes: z.record(z.string(), z.string()),
  }),
  text: z.string(),
  at: z.iso.datetime(),
  language: z.string().max(35).optional(),
  context: z.record(z.string(), short),
})
export type Envelope = z.infer<typeof envelope>

/** Packs a message with its files. */
export const pack = (message: Envelope, files: readonly ArrivalFile[]): Buffer => bundle(message, files)

/** Reads what `pack` made. Throws when the bytes are something else. */
export const unpack = (raw: Buffer): { message: Envelope; files: ArrivalFile[] } => {
  const { data, files } = unbundle(raw)
  return { message: envelope.parse(data), files: files.map((file) => ({ ...file, inline: false })) }
}
