import { acknowledgementFields, type SettingField, type SettingsView } from '../channel.ts'

const byImap = { path: 'receive.how', is: ['imap'] }
const sending = { path: 'smtp', is: [true] }
const byOauth = { path: 'auth.kind', is: ['oauth2'] }
const byPassword = { path: 'auth.kind', is: ['password'] }

const securities = {
  tls: { en: 'TLS from the start (usual)', ja: 'TLS（推奨）' },
  starttls: { en: 'STARTTLS', ja: 'STARTTLS' },
  none: { en: 'Not encrypted (only inside your own network)', ja: '暗号化なし（社内ネットワークのみ）' },
}

const imap: SettingField[] = [
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
    hint: { en: 'Mostly the mail address.', ja: '多くの場合はメールアドレスです。' },
    when: [byImap],
  },
  {
    path: 'receive.folder',
    label: { en: 'Folder', ja: 'フォルダー' },
    hint: { en: 'INBOX is where mail arrives.', ja: '通常はINBOXのままで問題ありません。' },
    when: [byImap],
  },
]

const smtp: SettingField[] = [
  {
    path: 'smtp',
    as: 'present',
    label: { en: 'Send through an SMTP server', ja: 'SMTPサーバーで送信する' },
    hint: { en: 'Without it, outgoing mail waits.', ja: '設定しない間、送信メールは送信待ちになります。' },
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
    hint: { en: 'Left empty: no sign-in.', ja: '空欄の場合は認証なしで接続します。' },
    when: [sending],
  },
]

const signIn: SettingField[] = [
  {
    path: 'auth.kind',
    label: { en: 'How to sign in', ja: '認証方法' },
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
      en: 'With two-step sign-in at your provider: an app password.',
      ja: 'プロバイダーで2段階認証をご利用の場合は、アプリパスワードを入力してください。',
    },
    when: [byPassword],
  },
  {
    path: 'smtpPassword',
    secret: true,
    label: { en: 'Password for sending', ja: '送信用パスワード' },
    hint: { en: 'Only where it is another one.', ja: '受信用と異なる場合だけ入力してください。' },
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
    label: { en: 'Client id', ja: 'クライアントID' },
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
    hint: { en: 'common for any.', ja: '通常はcommonのままで問題ありません。' },
    when: [byOauth, { path: 'auth.provider', is: ['microsoft'] }],
  },
  {
    path: 'refreshToken',
    secret: true,
    label: { en: 'Refresh token', ja: 'リフレッシュトークン' },
    hint: {
      en: 'Comes by itself when you connect; fill it in only if you have one already.',
      ja: '「接続する」で自動的に保存されます。すでにお持ちの場合だけ入力してください。',
    },
    when: [byOauth],
  },
]

const seldom: SettingField[] = [
  {
    path: 'receive.sentFolder',
    label: { en: 'Folder for sent mail', ja: '送信済みメールの保存先フォルダー' },
    hint: { en: 'Left empty: nothing is filed.', ja: '空欄の場合は保存しません。' },
    when: [byImap],
  },
  {
    path: 'receive.markSeen',
    label: { en: 'Mark fetched mail as read', ja: '取り込んだメールを既読にする' },
    when: [byImap],
  },
  {
    path: 'receive.importDays',
    label: { en: 'Days of older mail to bring in', ja: '取り込む過去のメール（日数）' },
    hint: { en: '0: only what comes from now on.', ja: '0の場合は、これから届くメールだけを取り込みます。' },
    when: [byImap],
  },
  {
    path: 'receive.pollSeconds',
    label: { en: 'Look at least every … seconds', ja: '確認間隔の上限（秒）' },
    when: [byImap],
  },
  {
    path: 'receive.largestMegabytes',
    label: { en: 'Fetch whole mails up to … MB', ja: '全体を取り込むメールの上限（MB）' },
    when: [byImap],
  },
  {
    path: 'plusAddressing',
    label: { en: 'Reply addresses carry a signed mark', ja: '返信先アドレスに署名付きの目印を付ける' },
    hint: {
      en: 'Joins answers of mail programs that lose the thread. Your server has to take name+mark@….',
      ja: '返信がスレッドから外れるメールソフトでも同じ会話につながります。お使いのサーバーが「名前+目印@…」宛てを受信できる必要があります。',
    },
  },
  {
    path: 'subjectReference',
    label: { en: 'Conversation’s number in the subject', ja: '件名に会話番号を入れる' },
  },
  {
    path: 'receipts',
    label: { en: 'Ask for delivery reports', ja: '配信通知を要求する' },
  },
  {
    path: 'auth.tokenUrl',
    label: { en: 'Address for tokens', ja: 'トークンの取得先URL' },
    hint: { en: 'Only when not the provider’s usual one.', ja: '標準と異なる場合だけ入力してください。' },
    when: [byOauth],
  },
  {
    path: 'authority',
    as: 'lines',
    label: { en: 'Certificate of a private authority (PEM)', ja: '独自の認証局の証明書（PEM）' },
  },
]

/** How the settings of a mail inbox are asked for. */
export const view: SettingsView = {
  lead: {
    en: 'A mailbox of yours, by IMAP or by forwarding. Answers leave through your own server.',
    ja: 'お使いのメールアドレスでやり取りします。IMAPでの取り込みと、転送での受信に対応しています。',
  },
  connect: {
    label: { en: 'Connect', ja: '接続する' },
    hint: {
      en: 'Opens the provider’s own page, where you sign in and let us into the mailbox.',
      ja: 'プロバイダーの画面を開きます。サインインして、メールボックスへのアクセスを許可してください。',
    },
    when: [byOauth, { path: 'auth.clientId', is: [true] }],
  },
  outlets: [
    {
      key: 'return',
      title: { en: 'Redirect address', ja: 'リダイレクトURI' },
      hint: {
        en: 'Register it with the application at your provider.',
        ja: 'プロバイダーに登録したアプリケーションに設定してください。',
      },
      as: 'address',
      value: '{url}/channels/email/oauth',
      when: [byOauth],
    },
    {
      key: 'forwarding',
      title: { en: 'Forward mail to this address', ja: '転送先アドレス' },
      hint: {
        en: 'Set up forwarding at your provider. What arrives here becomes a conversation.',
        ja: 'ご利用のメールサービスで、このアドレスへの転送を設定してください。届いたメールは会話として表示されます。',
      },
      as: 'address',
      value: '{token}@{host}',
      when: [{ path: 'receive.how', is: ['forwarding'] }],
    },
  ],
  groups: [
    {
      key: 'address',
      title: { en: 'Address', ja: 'メールアドレス' },
      first: true,
      fields: [
        {
          path: 'address',
          label: { en: 'Mail address', ja: 'メールアドレス' },
          hint: {
            en: 'Customers write to it, and answers come from it.',
            ja: 'お客様とのやり取りに使うアドレスです。',
          },
          example: 'support@shop.example',
        },
        {
          path: 'displayName',
          label: { en: 'Sender’s name', ja: '差出人名' },
          hint: { en: 'Left empty: the brand’s name.', ja: '空欄の場合はブランド名になります。' },
        },
      ],
    },
    {
      key: 'receive',
      title: { en: 'Receiving', ja: '受信' },
      first: true,
      fields: [
        {
          path: 'receive.how',
          label: { en: 'How mail comes in', ja: '受信方法' },
          choices: {
            imap: { en: 'From a mailbox (IMAP)', ja: 'メールボックスから取り込む（IMAP）' },
            forwarding: { en: 'Forwarded to us', ja: '転送で受け取る' },
            nothing: { en: 'Not at all: this inbox only sends', ja: '受信しない（送信専用）' },
          },
        },
        ...imap,
      ],
    },
    { key: 'send', title: { en: 'Sending', ja: '送信' }, first: true, fields: smtp },
    { key: 'signIn', title: { en: 'Sign-in', ja: '認証' }, first: true, fields: signIn },
    {
      key: 'words',
      title: { en: 'Answers', ja: '返信' },
      fields: [
        {
          path: 'signature',
          as: 'lines',
          label: { en: 'Signature', ja: '署名' },
          hint: { en: 'Below every answer.', ja: 'すべての返信の末尾に付きます。' },
        },
        {
          path: 'quote',
          label: { en: 'Quote the customer’s mail', ja: '元のメールの引用' },
          choices: {
            last: { en: 'The last one', ja: '直前のメールを引用する' },
            none: { en: 'Nothing', ja: '引用しない' },
          },
        },
        ...acknowledgementFields,
      ],
    },
    { key: 'seldom', title: { en: 'Seldom needed', ja: '詳細設定' }, folded: true, fields: seldom },
  ],
}
