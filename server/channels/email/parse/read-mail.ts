import { htmlToText } from '../../../kernel/mime/text.ts'
import { decodeText } from '../charset/decode-text.ts'
import { sniffType } from '../../../kernel/mime/sniff.ts'
import { safeName } from '../../../kernel/mime/safe-name.ts'
import { assembleBody } from './assemble-body.ts'
import { fileName, isNamed } from './file-name.ts'
import { bodyStart, readHeaders } from './headers.ts'
import { readParams } from './header-params.ts'
import { type Body, MimeParser, type MimeNode } from './mime-parser.ts'
import type { Mail, MailPart } from './mail.ts'
import { type Leaf, openParts, type ReadInside, withArmour } from './open-parts.ts'

export type { Mail } from './mail.ts'

interface RawAttachment {
  type: 'attachment'
  headers: Map<string, unknown>
  content: NodeJS.ReadableStream
  release(): void
}

const readAll = async (stream: NodeJS.ReadableStream): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer))
  return Buffer.concat(chunks)
}

const partOf = (node: MimeNode | undefined, content: Buffer, index: number): MailPart => {
  const type = node?.own.type.value || 'application/octet-stream'
  const contentId = (node?.own.headers.first('content-id') ?? '').replaceAll(/[<>\s]/g, '')
  const charset = node?.own.type.params.get('charset')
  return {
    type,
    ...(charset ? { charset } : {}),
    name: fileName(node, type, content, index),
    ...(isNamed(node) ? {} : { unnamed: true }),
    content,
    ...(contentId ? { contentId } : {}),
    inline: node?.own.disposition.value === 'inline' || (contentId !== '' && type.startsWith('image/')),
    headers: node?.own.headers ?? readHeaders(Buffer.alloc(0)),
  }
}

const runParser = async (raw: Buffer, parser: MimeParser): Promise<Leaf[]> => {
  const pending: Promise<Leaf>[] = []
  const take = async (attachment: RawAttachment, index: number): Promise<Leaf> => {
    const content = await readAll(attachment.content)
    attachment.release()
    const node = parser.nodeOf(attachment.headers)
    return { part: partOf(node, content, index), node }
  }
  await new Promise<void>((resolve, reject) => {
    parser.on('data', (data: RawAttachment | { type: 'text' }) => {
      if (data.type !== 'attachment') return
      const part = take(data, pending.length + 1)
      part.catch(reject)
      pending.push(part)
    })
    parser.once('end', resolve)
    parser.once('error', reject)
    parser.end(raw)
  })
  return Promise.all(pending)
}

/** Old programs end their lines with a carriage return alone. */
const withLineFeeds = (raw: Buffer): Buffer =>
  raw.includes(0x0a) ? raw : Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')

/** Lines that mailboxes of the mbox kind and careless relays put above the headers. */
const withoutPreamble = (raw: Buffer): Buffer => {
  let at = 0
  while (raw[at] === 0x0a || raw[at] === 0x0d) at++
  const mbox = /^>?From [^\n]{0,998}\n/.exec(raw.toString('latin1', at, at + 1000))
  return raw.subarray(at + (mbox?.[0].length ?? 0))
}

interface Taken {
  tree?: MimeNode
  leaves: Leaf[]
  damaged: boolean
}

const takeApart = async (raw: Buffer): Promise<Taken> => {
  const parser = new MimeParser()
  try {
    const leaves = await runParser(raw, parser)
    return { ...(parser.tree ? { tree: parser.tree } : {}), leaves, damaged: false }
  } catch {
    return { leaves: [], damaged: true }
  } finally {
    parser.destroy()
  }
}

/** A multipart whose parts begin with another line than its header announces: the same with the line that they have. */
const withRealBoundary = (raw: Buffer, tree: MimeNode | undefined): Buffer | undefined => {
  if (!tree?.contentType.startsWith('multipart/') || tree.children.length > 0) return undefined
  const body = raw.subarray(bodyStart(raw))
  const line = /(?:^|\n)--([^\r\n"]{1,200})\r?\n(?=Content-)/i
    .exec(body.toString('latin1', 0, 500_000))?.[1]
    ?.trimEnd()
  if (!line) return undefined
  return Buffer.concat([
    Buffer.from(`Content-Type: ${tree.contentType}; boundary="${line}"\r\n\r\n`, 'latin1'),
    body,
  ])
}

/** Files that stood between the lines of texts, in the order of the tree. */
const enclosedIn = (node: MimeNode | undefined): MailPart[] =>
  node
    ? [
        ...(node.enclosed ?? []).map(({ name, content }) => ({
          type: sniffType(content, name),
          name: safeName(name) || 'file',
          content,
          inline: false,
          headers: readHeaders(Buffer.alloc(0)),
        })),
        ...node.children.flatMap(enclosedIn),
      ]
    : []

/** Mails inside a mail that are read, and how deep: a hostile one holds thousands, each inside the other. */
const mostInside = 50
const deepest = 3

const readAt = async (bytes: Buffer, depth: number, count: { left: number }): Promise<Mail> => {
  const raw = withoutPreamble(withLineFeeds(bytes))
  const headers = readHeaders(raw)
  const first = await takeApart(raw)
  const second = withRealBoundary(raw, first.tree)
  const { tree, leaves, damaged } = second ? await takeApart(second) : first
  const type = readParams(headers.first('content-type'))
  const readInside: ReadInside = async (inner) => {
    if (depth >= deepest || count.left === 0) return undefined
    count.left -= 1
    return readAt(inner, depth + 1, count)
  }
  const { parts: opened, ...found } = await openParts(leaves, tree, readInside)
  const parts = [...opened, ...enclosedIn(tree)]
  const body = withText(raw, tree ? assembleBody(tree) : { text: '' }, { parts, leaves })
  return {
    ...withArmour(found, body.text),
    headers,
    type: type.value,
    reportType: type.params.get('report-type')?.toLowerCase() ?? '',
    ...body,
    parts,
    damaged,
  }
}

/**
 * Takes a mail apart. One broken part never hides the rest: what the parser cannot follow at all is given as its
 * raw text with `damaged` set. Never throws.
 */
export const readMail = (bytes: Buffer): Promise<Mail> => readAt(bytes, 0, { left: mostInside })

/** Where there is HTML only, its words are the text; where there is nothing, whatever stands in the body. */
const withText = (
  raw: Buffer,
  body: Body,
  { parts, leaves }: { parts: MailPart[]; leaves: Leaf[] },
): Body => {
  if (body.text.trim() !== '') return body
  if (body.html) return { text: body.wordless ? '' : htmlToText(body.html), html: body.html }
  // A mail that consists of one text file: the sender's program called its body an attachment.
  const only = parts.length === 1 && parts[0]?.type === 'text/plain' ? parts[0] : undefined
  if (only) return { text: decodeText(only.content, only.charset) }
  return leaves.length + parts.length > 0
    ? body
    : { text: decodeText(raw.subarray(bodyStart(raw)).subarray(0, 1_000_000)) }
}
