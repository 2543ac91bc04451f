import { lines, type Story } from '../story.ts'

const written = { chat: 0, form: 2, email: 1 }

export const misc: readonly Story[] = [
  {
    kind: 'misc.sales-pitch',
    weight: 6,
    ignored: true,
    channels: written,
    team: 'english',
    priority: 'low',
    tags: ['sales pitch'],
    subjects: lines`
      Quick question about your store
      Grow your revenue by 30%
      Partnership opportunity
      Following up
    `,
    ask: [
      lines`
        I came across Tarn & Kettle and love what you're building.
        My name is {first} and I help brands like yours scale on social.
        Just bumping this to the top of your inbox.
      `,
      lines`
        We've helped 200+ stores cut their ad spend in half.
        We can get you 50 backlinks a month, white hat only.
        Our AI writes your product pages while you sleep.
      `,
      lines`
        Do you have 15 minutes on Thursday?
        Worth a chat?
        Who would be the right person to talk to?
      `,
    ],
    chat: lines`
      do you need help with SEO?
    `,
    answer: [
      lines`
        Thanks for reaching out. We're not looking for this at the moment.
      `,
    ],
  },
  {
    kind: 'misc.sponsorship',
    weight: 5,
    channels: written,
    team: 'english',
    priority: 'low',
    quiet: 0.6,
    tags: ['sponsorship'],
    subjects: lines`
      <!s:raffle> Collaboration
      Sponsorship request
      <+s:raffle> Raffle donation?
    `,
    ask: [
      lines`
        <s:other> I run a small camping channel with about [9,000|24,000|61,000] followers.
        <s:raffle> Our school is holding a raffle and we're looking for donations.
        <s:other> I'm hiking the Pacific Crest Trail this summer and looking for sponsors.
      `,
      lines`
        <!s:raffle> I'd love to feature your {item}.
        Would you consider donating a {item}?
        <!s:raffle> In return I'd post weekly updates.
      `,
    ],
    chat: lines`
      do you do collabs?
    `,
    answer: [
      lines`
        <!s:raffle> Thank you for thinking of us. We keep our budget for trail clean-ups, so I can't offer free gear, but here's 25% off: {coupon}.
        <+s:raffle> Lovely idea. We're glad to give a {otherItem} for your raffle. Where should I send it?
      `,
      lines`
        Best of luck with it!
        -
      `,
    ],
  },
  {
    kind: 'misc.press',
    weight: 2,
    channels: written,
    team: 'english',
    tags: ['press'],
    subjects: lines`
      Press inquiry
      Product sample for a review
      Photo permission
    `,
    ask: [
      lines`
        I'm writing a roundup of camp cookware for an outdoor magazine.
        I'm a food writer working on a piece about carbon steel and cast iron.
      `,
      lines`
        Could you send a sample of the {item} and high-resolution images?
        My deadline is {eta}.
      `,
    ],
    chat: lines`
      who handles press?
    `,
    answer: [
      lines`
        With pleasure. The press kit is attached, and a sample goes out today.
        Thanks for including us. I've forwarded this to the person who looks after press.
      `,
    ],
  },
  {
    kind: 'misc.jobs',
    weight: 3,
    channels: written,
    team: 'english',
    quiet: 0.7,
    priority: 'low',
    tags: ['jobs'],
    subjects: lines`
      Are you hiring?
      Summer job
      Application
    `,
    ask: [
      lines`
        I'm a longtime customer and would love to work with you.
        Are there any openings at your Portland warehouse?
      `,
      lines`
        My résumé is attached.
        I'm available from June.
        I can lift 50 lbs and make a great cup of coffee.
      `,
    ],
    chat: lines`
      you guys hiring?
    `,
    answer: [
      lines`
        Thanks for your interest. We post openings on the careers page, and the seasonal ones go up in September.
        I've passed your résumé along. Thank you!
      `,
    ],
  },
]
