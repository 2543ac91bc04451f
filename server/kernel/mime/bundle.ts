import { z } from 'zod'

/** A file inside a bundle. */
export interface BundledFile {
  name: string
  type: string
  content: Buffer
}

const listed = z.object({
  files: z.array(z.object({ name: z.string(), type: z.string(), size: z.number().int().min(0) })),
})

/** Packs data with files into one run of bytes: a line of JSON, then the files' bytes one after the other. */
export const bundle = (data: object, files: readonly BundledFile[]): Buffer => {
  const list = files.map(({ name, type, content }) => ({ name, type, size: content.length }))
  return Buffer.concat([
    Buffer.from(`${JSON.stringify({ ...data, files: list })}\n`),
    ...files.map(({ content }) => content),
  ])
}

/** Reads what `bundle` made; the data is to be checked by whoever knows its shape. Throws for anything else. */
export const unbundle = (raw: Buffer): { data: unknown; files: BundledFile[] } => {
  const end = raw.indexOf(10)
  if (end < 0) throw new Error('these are no bundled bytes: the first line has no end')
  const head = JSON.parse(raw.subarray(0, end).toString('utf8')) as object
  let at = end + 1
  const files = listed.parse(head).files.map(({ name, type, size }) => {
    const content = raw.subarray(at, at + size)
    if (content.length < size) throw new Error(`these bytes are cut off inside the file ${name}`)
    at += size
    return { name, type, content }
  })
  return { data: { ...head, files: undefined }, files }
}
