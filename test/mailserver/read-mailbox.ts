import { ImapFlow } from 'imapflow'
import { simpleParser, type ParsedMail } from 'mailparser'
import type { MailServer } from './index.ts'

/** Everything that lies in a folder of a mailbox, oldest first; nothing when there is no such folder. */
export const readMailbox = async (
  server: MailServer,
  address: string,
  folder = 'INBOX',
): Promise<ParsedMail[]> => {
  const client = new ImapFlow({
    host: server.host,
    port: server.imap.tls,
    secure: true,
    auth: { user: address, pass: server.password },
    tls: { ca: server.authority },
    logger: false,
  })
  await client.connect()
  try {
    const folders = (await client.list()).map(({ path }) => path)
    if (!folders.includes(folder)) return []
    const { exists } = await client.mailboxOpen(folder, { readOnly: true })
    if (exists === 0) return []
    const mails: ParsedMail[] = []
    for (const { source } of await client.fetchAll('1:*', { source: true }))
      mails.push(await simpleParser(source as Buffer))
    return mails
  } finally {
    await client.logout()
  }
}
