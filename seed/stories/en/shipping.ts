import { lines, type Story } from '../story.ts'

export const shipping: readonly Story[] = [
  {
    kind: 'delivery.late',
    weight: 26,
    mood: 'upset',
    team: 'english',
    tags: ['shipping', 'late'],
    subjects: lines`
      Order {order} still not here
      Where is my order?
      Late delivery
      [My package hasn't arrived|Package missing?]
      {item} never showed up
    `,
    ask: [
      lines`
        I ordered the {item} on {ordered} and it [still hasn't arrived|hasn't shown up yet].
        My order {order} was supposed to be here by {due}. It's not.
        I'm writing about order {order}. The delivery date was {due} and nothing has come.
        It's been over a week since I ordered the {item} and I have no idea where it is.
      `,
      lines`
        The tracking page hasn't moved since {shipped}.
        Tracking says "in transit" and has said that for days.
        I never got a shipping email, only the order confirmation.
        The carrier told me to contact you.
        -
      `,
      lines`
        Can you find out what's going on?
        We leave for a trip on {eta} and I really need it before then.
        Could you let me know when to expect it?
        If it's lost, I'd like a replacement or my money back.
      `,
    ],
    chat: lines`
      hi where's my order? {order}
      My {item} was due {due} and it's not here
      tracking hasn't updated since {shipped} // is it lost?
      Hey, order {order} is late, can you check on it
      it's been like 10 days. where is my stuff
    `,
    probe: {
      asks: lines`
        Of course. Could you send me the order number, or the email address you used at checkout?
        Happy to look into it. What's the order number, please?
      `,
      tells: lines`
        {order}
        It's {order}. Thanks.
        Sure, {order}, under {customer}
      `,
    },
    answer: [
      lines`
        I've tracked your parcel down: it left our Portland warehouse on {shipped} and got stuck at a sorting hub in Reno.
        I spoke to the carrier just now. Your package was misrouted and is on its way back into the right lane.
        I'm sorry about the wait. The label was damaged in transit, so the parcel sat at the depot until someone rescanned it.
      `,
      lines`
        The new estimate is {eta}, and the tracking number is {tracking}.
        I don't want you to wait any longer, so I've sent a replacement by two-day air. It should reach you by {eta}.
        It should be moving again by tomorrow, with delivery on {eta}.
      `,
      lines`
        I've also refunded your shipping cost for the trouble.
        If it isn't there by then, just reply here and I'll send another one right away.
        -
      `,
    ],
    rounds: [
      {
        says: lines`
          Can they leave it with my neighbor if I'm out?
          Will I need to sign for it?
        `,
        reply: lines`
          No signature needed. I've added a note for the driver, so they can leave it somewhere safe.
        `,
      },
      {
        says: lines`
          Why did nobody tell me about this?
          A heads-up would have been nice.
        `,
        reply: lines`
          You're right, and I'm sorry. We should have written to you when the tracking stalled. I've raised it with our shipping team.
        `,
      },
    ],
    back: {
      says: lines`
        It's past {eta} and still nothing. What now?
        Hi again, the package never came.
      `,
      reply: lines`
        I'm really sorry. I'm treating the first parcel as lost and have shipped a new one overnight. If the old one turns up, it's yours to keep.
      `,
    },
    notes: lines`
      Carrier trace opened. If no scan by {eta}, reship.
      Third Reno delay this week, flagged to the warehouse.
    `,
  },
  {
    kind: 'delivery.when',
    fresh: true,
    weight: 16,
    team: 'english',
    tags: ['shipping'],
    subjects: lines`
      <!o:not> When will my order ship?
      Shipping time to {state}
      Delivery estimate
      <!o:not> Tracking number?
    `,
    ask: [
      lines`
        <o:yes> I placed order {order} [yesterday|on {ordered}] and haven't seen a shipping notice yet.
        <o:yes> I just ordered the {item}.
        <o:not> I'm thinking of ordering the {item} as a gift.
      `,
      lines`
        <o:yes> When can I expect it to ship?
        How long does delivery to {state} usually take?
        Is there any chance it gets here before {eta}?
        Is there an express option?
      `,
    ],
    chat: lines`
      <o:yes> when does order {order} ship?
      <o:not> how long does shipping take to {state}
      <o:yes> do you have a tracking number for me yet
      can I get the {item} by {eta}?
      <o:not> is there express shipping?
    `,
    answer: [
      lines`
        <o:yes,st:packing> Orders placed before noon Pacific leave the same day, and yours is being packed now.
        <o:yes,st:shipped> Your order shipped on {shipped}. The tracking number is {tracking}.
        Standard shipping to {state} takes three to five business days.
      `,
      lines`
        <o:yes> You should have it by {eta}.
        Express is available at checkout and takes two business days.
        <o:yes> The carrier will text you on the morning of delivery.
      `,
    ],
    rounds: [
      {
        says: lines`
          <+st:packing> Can you upgrade me to express? I'll pay the difference.
          <+st:packing> could I switch to express now?
        `,
        reply: lines`
          Done, and it's on us this time. You'll get a new tracking link in a few minutes.
        `,
      },
    ],
  },
]
