import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { ImapFlow } from 'imapflow'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { ChannelHost, CheckStep } from '../../channel.ts'
import { type Account, domainOf } from '../account.ts'
import { ownHeaders } from '../own-headers.ts'
import { deliver } from '../send/deliver.ts'
import { resultOfFailure } from '../send/explain-failure.ts'
import type { SmtpSettings } from '../settings.ts'
import { ownMarkOf } from '../threads/tokens.ts'
import type { CheckTimes } from './check-times.ts'
import { failed, ok } from './steps.ts'

const probeMail = (account: Account, id: string): (() => Readable) => {
  const { address } = account.settings
  const text = 'Madoguchi tests this mailbox. / Madoguchiの接続テストです。\n'
  return () =>
    new MailComposer({
      from: address,
      to: address,
      subject: 'Madoguchi: connection check / 接続テスト',
      messageId: `<${id}>`,
      text,
      headers: {
        [ownHeaders.probe]: ownMarkOf(account, id.split('@')[0] ?? ''),
        'Auto-Submitted': 'auto-generated',
      },
      newline: 'win',
    })
      .compile()
      .createReadStream()
}

/** Sends a mail from the inbox to itself. Gives the step and, when it left, the probe's Message-ID. */
export const sendProbe = async (
  account: Account,
  smtp: SmtpSettings,
  host: ChannelHost,
): Promise<{ step: CheckStep; id?: string }> => {
  const { address } = account.settings
  const id = `${randomUUID()}@${domainOf(address)}`
  const stream = probeMail(account, id)
  try {
    await deliver(
      { messageId: id, envelope: { from: address, to: [address] }, size: 2000, stream },
      account,
      smtp,
      host,
    )
    const message = {
      en: `A test mail to ${address} was accepted by the outgoing server.`,
      ja: `${address}宛てのテストメールを送信できました。`,
    }
    return { step: ok('probe.sent', message), id }
  } catch (failure) {
    const result = resultOfFailure(failure, smtp)
    return { step: failed('probe.sent', 'reason' in result ? result.reason : { en: '', ja: '' }) }
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** Looks for the probe in the selected folder until it is there, and takes it away again. */
export const awaitProbe = async (client: ImapFlow, id: string, times: CheckTimes): Promise<CheckStep> => {
  const end = Date.now() + times.patience
  while (Date.now() < end && client.usable) {
    const found = await client
      .search({ header: { 'message-id': `<${id}>` } }, { uid: true })
      .catch(() => false as const)
    if (found && found.length > 0) {
      await client.messageDelete(found.join(','), { uid: true }).catch(() => false)
      return ok('probe.received', {
        en: 'The test mail came back: sending and receiving work.',
        ja: 'テストメールを受信しました。送受信とも正常です。',
      })
    }
    await pause(times.every)
    await client.noop().catch(() => undefined)
  }
  const seconds = Math.round(times.patience / 1000)
  return failed('probe.received', {
    en: `The test mail was sent but did not arrive within ${seconds} seconds. Look into the spam folder, and check that this mailbox receives mail for the inbox’s address.`,
    ja: `テストメールは送信されましたが、${seconds}秒以内に届きませんでした。迷惑メールフォルダーと、このメールボックスが窓口のアドレス宛てのメールを受け取る設定かを確認してください。`,
  })
}
