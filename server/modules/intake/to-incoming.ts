import type { ArrivalFile, MessageArrival } from '../../channels/channel.ts'
import { cutText } from '../../kernel/cut-text.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { storeFiles } from '../../kernel/files/index.ts'
import { newId } from '../../kernel/ids.ts'
import { safeName } from '../../kernel/mime/safe-name.ts'
import type { Incoming } from '../conversations/index.ts'
import { identify } from '../customers/index.ts'
import { inboxAccount } from '../inboxes/index.ts'
import { findHome } from './find-home.ts'
import type { WaitingArrival } from './queries.ts'
import { takeOverForward } from './take-over-forward.ts'

const MAX_TEXT = 1_000_000
const MAX_CONTEXT = 40

/** Says who wrote each message, keeps its files, and gives them in the form that conversations take. */
export const toIncoming = async (
  tx: Tx,
  arrived: readonly { arrival: WaitingArrival; message: MessageArrival }[],
): Promise<Incoming[]> => {
  if (arrived.length === 0) return []
  const parsed = await Promise.all(
    arrived.map(async ({ arrival, message }) => ({
      arrival,
      message: message.forwarded ? await takeOverForward(tx, arrival.inboxId, message) : message,
    })),
  )
  const homes = await Promise.all(
    parsed.map(({ arrival, message }) => findHome(tx, arrival.inboxId, message)),
  )
  const languages = await Promise.all(
    parsed.map(async ({ arrival }) => (await inboxAccount(tx, arrival.inboxId))?.language),
  )
  const people = await identify(
    tx,
    parsed.map(({ arrival, message }, index) => ({
      inboxId: homes[index] ?? arrival.inboxId,
      addresses: message.from,
      verified: message.verified,
      language: message.language,
      inboxLanguage: languages[index],
      at: message.occurredAt,
    })),
  )
  const incoming: Incoming[] = []
  for (const [index, { arrival, message }] of parsed.entries()) {
    const person = people[index]
    if (!person) throw new Error('identify gave fewer people than messages')
    incoming.push({
      arrivalId: arrival.id,
      inboxId: homes[index] ?? arrival.inboxId,
      customerId: person.customerId,
      customerName: person.name,
      text: cutText(message.text, MAX_TEXT),
      html: message.html === undefined ? null : cutText(message.html, MAX_TEXT),
      subject: message.subject === undefined ? null : cutText(message.subject, 2000),
      recipients: recipientsOf(message),
      context: contextOf(message),
      automatic: message.automatic !== undefined,
      senders: message.senders ?? [],
      verified: message.verified,
      messageKey: message.messageKey ? cutText(message.messageKey, 1000) : null,
      threadKeys: message.threadKeys.map((key) => cutText(key, 1000)),
      ourKeys: message.ourKeys ?? [],
      occurredAt: message.occurredAt,
      receivedAt: arrival.receivedAt,
      files: await keepFiles(tx, message.files),
      tags: message.hints?.tags ?? [],
      priority: message.hints?.priority ?? 'normal',
    })
  }
  return incoming
}

const recipientsOf = (message: MessageArrival): Incoming['recipients'] => {
  const [writer] = message.from
  const others = (message.recipients ?? []).map(({ role, address }) => ({
    role,
    kind: address.kind,
    value: cutText(address.value, 320),
    name: address.name ? cutText(address.name, 200) : null,
  }))
  return [
    {
      role: 'from',
      kind: writer.kind,
      value: cutText(writer.value, 320),
      name: writer.name ? cutText(writer.name, 200) : null,
    },
    ...others,
  ]
}

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
