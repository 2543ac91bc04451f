import { acknowledgementFields, type SettingField, type SettingsView } from '../channel.ts'

const protection: SettingField[] = [
  {
    path: 'protection.difficulty',
    label: { en: 'Work for the browser (0–22)', ja: '送信前の自動計算の負荷（0〜22）' },
    hint: {
      en: 'Each step doubles what the visitor’s browser works out in the background. 15 takes a phone under a second; 0 switches it off.',
      ja: '1増やすごとに、お客様の端末が裏側で行う計算が2倍になります。15ならスマートフォンでも1秒未満で終わります。0で無効になります。',
    },
  },
  {
    path: 'protection.minimumSeconds',
    label: { en: 'Least seconds to fill it in', ja: '送信までの最短秒数' },
    hint: { en: 'Only programs are faster.', ja: 'これより早い送信は、プログラムによるものとみなします。' },
  },
  {
    path: 'protection.withoutScript',
    label: { en: 'Browsers without JavaScript may send', ja: 'JavaScriptが無効な環境からの送信を受け付ける' },
  },
  {
    path: 'protection.perSenderAnHour',
    label: {
      en: 'Most inquiries an hour for one mail address',
      ja: '1つのメールアドレスあたりの件数（1時間）',
    },
  },
  {
    path: 'protection.perVisitorAnHour',
    label: {
      en: 'Most inquiries an hour from one internet address',
      ja: '1つのIPアドレスあたりの件数（1時間）',
    },
    hint: { en: 'An office shares one.', ja: '同じ会社の方は同一のIPアドレスになることがあります。' },
  },
  {
    path: 'protection.withoutScriptAnHour',
    label: {
      en: 'Most inquiries an hour without JavaScript, all together',
      ja: 'JavaScriptが無効な環境からの総件数（1時間）',
    },
    when: [{ path: 'protection.withoutScript', is: [true] }],
  },
]

/** How the settings of a form are asked for. */
export const view: SettingsView = {
  lead: {
    en: 'A page with questions of your choice, by itself or inside your shop. Answers go by mail.',
    ja: '入力項目を自由に設定できるフォームです。単独のページとしても、ショップへの埋め込みでも使えます。',
  },
  outlets: [
    {
      key: 'page',
      title: { en: 'Address of its own page', ja: 'フォームのURL' },
      as: 'address',
      value: '{url}/channels/form/{token}',
    },
    {
      key: 'embed',
      title: { en: 'Code for your shop', ja: 'ショップに貼り付けるコード' },
      hint: {
        en: 'Put it where the form shall stand. Changes here show at once.',
        ja: 'フォームを表示したい場所に貼り付けてください。この画面での変更はすぐに反映されます。',
      },
      as: 'code',
      value:
        '<script src="{url}/channels/form/{token}/embed.js" async></script>\n<noscript><a href="{url}/channels/form/{token}">お問い合わせフォーム</a></noscript>',
    },
    {
      key: 'preview',
      title: { en: 'Try it', ja: 'プレビュー' },
      hint: {
        en: 'As it was last saved. What you send here arrives as a real inquiry.',
        ja: '保存済みの設定で表示しています。ここで送信した内容は実際に届きます。',
      },
      as: 'preview',
      value: '/channels/form/{token}?embed=1&lang={language}',
    },
  ],
  groups: [
    {
      key: 'questions',
      title: { en: 'Questions', ja: '入力項目' },
      lead: {
        en: 'What the form asks for, in this order.',
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
      title: { en: 'Look', ja: '表示' },
      fields: [
        {
          path: 'colour',
          label: { en: 'Colour', ja: '色' },
          hint: { en: 'The brand’s colour when left empty.', ja: '指定しない場合はブランドの色を使います。' },
          as: 'colour',
        },
        {
          path: 'theme',
          label: { en: 'Brightness', ja: '明るさ' },
          choices: {
            light: { en: 'Light', ja: 'ライト' },
            dark: { en: 'Dark', ja: 'ダーク' },
            auto: { en: 'As the visitor’s system', ja: 'お客様の端末に合わせる' },
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
          label: { en: 'Most files of one inquiry', ja: '1件あたりの最大ファイル数' },
        },
        {
          path: 'attachments.largestMegabytes',
          label: { en: 'Largest file, in MB', ja: 'ファイルの上限（MB）' },
        },
      ],
    },
    {
      key: 'answers',
      title: { en: 'Answers and receipt', ja: '返信と受付確認' },
      fields: [
        {
          path: 'mailInboxId',
          label: { en: 'Answers are sent by', ja: '返信の送信元' },
          hint: {
            en: 'Left empty: a mail inbox of the same brand. Answers wait until there is one.',
            ja: '指定しない場合は、同じブランドのメール窓口から送信します。メール窓口がない間、返信は送信待ちになります。',
          },
          as: 'sender',
        },
        ...acknowledgementFields,
      ],
    },
    {
      key: 'protection',
      title: { en: 'Protection against spam', ja: '迷惑送信の対策' },
      folded: true,
      fields: protection,
    },
  ],
}
