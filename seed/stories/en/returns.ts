import { lines, type Story } from '../story.ts'

export const returns: readonly Story[] = [
  {
    kind: 'return.unused',
    weight: 14,
    team: 'english',
    tags: ['return'],
    subjects: lines`
      Return request
      I'd like to return the {item}
      How do returns work?
      Return for order {order}
    `,
    ask: [
      lines`
        I'd like to return the {item} from order {order}.
        The {item} is lovely, but it's [bigger|heavier|smaller] than I expected.
        I received the {item} as a gift and already own one.
        I changed my mind about the {item}.
      `,
      lines`
        It hasn't been used and I still have the box.
        I tried it once, but it's clean.
        I'm within the 30 days, I believe.
      `,
      lines`
        How do I send it back?
        Who pays for the return label?
        Could I get store credit instead?
      `,
    ],
    chat: lines`
      how do I return something?
      want to send back my {item}, never used it
      can I return a gift without the receipt?
      what's your return policy
    `,
    answer: [
      lines`
        No problem at all. You have 30 days, and used is fine as long as it's clean.
        Happy to help with that. I've set up return R-{points} for you.
      `,
      lines`
        I've emailed a prepaid label. Drop it off anywhere and you're done.
        For heavy items we send a pickup, so you don't have to carry it. They'll come by on {eta}.
        Since this one's a change of mind, $7 for the label comes off the refund.
      `,
      lines`
        The refund of {price} goes out as soon as the parcel is scanned.
        -
      `,
    ],
    rounds: [
      {
        says: lines`
          I threw away the original box. Is that a problem?
          Does it have to be in the original packaging?
        `,
        reply: lines`
          Any sturdy box will do.
        `,
      },
      {
        later: true,
        says: lines`
          Dropped it off today, tracking is {tracking}.
          It's on its way back to you.
        `,
        reply: lines`
          Thanks. I'll keep an eye out and confirm once the refund is through.
        `,
      },
    ],
  },
  {
    kind: 'return.refund-status',
    weight: 10,
    mood: 'worried',
    team: 'english',
    tags: ['refund'],
    subjects: lines`
      Where's my refund?
      Refund not received
      Refund status, order {order}
    `,
    ask: [
      lines`
        I sent back the {item} on {shipped} and haven't seen a refund.
        It's been a while since my return for order {order} was delivered.
        <r:cancel> My order was cancelled but the money hasn't come back.
      `,
      lines`
        <!r:cancel> Tracking shows you've had it since {arrived}.
        My bank says nothing is pending.
        I was told five business days.
      `,
      lines`
        Could you look into it?
        Please advise.
        When can I expect it?
      `,
    ],
    chat: lines`
      where's my refund? order {order}
      returned my {item} ages ago and no refund
      still waiting on my refund...
    `,
    answer: [
      lines`
        <!r:cancel> I'm sorry for the delay. Your parcel was received but never checked in. I've done that now and issued {price}.
        The refund of {price} went out on {arrived} to the card ending in {card4}. Some banks take up to ten days to post it.
        I see what happened: the refund was set up as store credit. I've moved it back to your card.
      `,
      lines`
        You should see it by {promise}.
        I've attached the refund reference in case your bank asks.
        -
      `,
    ],
    back: {
      says: lines`
        Still no refund, I'm afraid.
        It's {promise} and there's nothing in my account.
      `,
      reply: lines`
        I've called our payment provider: the card on file was replaced, so the refund bounced. I've sent a check by mail and emailed you the details.
      `,
    },
    notes: lines`
      <!r:cancel> Return sitting in the receiving bay since {arrived}.
      Refund reissued.
    `,
  },
  {
    kind: 'return.exchange',
    weight: 8,
    team: 'english',
    tags: ['return', 'exchange'],
    subjects: lines`
      Exchange the {item}
      <+e:col> Different color please
      <!e:col> Swap for a {otherItem}
    `,
    ask: [
      lines`
        Could I exchange my {item} for the {otherItem}?
        <e:col> I'd like to swap the {item} for the same thing in {colour}.
        The {item} is a bit small for the four of us. Could I trade up?
      `,
      lines`
        It's unused.
        I'm glad to pay the difference.
        How does that work?
      `,
    ],
    chat: lines`
      <e:col> can I swap my {item} for {colour}?
      want to exchange for a {otherItem}
      how do exchanges work
    `,
    answer: [
      lines`
        Sure. I'll send the new one right away, and you return the old one in the same box.
        <!e:col> Absolutely. The difference is {fee}.
      `,
      lines`
        It should arrive by {eta}, with a prepaid label inside.
        No rush sending yours back; you have 30 days.
      `,
    ],
  },
  {
    kind: 'return.final-sale',
    weight: 5,
    mood: 'upset',
    escalates: 0.3,
    team: 'english',
    tags: ['return', 'complaint'],
    subjects: lines`
      Return refused
      Unhappy with your return policy
      <!f:late> "Final sale"? Seriously?
    `,
    ask: [
      lines`
        I was told I can't return the {item} because it was "final sale".
        Your website wouldn't let me start a return for order {order}.
        <f:late> I'm two days past the return window and got an automatic no.
      `,
      lines`
        <!f:late> Nothing at checkout said it couldn't be returned.
        I was in the hospital for most of that month.
        It doesn't even fit my stove, so it's useless to me.
        I've spent a lot of money with you over the years.
      `,
      lines`
        I expect better from a company like yours.
        Please make an exception.
        I'd like to speak to a manager.
      `,
    ],
    chat: lines`
      <!f:late> why can't I return this?? it doesn't say final sale anywhere
      <f:late> 2 days late and you won't take it back, really?
      I want to talk to a manager about your return policy
    `,
    answer: [
      lines`
        <!f:late> Thank you for writing, and I'm sorry you got a robot's no. I've looked at the page, and the note really is easy to miss.
        I understand why that's annoying. Rules shouldn't beat common sense.
      `,
      lines`
        I've approved the return. The label is in your inbox.
        <o:choice> I can offer store credit for the full {price}, or a refund minus $10 for shipping.
      `,
    ],
    forks: [
      {
        weight: 2,
        says: lines`
          Thank you. That's all I wanted.
          I appreciate that. I'll send it back this week.
        `,
        reply: lines`
          Thanks for giving us the chance to fix it.
        `,
        tags: ['refund'],
      },
      {
        says: lines`
          <+o:choice> Store credit is fine, thanks.
          <+o:choice> OK, I'll take the credit.
        `,
        reply: lines`
          Done. The credit is in your account and never expires.
        `,
        tags: ['store credit'],
      },
    ],
    notes: lines`
      Exception approved by Grace. One time.
      Checkout wording for final sale is weak. Passed on.
    `,
  },
]
