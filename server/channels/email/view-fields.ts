import type { SettingField } from '../channel.ts'

const byImap = { path: 'receive.how', is: ['imap'] }
const sending = { path: 'smtp', is: [true] }
/** Asked only of accounts that sign in by OAuth2. */
export const byOauth = { path: 'auth.kind', is: ['oauth2'] }
const byPassword = { path: 'auth.kind', is: ['password'] }

const securities = {
  tls: { en: 'TLS (recommended)', ja: 'TLS（推奨）' },
  starttls: { en: 'STARTTLS', ja: 'STARTTLS' },
  none: { en: 'None (only inside your own network)', ja: '暗号化なし（社内ネットワークのみ）' },
}

/** The mailbox that mail is fetched from. */
export const imap: SettingField[] = [
  {
    path: 'receive.host',
    label: { en: 'IMAP server', ja: 'IMAPサーバー' },
    example: 'imap.example.com',
    when: [byImap],
  },
  { path: 'receive.port', label: { en: 'Port', ja: 'ポート' }, when: [byImap] },
  {
    path: 'receive.security',
    label: { en: 'Encryption', ja: '暗号化' },
    choices: securities,
    when: [byImap],
  },
  {
    path: 'receive.user',
    label: { en: 'User name', ja: 'ユーザー名' },
    hint: { en: 'Usually the email address.', ja: '多くの場合はメールアドレスです。' },
    when: [byImap],
  },
  {
    path: 'receive.folder',
    label: { en: 'Folder', ja: 'フォルダー' },
    hint: { en: 'Usually INBOX.', ja: '通常はINBOXのままで問題ありません。' },
    when: [byImap],
  },
]

/** The server that mail leaves through. */
export const smtp: SettingField[] = [
  {
    path: 'smtp',
    as: 'present',
    label: { en: 'Send through an SMTP server', ja: 'SMTPサーバーで送信する' },
    hint: { en: 'Without one, outgoing emails wait.', ja: '設定しない間、送信メールは送信待ちになります。' },
  },
  {
    path: 'smtp.host',
    label: { en: 'SMTP server', ja: 'SMTPサーバー' },
    example: 'smtp.example.com',
    when: [sending],
  },
  { path: 'smtp.port', label: { en: 'Port', ja: 'ポート' }, when: [sending] },
  {
    path: 'smtp.security',
    label: { en: 'Encryption', ja: '暗号化' },
    choices: securities,
    when: [sending],
  },
  {
    path: 'smtp.user',
    label: { en: 'User name', ja: 'ユーザー名' },
    hint: { en: 'Leave empty to connect without signing in.', ja: '空欄の場合は認証なしで接続します。' },
    when: [sending],
  },
]

/** How we sign in to both. */
export const signIn: SettingField[] = [
  {
    path: 'auth.kind',
    label: { en: 'Sign-in method', ja: '認証方法' },
    choices: {
      password: { en: 'User name and password', ja: 'ユーザー名とパスワード' },
      oauth2: { en: 'OAuth2 (Google, Microsoft)', ja: 'OAuth2（Google・Microsoft）' },
    },
  },
  {
    path: 'password',
    secret: true,
    label: { en: 'Password', ja: 'パスワード' },
    hint: {
      en: 'If your provider uses two-step verification, enter an app password.',
      ja: 'プロバイダーで2段階認証をご利用の場合は、アプリパスワードを入力してください。',
    },
    when: [byPassword],
  },
  {
    path: 'smtpPassword',
    secret: true,
    label: { en: 'Password for sending', ja: '送信用パスワード' },
    hint: { en: 'Only if it differs.', ja: '受信用と異なる場合だけ入力してください。' },
    when: [byPassword, sending],
  },
  {
    path: 'auth.provider',
    label: { en: 'Provider', ja: 'プロバイダー' },
    choices: {
      google: { en: 'Google', ja: 'Google' },
      microsoft: { en: 'Microsoft', ja: 'Microsoft' },
    },
    when: [byOauth],
  },
  {
    path: 'auth.clientId',
    label: { en: 'Client ID', ja: 'クライアントID' },
    hint: {
      en: 'From the application that you registered with the provider.',
      ja: 'プロバイダーに登録したアプリケーションのIDです。',
    },
    when: [byOauth],
  },
  {
    path: 'clientSecret',
    secret: true,
    label: { en: 'Client secret', ja: 'クライアントシークレット' },
    when: [byOauth],
  },
  {
    path: 'auth.tenant',
    label: { en: 'Directory (tenant)', ja: 'テナント' },
    hint: { en: 'Usually common.', ja: '通常はcommonのままで問題ありません。' },
    when: [byOauth, { path: 'auth.provider', is: ['microsoft'] }],
  },
  {
    path: 'refreshToken',
    secret: true,
    label: { en: 'Refresh token', ja: 'リフレッシュトークン' },
    hint: {
      en: 'Filled in automatically when you connect. Enter one only if you already have it.',
      ja: '「接続する」で自動的に保存されます。すでにお持ちの場合だけ入力してください。',
    },
    when: [byOauth],
  },
]

/** What hardly anybody has to change. */
export const seldom: SettingField[] = [
  {
    path: 'receive.sentFolder',
    label: { en: 'Sent mail folder', ja: '送信済みメールの保存先フォルダー' },
    hint: { en: 'Leave empty to save no copies.', ja: '空欄の場合は保存しません。' },
    when: [byImap],
  },
  {
    path: 'receive.markSeen',
    label: { en: 'Mark fetched emails as read', ja: '取り込んだメールを既読にする' },
    when: [byImap],
  },
  {
    path: 'receive.importDays',
    label: { en: 'Days of older emails to import', ja: '取り込む過去のメール（日数）' },
    hint: { en: '0: only new emails from now on.', ja: '0の場合は、これから届くメールだけを取り込みます。' },
    when: [byImap],
  },
  {
    path: 'receive.pollSeconds',
    label: { en: 'Check at least every (seconds)', ja: '確認間隔の上限（秒）' },
    when: [byImap],
  },
  {
    path: 'receive.largestMegabytes',
    label: { en: 'Fetch complete emails up to (MB)', ja: '全体を取り込むメールの上限（MB）' },
    when: [byImap],
  },
  {
    path: 'plusAddressing',
    label: { en: 'Signed reply addresses', ja: '返信先アドレスに署名付きの目印を付ける' },
    hint: {
      en: 'Links replies even when an email program loses the thread. Your server must accept name+mark@….',
      ja: '返信がスレッドから外れるメールソフトでも同じ会話につながります。お使いのサーバーが「名前+目印@…」宛てを受信できる必要があります。',
    },
  },
  {
    path: 'subjectReference',
    label: { en: 'Conversation number in the subject', ja: '件名に会話番号を入れる' },
  },
  {
    path: 'charset',
    label: { en: 'Character encoding of outgoing emails', ja: '送信メールの文字コード' },
    choices: {
      'utf-8': { en: 'UTF-8 (recommended)', ja: 'UTF-8（推奨）' },
      'iso-2022-jp': { en: 'ISO-2022-JP (JIS)', ja: 'ISO-2022-JP（JIS）' },
    },
    hint: {
      en: 'Choose ISO-2022-JP only if your customers use old email programs in Japan. Emails with characters that it lacks (①, ㈱, 髙, half-width kana, emoji) are sent as UTF-8.',
      ja: '古いメールソフトをお使いのお客様が多い場合に限り、ISO-2022-JPを選んでください。機種依存文字（①・㈱・髙など）、半角カナ、絵文字などを含むメールは、自動的にUTF-8で送信します。',
    },
  },
  {
    path: 'receipts',
    label: { en: 'Request delivery reports', ja: '配信通知を要求する' },
  },
  {
    path: 'auth.tokenUrl',
    label: { en: 'Token URL', ja: 'トークンの取得先URL' },
    hint: {
      en: 'Only if it differs from the provider’s usual one.',
      ja: '標準と異なる場合だけ入力してください。',
    },
    when: [byOauth],
  },
  {
    path: 'authority',
    as: 'lines',
    label: { en: 'Private certificate authority (PEM)', ja: '独自の認証局の証明書（PEM）' },
  },
]
