import { acknowledgementFields, type SettingField, type SettingsView } from '../channel.ts'

const protection: SettingField[] = [
  {
    path: 'protection.difficulty',
    label: { en: 'Browser work before sending (0–22)', ja: '送信前の自動計算の負荷（0〜22）' },
    hint: {
      en: 'Each step doubles what the customer’s browser calculates in the background. 15 takes a phone under a second; 0 turns it off.',
      ja: '1増やすごとに、お客様の端末が裏側で行う計算が2倍になります。15ならスマートフォンでも1秒未満で終わります。0で無効になります。',
    },
  },
  {
    path: 'protection.minimumSeconds',
    label: { en: 'Minimum seconds before sending', ja: '送信までの最短秒数' },
    hint: {
      en: 'Anything faster is taken for a program.',
      ja: 'これより早い送信は、プログラムによるものとみなします。',
    },
  },
  {
    path: 'protection.withoutScript',
    label: { en: 'Accept browsers without JavaScript', ja: 'JavaScriptが無効な環境からの送信を受け付ける' },
  },
  {
    path: 'protection.perSenderAnHour',
    label: {
      en: 'Inquiries per hour from one email address',
      ja: '1つのメールアドレスあたりの件数（1時間）',
    },
  },
  {
    path: 'protection.perVisitorAnHour',
    label: {
      en: 'Inquiries per hour from one IP address',
      ja: '1つのIPアドレスあたりの件数（1時間）',
    },
    hint: {
      en: 'People in one office often share one.',
      ja: '同じ会社の方は同一のIPアドレスになることがあります。',
    },
  },
  {
    path: 'protection.withoutScriptAnHour',
    label: {
      en: 'Inquiries per hour without JavaScript, in total',
      ja: 'JavaScriptが無効な環境からの総件数（1時間）',
    },
    when: [{ path: 'protection.withoutScript', is: [true] }],
  },
]

/** How the settings of a form are asked for. */
export const view: SettingsView = {
  lead: {
    en: 'A form with your own questions, as a page of its own or inside your shop. Replies are sent by email.',
    ja: '入力項目を自由に設定できるフォームです。単独のページとしても、ショップへの埋め込みでも使えます。',
  },
  outlets: [
    {
      key: 'page',
      title: { en: 'Form URL', ja: 'フォームのURL' },
      as: 'address',
      value: '{url}/channels/form/{token}',
    },
    {
      key: 'embed',
      title: { en: 'Code for your shop', ja: 'ショップに貼り付けるコード' },
      hint: {
        en: 'Place it where the form should appear. Changes made here show at once.',
        ja: 'フォームを表示したい場所に貼り付けてください。この画面での変更はすぐに反映されます。',
      },
      as: 'code',
      value:
        '<script src="{url}/channels/form/{token}/embed.js" async></script>\n<noscript><a href="{url}/channels/form/{token}">お問い合わせ / Contact</a></noscript>',
    },
    {
      key: 'preview',
      title: { en: 'Preview', ja: 'プレビュー' },
      hint: {
        en: 'Shows the saved settings. Anything you send here arrives as a real inquiry.',
        ja: '保存済みの設定で表示しています。ここで送信した内容は実際に届きます。',
      },
      as: 'preview',
      value: '/channels/form/{token}?lang={language}',
    },
  ],
  groups: [
    {
      key: 'questions',
      title: { en: 'Questions', ja: '入力項目' },
      lead: {
        en: 'Asked in this order.',
        ja: 'フォームに表示する項目です。表示順に並んでいます。',
      },
      fields: [{ path: 'fields', label: { en: 'Questions', ja: '入力項目' }, as: 'questions' }],
    },
    {
      key: 'words',
      title: { en: 'Texts', ja: '文面' },
      fields: [
        {
          path: 'languages',
          label: { en: 'Languages of the page', ja: '表示言語' },
          as: 'several',
          choices: { ja: { en: 'Japanese', ja: '日本語' }, en: { en: 'English', ja: '英語' } },
        },
        { path: 'title', label: { en: 'Heading', ja: '見出し' } },
        { path: 'introduction', label: { en: 'Introduction', ja: '説明文' }, as: 'lines' },
        { path: 'thanks', label: { en: 'After sending', ja: '送信完了後の文面' }, as: 'lines' },
      ],
    },
    {
      key: 'look',
      title: { en: 'Appearance', ja: '表示' },
      fields: [
        {
          path: 'colour',
          label: { en: 'Colour', ja: '色' },
          hint: { en: 'Leave empty for the brand’s colour.', ja: '指定しない場合はブランドの色を使います。' },
          as: 'colour',
        },
        {
          path: 'theme',
          label: { en: 'Theme', ja: '配色' },
          choices: {
            light: { en: 'Light', ja: 'ライト' },
            dark: { en: 'Dark', ja: 'ダーク' },
            auto: { en: 'Match the customer’s device', ja: 'お客様の端末に合わせる' },
          },
        },
      ],
    },
    {
      key: 'files',
      title: { en: 'Files', ja: '添付ファイル' },
      fields: [
        {
          path: 'attachments.most',
          label: { en: 'Maximum files per inquiry', ja: '1件あたりの最大ファイル数' },
        },
        {
          path: 'attachments.largestMegabytes',
          label: { en: 'Maximum file size (MB)', ja: 'ファイルの上限（MB）' },
        },
      ],
    },
    {
      key: 'answers',
      title: { en: 'Replies and confirmation', ja: '返信と受付確認' },
      fields: [
        {
          path: 'mailInboxId',
          label: { en: 'Send replies from', ja: '返信の送信元' },
          hint: {
            en: 'Leave empty for an email inbox of the same brand. Replies wait until there is one.',
            ja: '指定しない場合は、同じブランドのメール窓口から送信します。メール窓口がない間、返信は送信待ちになります。',
          },
          as: 'sender',
        },
        ...acknowledgementFields,
      ],
    },
    {
      key: 'protection',
      title: { en: 'Spam protection', ja: '迷惑送信対策' },
      folded: true,
      fields: protection,
    },
  ],
}
