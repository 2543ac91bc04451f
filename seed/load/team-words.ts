/** What is to be done about conversations, in the order of those that it is put on. */
export const tasks = {
  ja: [
    '倉庫に在庫と入荷予定を確認する',
    '配送会社に追跡の状況を問い合わせる',
    '返送品が届いたら検品を依頼する',
  ],
  en: [
    'Ask the warehouse when it is back in stock',
    'Ask the carrier where the parcel is',
    'Have the return checked once it is here',
  ],
} as const

/** What one shift tells the next about a conversation. */
export const handovers = {
  ja: ['倉庫からの返事を待っています。届き次第、お客様にご連絡をお願いします。'],
  en: ['We are waiting for the warehouse. Please write to the customer as soon as they answer.'],
} as const

/** Steps that come up again and again. */
export const checklist = {
  name: '返品・交換の手順',
  items: [
    { title: '注文番号とお届け日を確認する', assignee: 'holder' as const, dueHours: 4 },
    { title: '返送先と送料の負担をご案内する', assignee: 'holder' as const, dueHours: 24 },
    { title: '返金または交換品の発送を手配する', assignee: 'nobody' as const, dueHours: null },
  ],
}

/** What everybody goes by for some time. */
export const announcement = {
  kind: 'announcement' as const,
  title: '返品の受付手順が変わりました',
  body: '返送用の伝票は同封せず、お客様のマイページから印刷していただく形に変わりました。\n詳しくはチェックリスト「返品・交換の手順」をご確認ください。',
}
