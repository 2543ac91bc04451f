import { lines, type Story } from '../story.ts'

export const voice: readonly Story[] = [
  {
    kind: 'praise.product',
    weight: 13,
    mood: 'glad',
    quiet: 0.75,
    team: 'english',
    tags: ['praise'],
    subjects: lines`
      Love my {item}
      Thank you!
      Just wanted to say
      Best {item} ever
    `,
    ask: [
      lines`
        I don't usually write to companies, but I wanted to tell you how much I love my {item}.
        We've had the {item} for {months} months now and use it every single day.
        My {item} arrived today and it's even nicer than in the pictures.
      `,
      lines`
        My kids fight over who gets to use it.
        It's been up two mountains and through one divorce, and still looks new.
        I've already bought two more as gifts.
        You can tell that somebody cared when they made it.
      `,
      lines`
        Keep doing what you're doing.
        Thanks for making things that last.
        You've got a customer for life.
      `,
    ],
    chat: lines`
      no question, just wanted to say the {item} is amazing
      love love love my {item} 😍
      y'all make great stuff, that's all
    `,
    answer: [
      lines`
        You've made our day. I read this out to the whole team.
        Thank you so much for taking the time, {first}. I've pinned this up in the workshop.
      `,
      lines`
        <pub:yes> Would you mind if we shared your words on our site?
        Happy cooking, and happy trails.
        <pic:yes> If you have a picture of it in the wild, we'd love to see it.
      `,
    ],
  },
  {
    kind: 'praise.agent',
    weight: 6,
    mood: 'glad',
    quiet: 0.8,
    team: 'english',
    tags: ['praise', 'service'],
    subjects: lines`
      Great service
      Kudos to {agent}
      Thanks for the help last week
    `,
    ask: [
      lines`
        Whoever helped me last week with my {item} deserves a raise.
        I wanted to thank {agent} for sorting out order {order} so quickly.
      `,
      lines`
        I expected a fight and got a replacement in two days.
        It's rare to write to a company and get an answer from an actual human.
        Fast, friendly, no scripts.
      `,
    ],
    chat: lines`
      whoever I chatted with yesterday was great, tell them thanks!
      best customer service I've had in ages
    `,
    answer: [
      lines`
        That means a lot. I've passed it on, and there was a small happy dance.
        Thank you! Messages like this keep us going.
      `,
      lines`
        We're here whenever you need us.
        -
      `,
    ],
  },
  {
    kind: 'feedback.idea',
    weight: 8,
    quiet: 0.7,
    team: 'english',
    tags: ['feedback', 'idea'],
    subjects: lines`
      Product idea
      Suggestion
      Feature request for the {item}
    `,
    ask: [
      lines`
        I love the {item}, but I wish it came [in a smaller size|with a lid|in {colour}|with a carry strap].
        Have you thought about making a left-handed {item}?
        An idea for the {item}: [measure marks on the inside|a hook to hang it|a quieter latch].
      `,
      lines`
        My whole climbing group would buy it.
        I'd be happy to test a prototype.
        Just a thought.
      `,
    ],
    chat: lines`
      you should make a smaller {item}
      idea: {item} in {colour}. take my money
    `,
    answer: [
      lines`
        I like that. I've added it to the list our designers go through every month.
        You're not the first to ask, so it has a real chance.
      `,
      lines`
        I'll write to you if it ever becomes a thing.
        Thanks for caring enough to send it.
      `,
    ],
  },
  {
    kind: 'feedback.packaging',
    weight: 5,
    quiet: 0.65,
    team: 'english',
    tags: ['feedback', 'packaging'],
    subjects: lines`
      So much packaging
      Plastic in my order
      Packaging feedback
    `,
    ask: [
      lines`
        My {item} came in a box three times its size.
        I was surprised to find plastic wrap in an order from a company that talks about the outdoors.
      `,
      lines`
        Surely there's a better way.
        I've kept it to reuse, but still.
        Other than that, I'm very happy.
      `,
    ],
    chat: lines`
      why so much plastic?
      box was huge for one mug lol
    `,
    answer: [
      lines`
        You're right. We ran out of the smaller boxes, which isn't much of an excuse.
        Thank you for saying so. We're moving to molded pulp, and the last plastic is being used up.
      `,
      lines`
        I've passed your note to the people who decide these things.
        -
      `,
    ],
  },
  {
    kind: 'feedback.site',
    weight: 7,
    quiet: 0.5,
    team: 'english',
    tags: ['feedback', 'website'],
    subjects: lines`
      Website bug
      Your site is hard to read
      Can't filter by color
    `,
    ask: [
      lines`
        The size chart on your site doesn't load on my phone.
        Your new website is pretty, but the gray text is really hard to read.
        When I filter by color, I get an empty page.
      `,
      lines`
        I'm on an older Android, if that helps.
        I use a screen reader and the cart button isn't announced.
        I gave up and ordered elsewhere, to be honest.
      `,
    ],
    chat: lines`
      your site is broken on mobile
      filter doesn't work fyi
      can't read the gray text
    `,
    answer: [
      lines`
        Thanks for the report. I could reproduce it, and our web team has it now.
        That's not good enough, and I'm sorry. I've filed it as a priority.
      `,
      lines`
        In the meantime I'm happy to place the order for you.
        I'll let you know when it's fixed.
        -
      `,
    ],
    notes: lines`
      Reproduced on Android 11. Ticket filed.
    `,
  },
]
