import { lines, type Story } from '../story.ts'

const goods = ['club'] as const

export const club: readonly Story[] = [
  {
    kind: 'subscription.skip',
    weight: 10,
    goods,
    team: 'english',
    tags: ['subscription', 'skip'],
    subjects: lines`
      Skip next month
      Skip a Coffee Club box
      Vacation hold
    `,
    ask: [
      lines`
        I'd like to skip the next Coffee Club box.
        Could you skip my {next} shipment?
        We'll be away until {next2}.
      `,
      lines`
        We have three bags left.
        I couldn't find the button.
        Everything else can stay the same.
        -
      `,
    ],
    chat: lines`
      skip my next coffee box please
      can I skip a month?
      too much coffee 😂 skip the next one?
    `,
    answer: [
      lines`
        Skipped. Your next box goes out on {next2}.
        Done, nothing ships on {next} and you won't be charged.
      `,
      lines`
        You can also switch to every other month if that suits you better.
        Next time, it's under Account, Club, Skip.
        -
      `,
    ],
    rounds: [
      {
        says: lines`
          Every other month would be perfect, actually.
          Can you do every six weeks?
        `,
        reply: lines`
          All set. I've changed it for you.
        `,
      },
    ],
    back: {
      says: lines`
        You charged me anyway even though I skipped.
        The box just arrived, but I'd skipped this month.
      `,
      reply: lines`
        I'm sorry, the skip was saved after the cut-off. Please keep the coffee; I've refunded the charge.
      `,
    },
  },
  {
    kind: 'subscription.change',
    weight: 8,
    goods,
    team: 'english',
    tags: ['subscription', 'change'],
    subjects: lines`
      Change my roast
      Coffee Club preferences
      <+c:date> Next box date?
    `,
    ask: [
      lines`
        Can I switch my Coffee Club box from dark to medium roast?
        I'd like whole beans instead of ground from now on.
        <c:date> When does my next box ship, and can I move it?
      `,
      lines`
        <!c:date> Starting with the {next} box, if that's possible.
        <!c:date> I bought a grinder!
        -
      `,
    ],
    chat: lines`
      can I change to whole bean
      <c:date> when's my next box
      switch me to decaf pls
    `,
    answer: [
      lines`
        <!c:date> Changed, starting with the {next} box.
        Your next box ships on {next}, and I've saved your wishes for it.
      `,
      lines`
        The price stays the same.
        Enjoy!
        -
      `,
    ],
  },
  {
    kind: 'cancel.money',
    weight: 7,
    goods,
    team: 'english',
    tags: ['subscription', 'cancellation', 'reason: price'],
    subjects: lines`
      Cancel Coffee Club
      Cancel my subscription
    `,
    ask: [
      lines`
        I'd like to cancel my Coffee Club subscription.
        Please cancel the Coffee Club before {next}.
      `,
      lines`
        I'm cutting back on expenses.
        {coursePrice} a month is more than I can spend on coffee right now.
        My hours were cut, so I have to be careful.
      `,
      lines`
        Nothing wrong with the coffee!
        Thanks for understanding.
        -
      `,
    ],
    chat: lines`
      cancel my coffee sub please, money's tight
      need to cancel, too expensive rn
    `,
    answer: [
      lines`
        Of course, and thank you for telling us why.
        I understand completely.
      `,
      lines`
        <h:half> I can cancel it right now. If it helps, we have a half-size box for $16, or you can pause for up to six months.
        <h:other> Cancelling takes me a second. Would a box every other month be any use, or shall I go ahead?
      `,
    ],
    forks: [
      {
        weight: 3,
        says: lines`
          Please go ahead and cancel.
          Thanks, but cancel it please.
        `,
        reply: lines`
          Done. No more boxes and no more charges. You're welcome back any time.
        `,
        tags: ['cancelled'],
      },
      {
        weight: 2,
        says: lines`
          <+h:half> Oh, the half-size box would work!
          <+h:other> Every other month is doable. Let's do that.
        `,
        reply: lines`
          Lovely. It's set up from {next2}.
        `,
        tags: ['retained'],
      },
    ],
    notes: lines`
      Price. Offered half size, once.
    `,
  },
]
