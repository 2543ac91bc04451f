import type { SavedView } from '../../server/modules/desk/contract.ts'
import type { Keys } from './keys.ts'

/** Words for both brands, in the same order. */
type InBoth = Record<'ja' | 'en', readonly string[]>

/** What agents began to write. */
export const drafts: InBoth = {
  ja: [
    'お問い合わせいただき、ありがとうございます。\nご注文の状況を確認いたしましたところ、',
    'ご不便をおかけし、申し訳ございません。\n交換のお手続きについてご案内いたします。\n\n1. お届けした箱のまま、同封の返送用伝票をお貼りください。\n2. ',
    'いつも定期コースをご利用いただき、ありがとうございます。\n次回お届け日の変更を承りました。変更後のお届け日は',
    'お写真をお送りいただき、ありがとうございました。\n製造の担当に確認しておりますので、',
    'ご連絡ありがとうございます。ご指定のお品は現在品切れで、次回の入荷は',
  ],
  en: [
    'Thank you for getting in touch.\nI have looked at your order and ',
    'I am sorry about the trouble. Here is how to send it back:\n\n1. Put everything back in the box it came in.\n2. ',
    'Thank you for being a subscriber. I have moved your next delivery to ',
    'Thank you for the pictures. I have asked our workshop, and ',
    'Thanks for asking. This one is out of stock at the moment; we expect it back on ',
  ],
}

/** Answers that are written and wait to leave; the last is for tomorrow. */
export const replies: InBoth = {
  ja: [
    'お待たせしております。\nお荷物は本日、配送センターを出発いたしました。明日の午前中にお届けの予定です。',
    'ご連絡いただき、ありがとうございます。\n領収書の宛名を変更し、再発行いたしました。マイページからダウンロードいただけます。',
    'ご返送いただいたお品が、昨日こちらに到着いたしました。\n検品のうえ、3営業日以内にご返金のお手続きをいたします。',
    'その後、お品の具合はいかがでしょうか。\nご不明な点がございましたら、このメールへのご返信でお知らせください。',
  ],
  en: [
    'Thank you for waiting. Your parcel left our warehouse today and should reach you tomorrow.',
    'Thanks for letting us know. I have changed the name on your receipt; you can download it from your account.',
    'Your return arrived yesterday. We will check it and refund you within three working days.',
    'How are you getting on with it? If anything is unclear, simply reply to this email.',
  ],
}

/** Notes that ask the owner for something. */
export const notes: InBoth = {
  ja: [
    '例外での返金をご相談させてください。期限を2日過ぎていますが、長くご利用のお客様です。',
    'メディアの方からのお問い合わせのようです。ご対応をお願いできますか。',
  ],
  en: [
    'could you approve a refund here? It is two days late, but she has been with us for years.',
    'this seems to come from a journalist. Would you answer it?',
  ],
}

/** Views that the owner saved: for everybody, and one of their own. */
export const viewsOf = ({ tags, inboxes }: Keys): Pick<SavedView, 'name' | 'shared' | 'filter'>[] => {
  const [tagId] = ['返品・交換', '返品', '配送'].flatMap((name) => tags.get(name) ?? [])
  const mail = [...inboxes.values()].find(({ channel }) => channel === 'email')
  return [
    { name: 'お待たせしている順', shared: true, filter: { view: 'all', status: 'open', sort: 'waiting' } },
    { name: '緊急の会話', shared: true, filter: { view: 'all', status: 'open', priority: 'urgent' } },
    ...(mail
      ? [
          {
            name: '未割り当てのメール',
            shared: true,
            filter: { view: 'unassigned' as const, status: 'open' as const, inboxId: mail.id },
          },
        ]
      : []),
    ...(tagId ? [{ name: '返品・配送の相談', shared: true, filter: { status: 'any' as const, tagId } }] : []),
    { name: '自分の保留中', shared: false, filter: { view: 'mine', status: 'pending' } },
  ]
}
