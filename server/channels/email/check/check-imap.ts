import type { ImapFlow } from 'imapflow'
import type { ChannelHost, CheckStep } from '../../channel.ts'
import type { Account } from '../account.ts'
import { type ConnectionFailure, connectImap, failureOf, type ImapTimeouts } from '../imap/connect.ts'
import type { ImapSettings } from '../settings.ts'
import { connectionSteps, failed, notTried, ok, stageOf } from './steps.ts'

const folderNames = async (client: ImapFlow): Promise<string> =>
  (await client.list().catch(() => []))
    .map(({ path }) => path)
    .slice(0, 30)
    .join(', ')

const checkFolder = async (
  client: ImapFlow,
  imap: ImapSettings,
  folder: string,
  name: string,
): Promise<CheckStep> => {
  try {
    const { exists } = await client.mailboxOpen(folder)
    return ok(name, {
      en: `The folder “${folder}” exists and holds ${exists} email(s).`,
      ja: `フォルダー「${folder}」を確認しました（メール${exists}件）。`,
    })
  } catch (error) {
    if (!(error as { mailboxMissing?: boolean }).mailboxMissing)
      return failed(name, failureOf(error, imap).words)
    const names = await folderNames(client)
    return failed(name, {
      en: `There is no folder named “${folder}”. The mailbox has: ${names}.`,
      ja: `フォルダー「${folder}」がありません。このメールボックスのフォルダー: ${names}`,
    })
  }
}

/** The steps of receiving. The connection is left open with its folder selected, for the probe. */
export async function* checkImap(
  account: Account,
  imap: ImapSettings,
  host: ChannelHost,
  timeouts: ImapTimeouts,
  opened: (client: ImapFlow) => void,
): AsyncGenerator<CheckStep> {
  let client: ImapFlow | undefined
  let failure: ConnectionFailure | undefined
  try {
    client = await connectImap(account, imap, host, timeouts)
  } catch (error) {
    failure = failureOf(error, imap)
  }
  const server = `${imap.host}:${imap.port}`
  yield* connectionSteps(
    'imap',
    imap.security,
    server,
    failure && { stage: stageOf(failure), words: failure.words },
  )
  if (!client) {
    yield notTried('imap.folder')
    return
  }
  if (imap.sentFolder) yield await checkFolder(client, imap, imap.sentFolder, 'imap.sentFolder')
  const step = await checkFolder(client, imap, imap.folder, 'imap.folder')
  if (step.state === 'ok') opened(client)
  else client.close()
  yield step
}
