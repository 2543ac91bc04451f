import { lines, type Story } from '../story.ts'

export const ordersMore: readonly Story[] = [
  {
    kind: 'order.restock',
    weight: 9,
    team: 'english',
    tags: ['product', 'stock'],
    subjects: lines`
      Back in stock?
      <+c:col> {item} in {colour}
      Restock date for the {item}
    `,
    ask: [
      lines`
        Do you know when the {item} will be back in stock?
        <c:col> I've been waiting for the {item} in {colour} for weeks.
        The {item} shows as sold out. Is it discontinued?
      `,
      lines`
        I signed up for the notification but never heard anything.
        Could you put one aside for me?
        I'd happily preorder.
      `,
    ],
    chat: lines`
      when is the {item} coming back?
      <c:col> is the {item} in {colour} gone for good??
      any restock date for the {item}
    `,
    answer: [
      lines`
        The next batch lands around {eta}.
        It isn't discontinued. Our foundry runs in small batches, and the next one is due {eta}.
        <+c:col> {colour} was a limited run, I'm afraid, but the other colors are back on {eta}.
      `,
      lines`
        I've put you on the list, so you'll get an email a day before everyone else.
        <hold:yes> I can hold one for you for 48 hours once it's in. Just say the word.
      `,
    ],
    rounds: [
      {
        says: lines`
          <+hold:yes> Yes please, hold one for me!
          <+hold:yes> That would be great, please do.
        `,
        reply: lines`
          Done. I'll write as soon as it lands.
        `,
      },
    ],
  },
  {
    kind: 'order.wholesale',
    weight: 4,
    team: 'english',
    channels: { email: 2, form: 2, chat: 0.2 },
    tags: ['wholesale'],
    subjects: lines`
      <!w:bulk> Wholesale inquiry
      <+w:trade> Stocking your products
      <+w:bulk> Corporate gifts
    `,
    ask: [
      lines`
        <w:trade> I run a small outdoor shop in {state} and our customers keep asking about your {item}.
        <w:bulk> We're planning client gifts and are interested in about [60|80|120] of the {item}.
        <w:bulk> I manage a lodge in {state} and would like to fit out eight cabins.
      `,
      lines`
        <w:trade> Could you share your wholesale terms and minimums?
        <w:bulk> Is engraving possible?
        What would the lead time be?
      `,
      lines`
        Happy to jump on a call.
        We'd need everything by {eta}.
        Thanks in advance.
      `,
    ],
    chat: lines`
      <w:trade> do you do wholesale?
      <w:bulk> bulk discount for 50+ mugs?
    `,
    answer: [
      lines`
        <w:trade> Thank you for thinking of us. Our wholesale sheet is attached: the minimum is $400, with 40% off list.
        <w:bulk> We'd be glad to help. For 50 pieces or more we offer 15 to 25% off and free laser engraving.
      `,
      lines`
        Lead time is about three weeks.
        Grace, who looks after our trade customers, will follow up with a quote by {promise}.
      `,
    ],
    notes: lines`
      Passed to Grace for a quote.
      <+w:trade> Reseller certificate requested.
    `,
  },
  {
    kind: 'order.receipt',
    weight: 6,
    team: 'english',
    tags: ['order', 'invoice'],
    subjects: lines`
      Invoice for order {order}
      Receipt please
      Need an itemized receipt
    `,
    ask: [
      lines`
        Could you send me an invoice for order {order}?
        I need an itemized receipt for the {item} for my expense report.
      `,
      lines`
        It should show the sales tax separately.
        Please make it out to my company, {newFamily} Design LLC.
        The one in my account won't download.
        -
      `,
    ],
    chat: lines`
      can I get an invoice for {order}
      need a receipt with tax shown
      where do I find my receipt?
    `,
    answer: [
      lines`
        Here it is as a PDF, with the tax on its own line.
        I've just emailed it to you. You can also download it under Account, Orders.
      `,
      lines`
        Let me know if accounting needs anything else.
        -
      `,
    ],
  },
]
