import { lines, type Story } from '../story.ts'

const goods = ['club'] as const

export const clubMore: readonly Story[] = [
  {
    kind: 'cancel.surplus',
    weight: 7,
    goods,
    team: 'english',
    tags: ['subscription', 'cancellation', 'reason: too much stock'],
    subjects: lines`
      Too much coffee!
      Cancelling Coffee Club
    `,
    ask: [
      lines`
        We can't keep up with the Coffee Club boxes and would like to cancel.
        I've got {stock} bags stacked up, so please cancel my subscription.
      `,
      lines`
        My partner stopped drinking coffee.
        We're hardly home at the moment.
        I still love it, there's just too much of it.
      `,
    ],
    chat: lines`
      drowning in coffee, cancel please
      too many bags, want to cancel my sub
    `,
    answer: [
      lines`
        A good problem to have! I can cancel it, or stretch it to every two or three months.
        Happy to stop it. You could also pause and pick up where you left off.
      `,
      lines`
        Your call. What would suit you?
        Just tell me which, and I'll set it up.
      `,
    ],
    forks: [
      {
        weight: 3,
        says: lines`
          Every three months sounds right.
          Let's pause it for now.
        `,
        reply: lines`
          Done. You'll get a reminder a week before the next one.
        `,
        tags: ['retained'],
      },
      {
        weight: 2,
        says: lines`
          Cancel, please. I'll order when we run out.
          I'd rather cancel.
        `,
        reply: lines`
          All cancelled. Enjoy the stash!
        `,
        tags: ['cancelled'],
      },
    ],
  },
  {
    kind: 'cancel.taste',
    weight: 5,
    goods,
    team: 'english',
    tags: ['subscription', 'cancellation', 'reason: product'],
    subjects: lines`
      Not for me
      Cancel my coffee subscription
      Coffee too dark
    `,
    ask: [
      lines`
        The last two boxes were too [dark|acidic|bitter] for me, so I'd like to cancel.
        I don't taste much difference from the supermarket coffee I used to buy.
        I'm going back to my local roaster.
      `,
      lines`
        I brew it in a French press, if that matters.
        No hard feelings.
        Please confirm that {next} won't ship.
      `,
    ],
    chat: lines`
      coffee's too bitter for me, cancel please
      going back to my local roaster, pls cancel
    `,
    probe: {
      asks: lines`
        Thanks for being straight with us. May I ask how you brew it, and what you were hoping for?
      `,
      tells: lines`
        French press, boiling water, about five minutes.
        Drip machine. I wanted something smoother.
      `,
    },
    answer: [
      lines`
        That helps. Boiling water brings out the bitterness; 200°F and four minutes makes it much rounder.
        Our medium roast may be closer to what you like.
      `,
      lines`
        If you'd like to give it one more go, I'll send a bag of the medium free of charge. Otherwise I'll cancel today, no questions asked.
      `,
    ],
    forks: [
      {
        weight: 2,
        says: lines`
          Just cancel it, thanks.
          I'll pass. Please cancel.
        `,
        reply: lines`
          Done. Thanks for giving it a try.
        `,
        tags: ['cancelled'],
      },
      {
        says: lines`
          Sure, I'll try the medium.
          OK, one more try. Thank you!
        `,
        reply: lines`
          On its way. I'd love to hear what you think.
        `,
        tags: ['retained'],
      },
    ],
  },
]
