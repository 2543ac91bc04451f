import type { Security } from '../settings.ts'
import { quoteServer, type Words } from '../words.ts'
import { HostRefused } from './guard.ts'
import { Busy } from './slots.ts'

/** Where a connection was to go. */
export interface Target {
  protocol: 'IMAP' | 'SMTP'
  host: string
  port: number
  security: Security
}

/** What the libraries leave on their errors; every property may be missing. */
interface ForeignError {
  code?: string
  originalCode?: string
  message?: string
  authenticationFailed?: boolean
  serverResponseCode?: string
  responseText?: string
  response?: unknown
  responseCode?: number
  mailboxMissing?: boolean
}

const usualPorts = {
  IMAP: { tls: 993, starttls: 143, none: 143 },
  SMTP: { tls: 465, starttls: 587, none: 25 },
} as const

const wrongPort = ({ protocol, port, security }: Target): Words => {
  const usual = usualPorts[protocol][security]
  if (usual === port) return { en: '', ja: '' }
  return {
    en: ` For this kind of encryption the usual port is ${usual}; ${port} is set.`,
    ja: `この暗号化方式の標準ポートは${usual}です（現在の設定: ${port}）。`,
  }
}

const certificateWords = (code: string, host: string): Words | undefined => {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      en: `The server’s certificate does not match the name ${host}. Enter the server name that your provider states.`,
      ja: `サーバー証明書の名前が${host}と一致しません。プロバイダーが案内しているサーバー名を入力してください。`,
    }
  if (/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)/.test(code))
    return {
      en: `The certificate of ${host} was not issued by a trusted authority (it may be self-signed). Check the server name, or add the certificate of your own authority to the inbox settings.`,
      ja: `${host}の証明書は信頼できる認証局から発行されていません（自己署名の可能性があります）。サーバー名を確認するか、自社の認証局の証明書を窓口の設定に追加してください。`,
    }
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(code))
    return {
      en: `The certificate of ${host} has expired or is not yet valid. Ask the server’s provider to renew it, and check this machine’s clock.`,
      ja: `${host}の証明書が有効期限外です。プロバイダーに更新を依頼し、このサーバーの時計も確認してください。`,
    }
  return undefined
}

/** OpenSSL writes `thread:error:number:library:function:reason:file:line:`; only the reason says something. */
const reasonOf = (message: string): string => /:error:\w+:[^:]*:[^:]*:([^:]+):/.exec(message)?.[1] ?? message

const tlsWords = (target: Target, message: string): Words => {
  const port = wrongPort(target)
  const said = quoteServer(reasonOf(message))
  return {
    en: `An encrypted connection to ${target.host}:${target.port} could not be made.${port.en} Check port and encryption (TLS or STARTTLS). (${said})`,
    ja: `${target.host}:${target.port}との暗号化通信を確立できませんでした。${port.ja}ポートと暗号化方式（TLSまたはSTARTTLS）を確認してください。（${said}）`,
  }
}

const appPassword: Record<string, Words> = {
  'gmail|google': {
    en: ' Google accepts only an app password here (Google account, Security, 2-step verification, App passwords), or sign-in with Google.',
    ja: 'Googleでは通常のパスワードは使えません。アプリパスワード（Googleアカウント → セキュリティ → 2段階認証プロセス → アプリパスワード）か、Googleでのログインを設定してください。',
  },
  'outlook|office365|hotmail': {
    en: ' Microsoft no longer accepts passwords here; set up sign-in with Microsoft.',
    ja: 'Microsoftではパスワードによる接続は廃止されています。Microsoftでのログインを設定してください。',
  },
  yahoo: {
    en: ' Yahoo needs IMAP and SMTP access to be switched on in its mail settings, and outside Japan an app password.',
    ja: 'Yahoo!メールでは、メールの設定で「IMAP/POP/SMTPアクセス」を有効にする必要があります（Yahoo! JAPAN以外ではアプリパスワードも必要です）。',
  },
  icloud: {
    en: ' iCloud needs an app-specific password (account.apple.com, Sign-In and Security).',
    ja: 'iCloudではApp用パスワード（account.apple.com → サインインとセキュリティ）が必要です。',
  },
}

const signInWords = ({ protocol, host }: Target, said: string): Words => {
  const server = said ? ` (Server: ${said})` : ''
  const serverJa = said ? `（サーバーの応答: ${said}）` : ''
  if (
    /imap.{0,30}(?:disabled|not enabled|switched off|turned off)|access to imap is disabled|not enabled for imap/i.test(
      said,
    )
  )
    return {
      en: `IMAP is switched off for this mailbox. Switch it on in the mailbox’s settings at your provider.${server}`,
      ja: `このメールボックスではIMAPが無効になっています。プロバイダーのメール設定でIMAPを有効にしてください。${serverJa}`,
    }
  const hint = Object.entries(appPassword).find(([names]) =>
    new RegExp(names, 'i').test(`${host} ${said}`),
  )?.[1]
  return {
    en: `${protocol} did not accept the user name and password. Check both for typing errors.${hint?.en ?? ''}${server}`,
    ja: `${protocol}のユーザー名またはパスワードが正しくありません。入力内容を確認してください。${hint?.ja ?? ''}${serverJa}`,
  }
}

const reachWords = (code: string, target: Target): Words => {
  const where = `${target.host}:${target.port}`
  const port = wrongPort(target)
  if (code === 'ECONNREFUSED')
    return {
      en: `${where} refused the connection.${port.en} Check server name and port.`,
      ja: `${where}への接続が拒否されました。${port.ja}サーバー名とポートを確認してください。`,
    }
  if (/TIMEOUT|TIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(code))
    return {
      en: `${where} did not answer in time.${port.en} Check server name, port and encryption, and any firewall in between.`,
      ja: `${where}から応答がありませんでした。${port.ja}サーバー名・ポート・暗号化方式と、ファイアウォールの設定を確認してください。`,
    }
  return {
    en: `The connection to ${where} broke off.${port.en} It is retried automatically.`,
    ja: `${where}との接続が途切れました。${port.ja}自動的に再接続します。`,
  }
}

const refusedWords = (error: HostRefused, host: string): Words =>
  error.why === 'private'
    ? {
        en: `${host} is inside a private network, which this installation may not connect to. Its administrator can allow it.`,
        ja: `${host}はプライベートネットワーク内にあるため接続できません。許可する場合は、このシステムの管理者に依頼してください。`,
      }
    : {
        en: `No server named ${host} was found. Check the name for typing errors.`,
        ja: `サーバー${host}が見つかりません。サーバー名に誤りがないか確認してください。`,
      }

const busyWords = ({ host }: Target): Words => ({
  en: `All connections to ${host} are in use for other emails right now.`,
  ja: `${host}への接続は、現在すべて他のメールの送信に使用中です。`,
})

/** True when the server answered and did not accept who we are. */
export const isSignInFailure = (error: unknown): boolean => {
  const { authenticationFailed, serverResponseCode, code, responseCode } = error as ForeignError
  if (serverResponseCode === 'UNAVAILABLE' || (responseCode !== undefined && responseCode < 500)) return false
  return authenticationFailed === true || code === 'EAUTH'
}

/** A failed connection in plain words: what was seen and what to do about it. */
export const explainConnection = (error: unknown, target: Target): Words => {
  if (error instanceof HostRefused) return refusedWords(error, target.host)
  if (error instanceof Busy) return busyWords(target)
  const foreign = error as ForeignError
  const said = quoteServer(
    foreign.responseText ?? (typeof foreign.response === 'string' ? foreign.response : ''),
  )
  if (isSignInFailure(error)) return signInWords(target, said)
  const code = foreign.originalCode ?? foreign.code ?? ''
  const certificate = certificateWords(foreign.code ?? '', target.host) ?? certificateWords(code, target.host)
  if (certificate) return certificate
  if (/^ERR_(?:SSL|TLS)|EPROTO|ETLS|UPGRADE_TIMEOUT|STARTTLS/.test(`${code} ${foreign.code}`))
    return tlsWords(target, foreign.message ?? code)
  if (said) return { en: `The server answered: ${said}`, ja: `サーバーから次の応答がありました: ${said}` }
  return reachWords(code, target)
}
