import { acknowledgementFields, type SettingsView } from '../channel.ts'
import { byOauth, imap, seldom, signIn, smtp } from './view-fields.ts'

/** How the settings of a mail inbox are asked for. */
export const view: SettingsView = {
  lead: {
    en: 'Your own mailbox, by IMAP or forwarding. Replies are sent through your own mail server.',
    ja: 'お使いのメールアドレスでやり取りします。IMAPでの取り込みと、転送での受信に対応しています。',
  },
  connect: {
    label: { en: 'Connect', ja: '接続する' },
    hint: {
      en: 'Opens the provider’s page, where you sign in and allow access to the mailbox.',
      ja: 'プロバイダーの画面を開きます。サインインして、メールボックスへのアクセスを許可してください。',
    },
    when: [byOauth, { path: 'auth.clientId', is: [true] }],
  },
  // Whoever chooses mail expects to get some.
  begin: { receive: { how: 'imap' } },
  steps: {
    address: { en: 'Address', ja: 'アドレス' },
    receive: { en: 'Receiving', ja: '受信' },
    'imap.reach': { en: 'IMAP server', ja: 'IMAPサーバー' },
    'imap.tls': { en: 'IMAP encryption', ja: 'IMAPの暗号化' },
    'imap.signIn': { en: 'IMAP sign-in', ja: 'IMAPの認証' },
    'imap.folder': { en: 'Folder', ja: 'フォルダー' },
    'imap.sentFolder': { en: 'Sent mail folder', ja: '送信済みフォルダー' },
    'smtp.reach': { en: 'SMTP server', ja: 'SMTPサーバー' },
    'smtp.tls': { en: 'SMTP encryption', ja: 'SMTPの暗号化' },
    'smtp.signIn': { en: 'SMTP sign-in', ja: 'SMTPの認証' },
    'probe.sent': { en: 'Send test email', ja: 'テストメールの送信' },
    'probe.received': { en: 'Receive test email', ja: 'テストメールの受信' },
  },
  outlets: [
    {
      key: 'return',
      title: { en: 'Redirect URI', ja: 'リダイレクトURI' },
      hint: {
        en: 'Set it in the application that you registered with your provider.',
        ja: 'プロバイダーに登録したアプリケーションに設定してください。',
      },
      as: 'address',
      value: '{url}/channels/email/oauth',
      when: [byOauth],
    },
    {
      key: 'forwarding',
      title: { en: 'Forwarding address', ja: '転送先アドレス' },
      hint: {
        en: 'Set your email provider to forward to this address. Emails that arrive here become conversations.',
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
          label: { en: 'Email address', ja: 'メールアドレス' },
          hint: {
            en: 'The address that customers write to and get replies from.',
            ja: 'お客様とのやり取りに使うアドレスです。',
          },
          example: 'support@shop.example',
        },
        {
          path: 'displayName',
          label: { en: 'Sender name', ja: '差出人名' },
          hint: { en: 'Leave empty for the brand’s name.', ja: '空欄の場合はブランド名になります。' },
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
          label: { en: 'How to receive email', ja: '受信方法' },
          choices: {
            imap: { en: 'From a mailbox (IMAP)', ja: 'メールボックスから取り込む（IMAP）' },
            forwarding: { en: 'By forwarding', ja: '転送で受け取る' },
            nothing: { en: 'Do not receive (sending only)', ja: '受信しない（送信専用）' },
          },
        },
        ...imap,
      ],
    },
    { key: 'send', title: { en: 'Sending', ja: '送信' }, first: true, fields: smtp },
    { key: 'signIn', title: { en: 'Sign-in', ja: '認証' }, first: true, fields: signIn },
    {
      key: 'words',
      title: { en: 'Replies', ja: '返信' },
      fields: [
        {
          path: 'signature',
          as: 'lines',
          label: { en: 'Signature', ja: '署名' },
          hint: {
            en: 'Added to every reply, below the signature of the person who wrote it.',
            ja: 'すべての返信の末尾（担当者の署名の下）に付きます。',
          },
        },
        {
          path: 'quote',
          label: { en: 'Quote earlier emails', ja: '元のメールの引用' },
          choices: {
            last: { en: 'Only the last one', ja: '直前のメールを引用する' },
            all: { en: 'The whole history', ja: 'これまでのやり取りをすべて引用する' },
            none: { en: 'Do not quote', ja: '引用しない' },
          },
        },
        ...acknowledgementFields,
      ],
    },
    { key: 'seldom', title: { en: 'Advanced', ja: '詳細設定' }, folded: true, fields: seldom },
  ],
}
