import { acknowledgementFields, type SettingsView } from '../channel.ts'

const asked = {
  off: { en: 'Not asked', ja: '尋ねない' },
  optional: { en: 'Optional', ja: '任意' },
  required: { en: 'Required', ja: '必須' },
}

/** How the settings of a chat inbox are asked for. */
export const view: SettingsView = {
  lead: {
    en: 'A chat window on your shop’s pages. Replies after the customer has left are sent by email.',
    ja: 'ショップのページにチャット画面を表示します。お客様が離れたあとの返信はメールで届けられます。',
  },
  outlets: [
    {
      key: 'embed',
      title: { en: 'Code for your shop', ja: 'ショップに貼り付けるコード' },
      hint: {
        en: 'Place it before </body> on every page that should show the chat. Changes made here appear on your pages within five minutes.',
        ja: 'チャットを表示したいページの </body> の直前に貼り付けてください。この画面での変更は、コードを貼り直さなくても5分以内に反映されます。',
      },
      as: 'code',
      value: '<script async src="{url}/channels/chat/{token}/widget.js"></script>',
    },
    {
      key: 'preview',
      title: { en: 'Preview', ja: 'プレビュー' },
      hint: {
        en: 'Shows the saved settings. Anything you write here arrives as a real message.',
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
          hint: { en: 'Shown at the top of the chat.', ja: 'チャット画面の上部に表示されます。' },
        },
        {
          path: 'opening',
          label: { en: 'Welcome message', ja: '最初のメッセージ' },
          hint: {
            en: 'The first thing customers read when they open the chat.',
            ja: 'チャットを開いたお客様に最初に表示されます。',
          },
          as: 'lines',
        },
        {
          path: 'hours',
          label: { en: 'Business hours note', ja: '対応時間の案内' },
          hint: {
            en: 'Shown below the welcome message, so that customers know what to expect at night and on holidays.',
            ja: '最初のメッセージの下に表示します。夜間や休業日の対応についてもご案内ください。',
          },
          as: 'lines',
        },
        {
          path: 'closedNote',
          label: { en: 'Say when we are closed', ja: '営業時間外であることを表示する' },
          hint: {
            en: 'Outside business hours, customers read when you open again.',
            ja: '営業時間外に、次の営業開始日時をお客様に表示します（「設定」→「営業時間」にもとづきます）。',
          },
        },
        {
          path: 'language',
          label: { en: 'Language', ja: '表示言語' },
          choices: {
            auto: { en: 'Match the page and browser', ja: 'ページとブラウザーの言語に合わせる' },
            ja: { en: 'Japanese', ja: '日本語' },
            en: { en: 'English', ja: '英語' },
          },
        },
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
        {
          path: 'position',
          label: { en: 'Position', ja: '表示位置' },
          choices: {
            right: { en: 'Bottom right', ja: '右下' },
            left: { en: 'Bottom left', ja: '左下' },
          },
        },
        {
          path: 'distance.side',
          label: { en: 'Distance from the side (pixels)', ja: '画面の横からの距離（ピクセル）' },
        },
        {
          path: 'distance.bottom',
          label: { en: 'Distance from the bottom (pixels)', ja: '画面の下からの距離（ピクセル）' },
        },
        {
          path: 'sound',
          label: { en: 'Play a sound for new replies', ja: '返信が届いたときに音を鳴らす' },
          hint: { en: 'Customers can turn it off.', ja: 'お客様側でオフにできます。' },
        },
      ],
    },
    {
      key: 'visitors',
      title: { en: 'Customer details', ja: 'お客様の情報' },
      fields: [
        { path: 'askName', label: { en: 'Name', ja: 'お名前' }, choices: asked },
        { path: 'askEmail', label: { en: 'Email address', ja: 'メールアドレス' }, choices: asked },
        { path: 'attachments', label: { en: 'Let customers send files', ja: 'ファイルの送信を受け付ける' } },
        {
          path: 'largestMegabytes',
          label: { en: 'Maximum file size (MB)', ja: 'ファイルの上限（MB）' },
          when: [{ path: 'attachments', is: [true] }],
        },
      ],
    },
    {
      key: 'away',
      title: { en: 'When the customer has left', ja: 'お客様が離席したとき' },
      fields: [
        {
          path: 'mailReplies',
          label: { en: 'Send replies by email', ja: '返信をメールで届ける' },
          hint: {
            en: 'When the chat is closed and an email address is known. The customer’s reply joins the same conversation.',
            ja: 'チャット画面が閉じられていて、メールアドレスがわかる場合に送信します。お客様からの返信は同じ会話に届きます。',
          },
        },
        {
          path: 'mailInboxId',
          label: { en: 'Send from', ja: '送信元の窓口' },
          hint: {
            en: 'Leave empty for an email inbox of the same brand.',
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
        en: 'Your shop’s server can vouch for signed-in customers: they see their history on every device, and no one can write in their name.',
        ja: 'ショップにログイン中のお客様を、ショップ側のサーバーで証明できます。履歴がどの端末でも表示され、なりすましを防げます。',
      },
      fields: [
        {
          path: 'identity',
          secret: true,
          as: 'generated',
          label: { en: 'Identity verification secret', ja: '本人確認用シークレット' },
          hint: {
            en: 'Your shop’s server signs its customers with it (HMAC-SHA256 of the customer’s id, or a JWT with HS256). Keep it on your server, never in a page.',
            ja: 'ショップのサーバーで、お客様IDのHMAC-SHA256またはJWT（HS256）の署名に使います。ページ内には書かず、サーバーだけで保管してください。',
          },
        },
        {
          path: 'signedOnly',
          label: {
            en: 'Only signed-in customers can write',
            ja: 'ログイン中のお客様だけがチャットを利用できる',
          },
        },
        {
          path: 'origins',
          label: { en: 'Sites that can show the chat', ja: 'チャットを表示できるサイト' },
          hint: {
            en: 'One address per line, such as https://shop.example. Leave empty to allow all.',
            ja: '1行に1つ、https://shop.example のように入力してください。空欄の場合は制限しません。',
          },
          example: 'https://shop.example',
          as: 'list',
        },
        {
          path: 'messagesPerMinute',
          label: {
            en: 'Messages per minute from one customer',
            ja: '1分間に受け付けるメッセージ数（1人あたり）',
          },
        },
      ],
    },
  ],
}
