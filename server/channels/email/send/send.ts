import type { ChannelHost, OutgoingMessage, SendResult } from '../../channel.ts'
import type { Account } from '../account.ts'
import { appendSent, sentFolderOf } from './append-sent.ts'
import { compose } from './compose.ts'
import { deliver } from './deliver.ts'
import { partlyRefused, resultOfFailure } from './explain-failure.ts'
import { noServer, ready } from './ready.ts'

/**
 * Sends one message as mail. The Message-ID is the same at every attempt; the key that comes back is the one that
 * answers will refer to. Never throws.
 */
export const send = async (
  message: OutgoingMessage,
  account: Account,
  host: ChannelHost,
  over?: AbortSignal,
): Promise<SendResult> => {
  const { smtp } = account.settings
  const whether = ready(account)
  if (!smtp || whether !== true)
    return {
      outcome: 'unreachable',
      reason: whether === true ? noServer : whether,
      retryAfterSeconds: 600,
    }
  const composed = compose(message, account)
  if (composed.envelope.to.length === 0 && message.accepted?.length)
    return { outcome: 'sent', messageKey: composed.messageId }
  if (composed.envelope.to.length === 0)
    return {
      outcome: 'refused',
      reason: {
        en: 'This message has no email address to go to. Add a recipient.',
        ja: '宛先のメールアドレスがありません。宛先を追加してください。',
      },
    }
  const sentFolder = message.confidential ? undefined : sentFolderOf(account)
  try {
    const keepRaw = sentFolder !== undefined
    const delivered = await deliver(composed, account, smtp, host, { keepRaw, ...(over ? { over } : {}) })
    if (sentFolder && delivered.raw)
      appendSent(delivered.raw, account, sentFolder, host).catch(() => undefined)
    if (delivered.rejected.length > 0) return partlyRefused(delivered)
    return { outcome: 'sent', messageKey: delivered.serverMessageId ?? composed.messageId }
  } catch (failure) {
    return resultOfFailure(failure, smtp)
  }
}
