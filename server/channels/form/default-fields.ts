import type { z } from 'zod'
import { EMAIL, type fields } from './fields.ts'

const ABOUT_AN_ORDER = ['order', 'course', 'cancel', 'return']

/** What a new form asks: enough for most shops, and everything can be changed. */
export const defaultFields: z.input<typeof fields> = [
  { key: 'name', kind: 'text', label: { ja: 'お名前', en: 'Name' }, required: true, maxLength: 80 },
  {
    key: 'kana',
    kind: 'text',
    label: { ja: 'フリガナ' },
    help: { ja: '例：ヤマダ ハナコ' },
    maxLength: 80,
    languages: ['ja'],
  },
  {
    key: EMAIL,
    kind: EMAIL,
    label: { ja: 'メールアドレス', en: 'Email address' },
    help: { ja: 'ご返信はこちらのアドレスへお送りします。', en: 'We will reply to this address.' },
    required: true,
  },
  {
    key: 'category',
    kind: 'choice',
    label: { ja: 'お問い合わせの種類', en: 'What is it about?' },
    required: true,
    choices: [
      { value: 'product', label: { ja: '商品について', en: 'A product' } },
      { value: 'order', label: { ja: 'ご注文・お届けについて', en: 'An order or delivery' } },
      { value: 'course', label: { ja: '定期コースの変更', en: 'Changing a subscription' } },
      { value: 'cancel', label: { ja: '解約・休止のご相談', en: 'Pausing or cancelling a subscription' } },
      { value: 'return', label: { ja: '返品・交換', en: 'A return or an exchange' } },
      { value: 'opinion', label: { ja: 'ご意見・ご感想', en: 'Feedback' } },
      { value: 'other', label: { ja: 'その他', en: 'Something else' } },
    ],
  },
  {
    key: 'order',
    kind: 'order-number',
    label: { ja: 'ご注文番号', en: 'Order number' },
    help: {
      ja: 'ご注文確認メールに記載されています。お分かりになる場合にご記入ください。',
      en: 'You can find it in your order confirmation. Leave this empty if you do not have it.',
    },
    showWhen: { field: 'category', equals: ABOUT_AN_ORDER },
  },
  {
    key: 'message',
    kind: 'textarea',
    label: { ja: 'お問い合わせ内容', en: 'Your message' },
    required: true,
    maxLength: 5000,
  },
  {
    key: 'files',
    kind: 'attachment',
    label: { ja: '添付ファイル', en: 'Files' },
    help: {
      ja: '商品の写真など、状況が分かるものがあればお送りください。',
      en: 'For example, photos of the product that show the problem.',
    },
  },
]
