import { acknowledgementFields, type SettingsView } from '../channel.ts'

const asked = {
  off: { en: 'Not asked', ja: '尋ねない' },
  optional: { en: 'Asked, may be left empty', ja: '任意' },
  required: { en: 'Has to be given', ja: '必須' },
}

/** How the settings of a chat inbox are asked for. */
export const view: SettingsView = {
  lead: {
    en: 'A window on your shop’s pages. Agents answer while the visitor is there, or by mail.',
    ja: 'ショップのページにチャット画面を表示します。お客様が離れたあとの返信はメールで届けられます。',
  },
  outlets: [
    {
      key: 'embed',
      title: { en: 'Code for your shop', ja: 'ショップに貼り付けるコード' },
      hint: {
        en: 'Put it before </body> on every page where the chat shall be. Changes here show on your pages within five minutes, without touching them again.',
        ja: 'チャットを表示したいページの </body> の直前に貼り付けてください。この画面での変更は、コードを貼り直さなくても5分以内に反映されます。',
      },
      as: 'code',
      value: '<script async src="{url}/channels/chat/{token}/widget.js"></script>',
    },
    {
      key: 'preview',
      title: { en: 'Try it', ja: 'プレビュー' },
      hint: {
        en: 'As it was last saved. What you write here arrives as a real message.',
        ja: '保存済みの設定で表示しています。ここで送信したメッセージは実際に届きます。',
      },
      as: 'preview',
      value: '/channels/chat/{token}/preview',
    },
  ],
  groups: [
    {
      key: 'words',
      title: { en: 'Texts', ja: '文面' },
      fields: [
        {
          path: 'title',
          label: { en: 'Heading', ja: '見出し' },
          hint: { en: 'Stands at the top of the window.', ja: 'チャット画面の上部に表示されます。' },
        },
        {
          path: 'opening',
          label: { en: 'Opening text', ja: '最初のメッセージ' },
          hint: {
            en: 'The first thing that a visitor reads.',
            ja: 'チャットを開いたお客様に最初に表示されます。',
          },
          as: 'lines',
        },
        {
          path: 'hours',
          label: { en: 'When somebody answers', ja: '対応時間の案内' },
          hint: {
            en: 'Shown below the opening text, so that visitors know what to expect at night and on holidays.',
            ja: '最初のメッセージの下に表示します。夜間や休業日の対応についてもご案内ください。',
          },
          as: 'lines',
        },
        {
          path: 'language',
          label: { en: 'Language', ja: '表示言語' },
          choices: {
            auto: { en: 'Follows the page and the browser', ja: 'ページとブラウザーの言語に合わせる' },
            ja: { en: 'Japanese', ja: '日本語' },
            en: { en: 'English', ja: '英語' },
          },
        },
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
        {
          path: 'position',
          label: { en: 'Corner', ja: '表示位置' },
          choices: {
            right: { en: 'Bottom right', ja: '右下' },
            left: { en: 'Bottom left', ja: '左下' },
          },
        },
        {
          path: 'distance.side',
          label: { en: 'Distance from the side, in pixels', ja: '画面の横からの距離（ピクセル）' },
        },
        {
          path: 'distance.bottom',
          label: { en: 'Distance from the bottom, in pixels', ja: '画面の下からの距離（ピクセル）' },
        },
        {
          path: 'sound',
          label: { en: 'A sound with each answer', ja: '返信が届いたときに音を鳴らす' },
          hint: { en: 'Visitors can switch it off.', ja: 'お客様側でオフにできます。' },
        },
      ],
    },
    {
      key: 'visitors',
      title: { en: 'Visitors', ja: 'お客様の情報' },
      fields: [
        { path: 'askName', label: { en: 'Name', ja: 'お名前' }, choices: asked },
        { path: 'askEmail', label: { en: 'E-mail address', ja: 'メールアドレス' }, choices: asked },
        { path: 'attachments', label: { en: 'Visitors may send files', ja: 'ファイルの送信を受け付ける' } },
        {
          path: 'largestMegabytes',
          label: { en: 'Largest file, in MB', ja: 'ファイルの上限（MB）' },
          when: [{ path: 'attachments', is: [true] }],
        },
      ],
    },
    {
      key: 'away',
      title: { en: 'When the visitor has left', ja: 'お客様が離席したとき' },
      fields: [
        {
          path: 'mailReplies',
          label: { en: 'Send answers by mail', ja: '返信をメールで届ける' },
          hint: {
            en: 'When the window is closed and a mail address is known. What the customer answers joins the same conversation.',
            ja: 'チャット画面が閉じられていて、メールアドレスがわかる場合に送信します。お客様からの返信は同じ会話に届きます。',
          },
        },
        {
          path: 'mailInboxId',
          label: { en: 'Sent by', ja: '送信元の窓口' },
          hint: {
            en: 'Left empty: a mail inbox of the same brand.',
            ja: '指定しない場合は、同じブランドのメール窓口から送信します。',
          },
          as: 'sender',
        },
        ...acknowledgementFields,
      ],
    },
    {
      key: 'identity',
      title: { en: 'Identity and protection', ja: '本人確認と保護' },
      lead: {
        en: 'Your shop can vouch for customers who are signed in: their history follows them to every device, and nobody can write in their name.',
        ja: 'ショップにログイン中のお客様を、ショップ側のサーバーで証明できます。履歴がどの端末でも表示され、なりすましを防げます。',
      },
      fields: [
        {
          path: 'identity',
          secret: true,
          as: 'generated',
          label: { en: 'Secret for identity verification', ja: '本人確認用シークレット' },
          hint: {
            en: 'Your shop’s server signs its customers with it (HMAC-SHA256 of the customer’s id, or a JWT with HS256). Keep it on your server, never in a page.',
            ja: 'ショップのサーバーで、お客様IDのHMAC-SHA256またはJWT（HS256）の署名に使います。ページ内には書かず、サーバーだけで保管してください。',
          },
        },
        {
          path: 'signedOnly',
          label: {
            en: 'Only customers who are signed in may write',
            ja: 'ログイン中のお客様だけがチャットを利用できる',
          },
        },
        {
          path: 'origins',
          label: { en: 'Pages that may show the chat', ja: 'チャットを表示できるサイト' },
          hint: {
            en: 'One address a line, as https://shop.example. Left empty: every page.',
            ja: '1行に1つ、https://shop.example のように入力してください。空欄の場合は制限しません。',
          },
          example: 'https://shop.example',
          as: 'list',
        },
        {
          path: 'messagesPerMinute',
          label: {
            en: 'Most messages of one visitor in a minute',
            ja: '1分間に受け付けるメッセージ数（1人あたり）',
          },
        },
      ],
    },
  ],
}
