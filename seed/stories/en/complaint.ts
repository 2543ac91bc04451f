import { lines, type Story } from '../story.ts'

export const complaint: readonly Story[] = [
  {
    kind: 'complaint.slow-reply',
    weight: 8,
    mood: 'upset',
    priority: 'high',
    team: 'english',
    tags: ['complaint', 'slow reply'],
    subjects: lines`
      No reply
      Second request
      Is anyone there?
      Still waiting for an answer
    `,
    ask: [
      lines`
        I wrote to you on {shipped} and haven't heard back.
        This is my third email about order {order}.
        Your auto-reply promised an answer within one business day. It's been four.
      `,
      lines`
        <q:return> All I want to know is where my return stands.
        I don't enjoy having to chase people.
        It feels as if you only answer before the sale.
      `,
      lines`
        Please reply.
        If I don't hear back today, I'll dispute the charge.
        A human, please.
      `,
    ],
    chat: lines`
      emailed 4 days ago, no answer
      is anyone actually reading these?
      still waiting on a reply to my email
    `,
    answer: [
      lines`
        I'm sorry. Your emails were filed under an old conversation and nobody saw them. That's our mistake.
        You deserved an answer days ago, and I apologize.
      `,
      lines`
        <+q:return> I have your case in front of me now: the return is approved and {price} was refunded this morning.
        I'm taking this over personally. You'll have a full answer by {promise}.
      `,
    ],
    notes: lines`
      Merged by mistake into an older thread. See if the rule needs changing.
    `,
  },
  {
    kind: 'complaint.price',
    weight: 5,
    mood: 'upset',
    team: 'english',
    tags: ['complaint', 'price'],
    subjects: lines`
      <!p:sale> Price increase
      {price} for a {item}?
      Disappointed
    `,
    ask: [
      lines`
        I see the {item} went up again. It was $20 less a year ago.
        {price} plus shipping for a {item} is a lot.
        <p:sale> You put the {item} on sale one day after I paid full price.
      `,
      lines`
        I used to recommend you to everyone.
        <!p:sale> I understand that costs rise, but this is steep.
        Loyal customers get nothing, while new ones get 15% off.
      `,
    ],
    chat: lines`
      why did the {item} get so expensive
      price went up AGAIN?
    `,
    answer: [
      lines`
        <!p:sale> Fair point. Steel and freight have gone up by a third, and we held out as long as we could.
        <!p:sale> I hear you. We'd rather charge more than make it worse, but I know that's no comfort.
        <+p:sale> That's rotten timing, and I'm sorry.
      `,
      lines`
        As you've been with us for a while, here's 15% off your next order: {coupon}.
        <+p:sale> I've refunded the difference of {fee}.
      `,
    ],
  },
  {
    kind: 'complaint.quality',
    weight: 7,
    mood: 'upset',
    escalates: 0.3,
    team: 'english',
    tags: ['complaint', 'quality'],
    subjects: lines`
      Very disappointed in the {item}
      Not what I expected
      Poor quality
    `,
    ask: [
      lines`
        For {price} I expected a lot more than this.
        I bought the {item} after reading all the great reviews, and I'm disappointed.
        The {item} doesn't look anything like the pictures.
      `,
      lines`
        The [finish is uneven|edges are rough], and it feels cheap.
        It smells of chemicals.
        My old one from a hardware store was better made.
      `,
      lines`
        I don't want a coupon. I want a good {item}.
        Please tell me how you intend to put this right.
        I'm considering leaving a review.
      `,
    ],
    chat: lines`
      not impressed with the {item} tbh
      quality is really bad for {price}
      looks nothing like the photos
    `,
    answer: [
      lines`
        I'm sorry. That one shouldn't have passed inspection.
        Thank you for being honest. From what you describe, it's a second that slipped through.
      `,
      lines`
        I'd like to send you one I've checked by hand; it'll be with you by {eta}.
        You can have a full refund or a replacement that I'll inspect myself. Which would you prefer?
      `,
    ],
    forks: [
      {
        says: lines`
          Replacement, please. I do want to like it.
          OK, send me a good one.
        `,
        reply: lines`
          Going out today with my initials on the tag.
        `,
        tags: ['replacement'],
      },
      {
        says: lines`
          Refund, please.
          I'd rather just have the refund.
        `,
        reply: lines`
          Refunded: {price}. Please donate the {item} or pass it on.
        `,
        tags: ['refund'],
      },
    ],
    notes: lines`
      QA: photos forwarded, batch {lot}.
    `,
  },
  {
    kind: 'safety.injury',
    weight: 2,
    mood: 'upset',
    goods: ['iron'],
    priority: 'urgent',
    escalates: 0.8,
    team: 'english',
    tags: ['safety', 'complaint'],
    subjects: lines`
      Injury from your product
      SAFETY ISSUE: {item}
      Burned by the {item}
    `,
    ask: [
      lines`
        I was [burned|cut] while using the {item} last night.
        The {item} gave way in my hands and I was [scalded|cut].
      `,
      lines`
        It needed stitches.
        It's a minor injury, but it could have been one of my children.
        I have photos and the hospital bill.
      `,
      lines`
        This needs to be looked at before someone gets seriously hurt.
        Please have somebody call me at {phone}.
      `,
    ],
    chat: lines`
      your {item} broke and burned my hand
      safety problem with the {item}, who do I talk to?
    `,
    answer: [
      lines`
        I'm so sorry, and I hope you're all right. I've passed this to our head of product, who'll call you today.
        Thank you for telling us straight away, and I'm sorry you were hurt. Please stop using it and keep it as it is.
      `,
      lines`
        A courier will collect it tomorrow for inspection. We'll share the result with you by {promise}.
        We'll refund the {item}, and please send me any medical costs.
      `,
    ],
    rounds: [
      {
        later: true,
        says: lines`
          Thank you for the call. I'm healing fine.
          Appreciate the quick response. What did the inspection show?
        `,
        reply: lines`
          I'm glad to hear from you. The inspection found a bad weld; we've stopped sales of that batch and are writing to everyone who has one.
        `,
      },
    ],
    notes: lines`
      URGENT. Escalated to Grace and product safety. Do not close without sign-off.
    `,
  },
]
