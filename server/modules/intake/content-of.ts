import type { ArrivalFile, MessageArrival } from '../../channels/channel.ts'
import { cutText } from '../../kernel/cut-text.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { storeFiles } from '../../kernel/files/index.ts'
import { newId } from '../../kernel/ids.ts'
import { safeName } from '../../kernel/mime/safe-name.ts'
import type { Content, Incoming } from '../conversations/index.ts'

const MAX_TEXT = 1_000_000
const MAX_CONTEXT = 40

/** What a message says, in the form in which conversations keep it; its files are stored. */
export const contentOf = async (tx: Tx, message: MessageArrival): Promise<Content> => ({
  text: cutText(message.text, MAX_TEXT),
  html: message.html === undefined ? null : cutText(message.html, MAX_TEXT),
  subject: message.subject === undefined ? null : cutText(message.subject, 2000),
  context: contextOf(message),
  files: await keepFiles(tx, message.files),
})

/** Which machine wrote stands beside the message: agents see why nobody waits for an answer. */
const machineOf = ({ automatic }: MessageArrival): Record<string, string> =>
  automatic ? { machine: automatic } : {}

const contextOf = (message: MessageArrival): Record<string, string> => {
  const entries = Object.entries({
    ...machineOf(message),
    ...message.hints?.attributes,
    ...message.context,
    ...machineOf(message),
  }).slice(0, MAX_CONTEXT)
  return Object.fromEntries(entries.map(([key, value]) => [cutText(key, 60), cutText(String(value), 2000)]))
}

/** Files over the limit are left out and say so; the message itself is kept. */
const keepFiles = async (tx: Tx, files: readonly ArrivalFile[]): Promise<Incoming['files']> => {
  const limit = tx.kernel.config.maxUploadBytes
  const fitting = files.map(({ content }) => content).filter((content) => content.length <= limit)
  const fileIds = (await storeFiles(tx, fitting)).values()
  return files.map((file) => {
    const tooLarge = file.content.length > limit
    return {
      id: newId(),
      fileId: tooLarge ? null : (fileIds.next().value ?? null),
      name: safeName(file.name) || 'file',
      type: cutText(file.type, 200),
      size: file.content.length,
      inline: file.inline,
      contentId: file.contentId ? cutText(file.contentId, 300) : null,
      problem: tooLarge ? `too-large:${limit}` : null,
    }
  })
}
