import { harmlessName } from '../../kernel/harmless-name.ts'

/** What a receipt is filled in with. */
export interface Filling {
  name: string
  reference: string
  text: string
  brand: string
  /** When somebody is there again, in words; while the shop is open nothing. */
  opens: string
}

interface Receipt {
  subject: string
  text: string
}

/** Receipts as they are unless an inbox has its own. The customer's words are left out: see `acknowledgement`. */
export const receipts: Record<'ja' | 'en', Receipt> = {
  ja: {
    subject: '【{brand}】お問い合わせを承りました（受付番号：{reference}）',
    text: `{name} 様

この度は{brand}へお問い合わせいただき、誠にありがとうございます。
以下の受付番号にて、お問い合わせを承りました。

受付番号：{reference}

内容を確認のうえ、担当者より順次ご返信いたします。
恐れ入りますが、今しばらくお待ちくださいますようお願い申し上げます。
追加のご連絡がございましたら、このメールにそのままご返信ください。

※このメールは自動でお送りしています。お心当たりのない場合は、お手数ですが破棄してください。

{brand}`,
  },
  en: {
    subject: 'We have received your inquiry (reference {reference})',
    text: `Dear {name},

Thank you for contacting {brand}. We have received your inquiry and will reply as soon as we can.

Your reference: {reference}

If you would like to add something, simply reply to this email.

This email was sent automatically. If you did not contact us, please ignore it.

{brand}`,
  },
}

/** What receipts say outside of open hours unless an inbox has its own; their subjects stay. */
export const closedTexts: Record<'ja' | 'en', string> = {
  ja: `{name} 様

この度は{brand}へお問い合わせいただき、誠にありがとうございます。
以下の受付番号にて、お問い合わせを承りました。

受付番号：{reference}

ただいまの時間は営業時間外のため、{opens}以降に順次ご返信いたします。
お待たせいたしますが、何卒ご了承くださいますようお願い申し上げます。
追加のご連絡がございましたら、このメールにそのままご返信ください。

※このメールは自動でお送りしています。お心当たりのない場合は、お手数ですが破棄してください。

{brand}`,
  en: `Dear {name},

Thank you for contacting {brand}. We have received your inquiry. We are closed at the moment and will reply from {opens} on.

Your reference: {reference}

If you would like to add something, simply reply to this email.

This email was sent automatically. If you did not contact us, please ignore it.

{brand}`,
}

/** A moment of the calendar's time zone, as receipts say it: 11月24日(火) 9:00. */
export const momentInWords = (at: Date, timeZone: string, language: 'ja' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja' : 'en-GB', {
    timeZone,
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...(language === 'ja' ? {} : { timeZoneName: 'short' as const }),
  }).format(at)

const NOBODY = { ja: 'お客様', en: 'customer' }
const LONGEST_TEXT = 4000

const shortened = (text: string): string => {
  const letters = Array.from(text)
  return letters.length > LONGEST_TEXT ? `${letters.slice(0, LONGEST_TEXT).join('')}…` : text
}

/** Puts the filling into a receipt's subject and text. Names in braces that are none of ours stay as they are. */
export const fillReceipt = (receipt: Receipt, filling: Filling, language: 'ja' | 'en'): Receipt => {
  const values: Record<string, string> = {
    name: harmlessName(filling.name) ?? NOBODY[language],
    reference: filling.reference,
    text: shortened(filling.text),
    brand: filling.brand,
    opens: filling.opens,
  }
  // In one go, so that a customer's words with braces in them are not filled in themselves.
  const fill = (template: string): string =>
    template
      // As answers write their variables.
      .replace(/\{(\{(?:name|reference|text|brand|opens)\})\}/g, '$1')
      .replace(/\{name\}(\s*)様/g, (_all, space: string) =>
        values['name'] === NOBODY.ja ? '{name}' : `{name}${space}様`,
      )
      .replace(/\{(name|reference|text|brand|opens)\}/g, (_all, key: string) => values[key] ?? '')
  return {
    subject: fill(receipt.subject)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
    text: fill(receipt.text),
  }
}
