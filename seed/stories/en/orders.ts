import { lines, type Story } from '../story.ts'

export const orders: readonly Story[] = [
  {
    kind: 'order.cancel',
    fresh: true,
    weight: 13,
    team: 'english',
    tags: ['order', 'cancellation'],
    subjects: lines`
      Please cancel order {order}
      Cancel my order
      Cancellation request
    `,
    ask: [
      lines`
        I'd like to cancel order {order}, please.
        Please cancel the {item} I ordered on {ordered}.
        I ordered the {item} by mistake.
      `,
      lines`
        My wife had already bought one.
        I found it cheaper elsewhere, sorry.
        I picked the wrong color and would rather start over.
        -
      `,
      lines`
        Is it too late?
        When will I get my money back?
        -
      `,
    ],
    chat: lines`
      can I cancel {order}?
      ordered the wrong one, can you cancel it before it ships
      pls cancel my order, just placed it 5 min ago
    `,
    answer: [
      lines`
        <o:done> Done. Order {order} is cancelled and {total} is on its way back to your card.
        <o:done> It hadn't shipped yet, so I was able to cancel it.
        <o:late> I'm afraid it left the warehouse this morning. If you refuse the parcel at the door, we'll refund it as soon as it's back.
      `,
      lines`
        <o:done> Refunds take three to five business days to show.
        <o:done> You'll get a confirmation by email shortly.
        -
      `,
    ],
  },
  {
    kind: 'order.change',
    fresh: true,
    weight: 9,
    team: 'english',
    tags: ['order', 'change'],
    subjects: lines`
      Change to order {order}
      <+c:add> Can I add something to my order?
      <+c:col> Switch color
    `,
    ask: [
      lines`
        <c:add> Can I add a {otherItem} to order {order}?
        <c:col> I'd like to switch the {item} on order {order} to {colour}.
        <c:add> Could you change the quantity on my order from one to two?
      `,
      lines`
        <c:add> I'd like to save on shipping if possible.
        Only if it hasn't shipped yet, of course.
        -
      `,
    ],
    chat: lines`
      <c:add> can I add a {otherItem} to my order?
      <c:col> want to change the color to {colour}, order {order}
      <c:add> can I make that two instead of one
    `,
    answer: [
      lines`
        <!c:col> Yes, I've updated it. You'll see the difference on your card as a separate charge.
        All set. The new total is {total}.
        <c:add> It's already packed, so I've placed the extra item as a second order without shipping cost.
      `,
      lines`
        Delivery is still planned for {eta}.
        Anything else you'd like to add before it goes?
        -
      `,
    ],
  },
  {
    kind: 'order.discount',
    fresh: true,
    weight: 11,
    team: 'english',
    tags: ['order', 'discount'],
    subjects: lines`
      <+d:code> Discount code not working
      <+d:forgot> Forgot to use my code
      <+d:drop> Price dropped after I ordered
    `,
    ask: [
      lines`
        <d:code> The code {coupon} gives me an error at checkout.
        <d:forgot> I forgot to enter my discount code on order {order}.
        <d:drop> I bought the {item} last week and now it's 20% off.
      `,
      lines`
        <d:code> The email says it's valid until the end of the month.
        <d:forgot> Could you apply it after the fact?
        <d:drop> Do you do price matching?
        <d:code> I've only used it once.
      `,
    ],
    chat: lines`
      <d:code> code {coupon} doesn't work
      <d:forgot> forgot my promo code!! can you add it? {order}
      <d:drop> bought this 3 days ago and now it's on sale, can I get the difference
      <d:code> does the newsletter code work on the {item}?
    `,
    answer: [
      lines`
        <!d:drop> I've applied it for you and refunded the difference of {fee}.
        <d:code> That code doesn't cover items already on sale, but I've made an exception this once.
        <d:drop> We adjust prices within 14 days of purchase, so you're in luck: {fee} is on its way back.
      `,
      lines`
        You'll see it on your statement within a few days.
        <d:code> Thanks for flagging it. The email should have been clearer.
        -
      `,
    ],
  },
  {
    kind: 'order.gift',
    fresh: true,
    weight: 8,
    team: 'english',
    tags: ['order', 'gift'],
    subjects: lines`
      Gift wrapping?
      Gift note for order {order}
      Sending directly to a friend
    `,
    ask: [
      lines`
        I'm sending the {item} to my [dad|sister|brother-in-law] as a [birthday present|housewarming present|surprise].
        I'd like order {order} to go out as a gift.
      `,
      lines`
        Can you leave out the price and add a note?
        Do you offer gift wrapping?
        Can you time it so that it arrives around {eta}?
      `,
      lines`
        The note should say: "Happy trails, love from all of us."
        The message is "Congrats on the new place!"
        -
      `,
    ],
    chat: lines`
      do you gift wrap?
      can you add a gift note to {order}
      will the price be in the box? it's a present
    `,
    answer: [
      lines`
        We'd love to. I've added your note and taken the price off the packing slip.
        Gift wrapping is $6, in recycled kraft paper with a cotton ribbon. I've added it for you.
      `,
      lines`
        It'll ship in time to arrive on {eta}.
        No prices are printed anywhere in the parcel.
        -
      `,
    ],
  },
]
