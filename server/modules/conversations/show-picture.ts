import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Download } from '../../kernel/http/index.ts'
import type { Vault } from '../../kernel/secrets/index.ts'
import { fetchPicture } from './fetch-picture.ts'
import { findMessage } from './get-conversation.ts'

const signed = (messageId: string, url: string): string => `${messageId} ${url}`

/** Our own address of a remote picture of a message. It is signed, so that nobody makes us fetch anything else. */
export const pictureAddress = (vault: Vault, messageId: string, url: string): string => {
  const query = new URLSearchParams({
    url,
    signature: vault.sign('remote-picture', signed(messageId, url)),
  })
  return `/api/messages/${messageId}/picture?${query}`
}

/** A remote picture of a message in sight, fetched by us: its server learns neither the reader nor their address. */
export const showPicture = async (
  db: Db,
  caller: Caller,
  input: { messageId: string; url: string; signature: string },
): Promise<Download> => {
  await findMessage(db, caller, input.messageId)
  if (!db.kernel.vault.verify('remote-picture', signed(input.messageId, input.url), input.signature))
    throw notFound('conversations.no-picture', 'This message has no such picture.')
  return fetchPicture(input.url)
}
