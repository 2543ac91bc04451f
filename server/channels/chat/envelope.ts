import { z } from 'zod'
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
  files: z.array(z.object({ name: z.string(), type: z.string(), size: z.number().int() })),
})
export type Envelope = Omit<z.infer<typeof envelope>, 'files'>

/** Packs a message: one line of JSON, then its files' bytes one after the other. */
export const pack = (message: Envelope, files: readonly ArrivalFile[]): Buffer => {
  const head = {
    ...message,
    files: files.map(({ name, type, content }) => ({ name, type, size: content.length })),
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...files.map(({ content }) => content)])
}

/** Reads what `pack` made. Throws when the bytes are something else. */
export const unpack = (raw: Buffer): { message: Envelope; files: ArrivalFile[] } => {
  const end = raw.indexOf(10)
  if (end < 0) throw new Error('this is no chat message: its first line has no end')
  const { files, ...message } = envelope.parse(JSON.parse(raw.subarray(0, end).toString('utf8')))
  let at = end + 1
  return {
    message,
    files: files.map(({ name, type, size }) => {
      const content = raw.subarray(at, at + size)
      if (content.length < size) throw new Error(`this chat message is cut off inside the file ${name}`)
      at += size
      return { name, type, content, inline: false }
    }),
  }
}
