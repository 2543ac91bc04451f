/** A sentence in both languages. */
export interface Words {
  ja: string
  en: string
}

/** Language of a form's page. */
export type Language = 'ja' | 'en'

/** The sentence in a language; in the other one where an owner wrote only that. */
export const say = (words: Words, language: Language): string =>
  words[language] || words[language === 'ja' ? 'en' : 'ja']

/**
 * Language of the page: the first wish that the form has. A wish is `ja-JP` or a list as browsers send it; they
 * send it in the order of preference.
 */
export const languageOf = (wishes: (string | undefined)[], offered: readonly Language[]): Language => {
  for (const one of wishes.flatMap((wish) => (wish ?? '').toLowerCase().slice(0, 500).split(','))) {
    const found = offered.find((language) => one.trim().startsWith(language))
    if (found) return found
  }
  return offered[0] ?? 'ja'
}

/** Texts of the page that are the same for every form. */
export const texts = {
  required: { ja: '必須', en: 'required' },
  optional: { ja: '任意', en: 'optional' },
  choose: { ja: '選択してください', en: 'Please choose' },
  send: { ja: '送信する', en: 'Send' },
  sending: { ja: '送信しています…', en: 'Sending…' },
  checking: { ja: '送信の準備をしています…', en: 'Getting ready to send…' },
  languages: { ja: '表示言語', en: 'Language' },
  summary: { ja: '入力内容をご確認ください', en: 'Please check your entries' },
  trouble: { ja: '送信できませんでした', en: 'Your inquiry could not be sent' },
  sent: { ja: 'お問い合わせを承りました', en: 'We have received your inquiry' },
  code: { ja: '受付コード', en: 'Submission code' },
  receipt: {
    ja: '受付番号を記載した確認メールをお送りします。しばらく経っても届かない場合は、迷惑メールフォルダーをご確認ください。',
    en: 'We are sending you an email with your reference number. If it does not arrive soon, please check your spam folder.',
  },
  again: { ja: '続けて別のお問い合わせをする', en: 'Send another inquiry' },
  emptyTrap: { ja: 'この欄には何も入力しないでください', en: 'Please leave this field empty' },
  noScript: {
    ja: '現在お使いのブラウザーではJavaScriptが無効になっています。そのままでも送信いただけます。該当しない項目は空欄のままで結構です。',
    en: 'JavaScript is switched off in your browser. You can still send the form; simply leave anything that does not apply to you empty.',
  },
  needsScript: {
    ja: '迷惑送信を防ぐため、このフォームの送信にはJavaScriptが必要です。ブラウザーの設定で有効にしてから、ページを再読み込みしてください。',
    en: 'To prevent spam, this form needs JavaScript. Please turn it on in your browser and reload the page.',
  },
  unreachable: {
    ja: '送信できませんでした。通信状況をご確認のうえ、もう一度「送信する」を押してください。ご入力内容はそのまま残っています。',
    en: 'Your inquiry could not be sent. Please check your connection and press “Send” again. What you wrote is still here.',
  },
  closed: { ja: 'ページが見つかりません', en: 'Page not found' },
  frame: { ja: 'お問い合わせフォーム', en: 'Contact form' },
} satisfies Record<string, Words>

/** Why a request was refused, and what to do. */
export const refusals = {
  'form.no-form': {
    ja: '現在こちらのフォームはご利用いただけません。',
    en: 'This form is not available at the moment.',
  },
  'form.invalid': {
    ja: '送信内容を読み取れませんでした。ページを再読み込みして、もう一度お試しください。',
    en: 'Your inquiry could not be read. Please reload the page and try again.',
  },
  'form.answers': {
    ja: '入力内容に不備があります。該当する項目をご確認ください。',
    en: 'Some entries need your attention.',
  },
  'form.trap': {
    ja: '「この欄には何も入力しないでください」の欄を空にして、もう一度送信してください。',
    en: 'Please clear the field marked “Please leave this field empty” and send the form again.',
  },
  'form.too-fast': {
    ja: '確認のため、もう一度「送信する」を押してください。',
    en: 'Please press “Send” once more.',
  },
  'form.expired': {
    ja: 'ページを開いてから時間が経過しました。お手数ですが、もう一度「送信する」を押してください。',
    en: 'This page has been open for a long time. Please press “Send” once more.',
  },
  'form.already-sent': {
    ja: 'このページからのお問い合わせは、すでに承っています。変更後の内容もお送りになる場合は、もう一度「送信する」を押してください。',
    en: 'We have already received your inquiry from this page. To send your changes as well, please press “Send” once more.',
  },
  'form.proof': {
    ja: '送信前の確認が完了しませんでした。もう一度「送信する」を押してください。',
    en: 'A check before sending did not finish. Please press “Send” once more.',
  },
  'form.needs-script': texts.needsScript,
  'form.too-many': {
    ja: '短い時間に多くのお問い合わせをいただいています。恐れ入りますが、しばらく経ってからもう一度お送りください。',
    en: 'We have received many inquiries in a short time. Please wait a while, then try again.',
  },
  'form.too-many-files': {
    ja: 'ファイルの数が多すぎます。',
    en: 'There are too many files.',
  },
  'form.too-large': {
    ja: '添付ファイルが大きすぎるか、数が多すぎます。ブラウザーの「戻る」で入力画面に戻り、ファイルを減らしてお送りください。',
    en: 'The files are too large, or there are too many. Please go back in your browser, remove some and send the form again.',
  },
} satisfies Record<string, Words>

/** What the page's script says instead: its visitor has not left the page, and going back would lose what they wrote. */
export const refusalsOnPage: Partial<Record<Refusal, Words>> = {
  'form.too-large': {
    ja: '添付ファイルが大きすぎるか、数が多すぎます。ファイルを減らして、もう一度「送信する」を押してください。ご入力内容はそのまま残っています。',
    en: 'The files are too large, or there are too many. Please remove some and press “Send” again. What you wrote is still here.',
  },
}

/** Code of a refusal. */
export type Refusal = keyof typeof refusals
