/** A sentence in both languages. */
export interface Words {
  ja: string
  en: string
}

/** Language of a visitor's screen, as far as we have texts. */
export type Language = 'ja' | 'en'

/** Texts that an owner may replace. */
export const texts = {
  title: { ja: 'お問い合わせ', en: 'Chat with us' },
  opening: {
    ja: 'お問い合わせありがとうございます。ご質問をお書きください。担当者がお答えいたします。',
    en: 'Hello! Write your question here and someone from our team will reply.',
  },
} satisfies Record<string, Words>

/** Why a visitor's request was refused, and what to do. */
export const refusals = {
  'chat.no-inbox': {
    ja: '現在こちらのチャットはご利用いただけません。',
    en: 'This chat is not available at the moment.',
  },
  'chat.session': {
    ja: 'チャットの接続が切れました。もう一度お開きください。',
    en: 'Your chat session has ended. Please open the chat again.',
  },
  'chat.identity': {
    ja: 'ログイン情報を確認できませんでした。ページを再読み込みしてください。',
    en: 'We could not confirm who you are. Please reload the page.',
  },
  'chat.signed-only': {
    ja: 'チャットをご利用になるには、ログインしてください。',
    en: 'Please sign in to use the chat.',
  },
  'chat.origin': {
    ja: 'こちらのページではチャットをご利用いただけません。',
    en: 'The chat cannot be used on this page.',
  },
  'chat.invalid': {
    ja: '送信内容を読み取れませんでした。ページを再読み込みして、もう一度お試しください。',
    en: 'Your message could not be read. Please reload the page and try again.',
  },
  'chat.empty': { ja: 'メッセージをご入力ください。', en: 'Please write a message.' },
  'chat.too-long': {
    ja: 'メッセージが長すぎます。10,000文字以内でお送りください。',
    en: 'The message is too long. Please keep it to 10,000 characters.',
  },
  'chat.too-many': {
    ja: '短い時間に多くのメッセージが送信されました。1分ほど待ってから、もう一度お送りください。',
    en: 'You have sent many messages in a short time. Please wait a minute, then try again.',
  },
  'chat.no-files': {
    ja: 'こちらのチャットではファイルをお送りいただけません。',
    en: 'Files cannot be sent in this chat.',
  },
  'chat.too-many-files': {
    ja: '一度にお送りいただけるファイルは5個までです。',
    en: 'You can send up to 5 files at a time.',
  },
  'chat.file-type': {
    ja: 'この種類のファイルはお送りいただけません。画像・PDF・Office文書などをお送りください。',
    en: 'This type of file cannot be sent. Please send images, PDFs or office documents.',
  },
  'chat.no-file': { ja: 'ファイルが見つかりません。', en: 'This file could not be found.' },
} satisfies Record<string, Words>

/** Code of a refusal. */
export type Refusal = keyof typeof refusals | 'chat.file-too-large'

/** A file over the limit. */
export const tooLarge = (megabytes: number): Words => ({
  ja: `ファイルが大きすぎます。1個あたり${megabytes}MBまでお送りいただけます。`,
  en: `The file is too large. Each file can be up to ${megabytes} MB.`,
})

/** Language of texts for a wish like `ja-JP` or a list of them in order; Japanese for inboxes in Japanese. */
export const languageOf = (wished: string | undefined, fallback: string): Language => {
  for (const one of (wished ?? '').toLowerCase().split(',')) {
    if (one.trim().startsWith('ja')) return 'ja'
    if (one.trim().startsWith('en')) return 'en'
  }
  return fallback.toLowerCase().startsWith('en') ? 'en' : 'ja'
}
