import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import { connectImap } from '../imap/connect.ts'
import type { ImapSettings } from '../settings.ts'

/** The mailbox in which sent mail is to be filed, if the settings name one. */
export const sentFolderOf = ({ settings }: Account): ImapSettings | undefined =>
  settings.receive.how === 'imap' && settings.receive.sentFolder !== '' ? settings.receive : undefined

/** Files a sent mail on the mail server too. A convenience: what fails here changes nothing about the sending. */
export const appendSent = async (
  raw: Buffer,
  account: Account,
  imap: ImapSettings,
  host: ChannelHost,
): Promise<void> => {
  try {
    const client = await connectImap(account, imap, host)
    try {
      await client.append(imap.sentFolder, raw, ['\\Seen'])
      await client.logout()
    } finally {
      client.close()
    }
  } catch {
    host.log.info({ inbox: account.id }, 'A sent mail could not be filed on the mail server')
  }
}
