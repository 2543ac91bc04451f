import type { ImapFlow } from 'imapflow'
import type { ChannelHost, CheckStep } from '../../channel.ts'
import { type Account, domainOf } from '../account.ts'
import { checkImap } from './check-imap.ts'
import { checkSmtp } from './check-smtp.ts'
import { type CheckTimes, usualCheckTimes } from './check-times.ts'
import { awaitProbe, sendProbe } from './probe.ts'
import { failed, notTried, ok, skipped } from './steps.ts'

const checkAddress = (address: string): CheckStep => {
  const domain = domainOf(address)
  const plausible =
    /^[^\s@]{1,64}@[^\s@]+$/.test(address) && /^(?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}\p{N}-]{2,63}$/u.test(domain)
  return plausible
    ? ok('address', { en: `${address} is a valid address.`, ja: `${address}は有効なアドレスです。` })
    : failed('address', {
        en: `${address} is not a complete email address. It needs a name, an @ and a domain such as shop.example.`,
        ja: `${address}は正しいメールアドレスの形式ではありません。「名前@ドメイン」の形で入力してください。`,
      })
}

const receiveElsewhere = (account: Account, host: ChannelHost): CheckStep => {
  const { how } = account.settings.receive
  if (how === 'nothing')
    return skipped('receive', {
      en: 'This inbox only sends; nothing is received.',
      ja: 'この窓口は送信専用です。受信は設定されていません。',
    })
  const target = `${account.token}@${new URL(host.publicUrl).hostname}`
  return host.smtpInPort === undefined
    ? failed('receive', {
        en: 'Forwarding is selected, but the built-in mail receiver is off. The administrator of this installation has to set its port.',
        ja: '転送での受信が選ばれていますが、内蔵のメール受信機能が有効になっていません。システムの管理者がポートを設定する必要があります。',
      })
    : ok('receive', {
        en: `Emails forwarded to ${target} (port ${host.smtpInPort}) are received. Set up forwarding at your provider, then send an email to try it.`,
        ja: `${target}（ポート${host.smtpInPort}）に転送されたメールを受信します。プロバイダーで転送を設定し、メールを1通送ってお試しください。`,
      })
}

const noSmtp = skipped('smtp.reach', {
  en: 'No outgoing mail server is set up. Emails wait until there is one.',
  ja: '送信メールサーバーが設定されていません。設定されるまで送信待ちになります。',
})

/** Nothing failed: without an outgoing server there is no test mail. */
const noWay = (name: string): CheckStep =>
  skipped(name, {
    en: 'Not tried because no outgoing mail server is set up.',
    ja: '送信メールサーバーが設定されていないため、確認していません。',
  })

/** Sends a mail to the inbox itself and waits for it. */
async function* probe(
  account: Account,
  host: ChannelHost,
  client: ImapFlow | undefined,
  times: CheckTimes,
): AsyncGenerator<CheckStep> {
  const { smtp } = account.settings
  const sent = smtp ? await sendProbe(account, smtp, host) : { step: notTried('probe.sent') }
  yield sent.step
  if (!sent.id || !client) yield notTried('probe.received')
  else yield await awaitProbe(client, sent.id, times)
}

/**
 * Tries the whole way of a mail, step by step, each with what was seen and what to do: address, IMAP (reach, TLS,
 * sign-in, folder), SMTP (reach, TLS, sign-in), and a test mail that is sent and received.
 */
export async function* check(
  account: Account,
  host: ChannelHost,
  times: CheckTimes = usualCheckTimes,
): AsyncGenerator<CheckStep> {
  const { address, receive, smtp } = account.settings
  let client: ImapFlow | undefined
  let sound = true
  const note = (step: CheckStep): CheckStep => {
    if (step.state === 'failed') sound = false
    return step
  }
  yield note(checkAddress(address))
  try {
    if (receive.how === 'imap') {
      for await (const step of checkImap(account, receive, host, times.imap, (opened) => {
        client = opened
      }))
        yield note(step)
    } else yield note(receiveElsewhere(account, host))
    if (!smtp) yield noSmtp
    else for await (const step of checkSmtp(account, smtp, host, times.smtp)) yield note(step)
    if (sound && !smtp) {
      yield noWay('probe.sent')
      yield noWay('probe.received')
    } else if (!sound || !smtp) {
      yield notTried('probe.sent')
      yield notTried('probe.received')
    } else yield* probe(account, host, client, times)
  } finally {
    client?.close()
  }
}
