import type { Words } from '../words.ts'

const number = (value: number): string => value.toLocaleString('en')

/** What is wrong with an answer and what to do, beside its field. */
export const complaints = {
  missing: { ja: 'この項目をご入力ください。', en: 'Please fill in this field.' },
  unchosen: { ja: 'いずれかをお選びください。', en: 'Please choose one.' },
  unchecked: {
    ja: 'ご確認のうえ、チェックを入れてください。',
    en: 'Please tick this box to continue.',
  },
  noFile: { ja: 'ファイルを添付してください。', en: 'Please attach a file.' },
  email: {
    ja: 'メールアドレスの形式をご確認ください（例：hanako@example.jp）。',
    en: 'Please check the email address (for example hanako@example.com).',
  },
  phone: {
    ja: '電話番号を数字でご入力ください（例：03-1234-5678）。',
    en: 'Please enter the phone number in digits (for example +81 3 1234 5678).',
  },
  date: {
    ja: '日付をご確認ください（例：2026-11-22）。',
    en: 'Please check the date (for example 2026-11-22).',
  },
  fileType: {
    ja: 'この種類のファイルはお送りいただけません。画像・PDF・Office文書などをお送りください。',
    en: 'This type of file cannot be sent. Please send images, PDFs or office documents.',
  },
} satisfies Record<string, Words>

/** A text over its limit. Both are counted in characters as people see them. */
export const tooLong = (most: number, has: number): Words => ({
  ja: `${number(most)}文字以内でご入力ください（現在${number(has)}文字）。`,
  en: `Please use at most ${number(most)} characters (you have ${number(has)}).`,
})

/** A file over the limit. */
export const fileTooLarge = (megabytes: number): Words => ({
  ja: `ファイルが大きすぎます。1個あたり${megabytes}MBまでお送りいただけます。`,
  en: `The file is too large. Each file can be up to ${megabytes} MB.`,
})

/** More files than the form takes. */
export const tooManyFiles = (most: number): Words => ({
  ja: `一度にお送りいただけるファイルは${most}個までです。`,
  en: `You can send up to ${most} ${most === 1 ? 'file' : 'files'} at a time.`,
})
