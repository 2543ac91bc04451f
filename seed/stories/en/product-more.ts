import { lines, type Story } from '../story.ts'

export const productMore: readonly Story[] = [
  {
    kind: 'product.materials',
    weight: 8,
    team: 'english',
    tags: ['product question', 'safety'],
    subjects: lines`
      PFAS?
      What's the {item} made of?
      Lead and cadmium testing
      Where are your products made?
    `,
    ask: [
      lines`
        Could you tell me exactly what the {item} is made of?
        <q:pfas> I'm trying to get rid of nonstick chemicals at home and came across your {item}.
        I have a baby and am careful about materials.
      `,
      lines`
        Is it free of PFAS, lead and cadmium?
        Is there a test report?
        Where is it made?
        <?board> Is the wood from certified forests?
      `,
    ],
    chat: lines`
      <q:pfas> is the {item} PFAS free?
      <q:where> where is the {item} made
      <?iron> any lead in the enamel?
      what exactly is it made of
    `,
    answer: [
      lines`
        <q:pfas,!q:where> There are no PFAS in anything we sell.
        <!q:pfas> The {item} is made in Niigata, Japan, and finished in Portland.
        <?iron> The enamel is tested for lead and cadmium by an independent lab every year. I've attached the latest report.
      `,
      lines`
        <?board> All wood comes from certified forests within 200 miles.
        If you'd like the full list of materials, I'm happy to send it.
        -
      `,
    ],
  },
  {
    kind: 'product.filter',
    weight: 5,
    goods: ['camp'],
    team: 'english',
    tags: ['product question', 'how-to'],
    subjects: lines`
      How do I use the {item}?
      Manual for the {item}
      {item} setup
    `,
    ask: [
      lines`
        I've lost the instructions for my {item}.
        I can't figure out how to [fold|assemble|clean|store] the {item}.
        First time using the {item} and I want to do it right.
      `,
      lines`
        Is there a video?
        Do I have to do anything before the first use?
        How should I store it over winter?
      `,
    ],
    chat: lines`
      is there a manual for the {item}
      <?chair/stove> how do you fold this thing back up 😂
      <?filter/cookset/mugs> do I need to rinse it before first use
    `,
    answer: [
      lines`
        Here's the one-page guide, and there's a 90-second video on the product page.
        <?filter/cookset/mugs> Rinse it once with warm water and you're ready to go.
        <?chair/stove> The trick is to start from the short side; it falls into place after that.
      `,
      lines`
        For winter, store it dry and open.
        Shout if you get stuck.
      `,
    ],
  },
  {
    kind: 'product.recommend',
    weight: 8,
    team: 'english',
    tags: ['product question', 'advice'],
    subjects: lines`
      Which one should I get?
      {item} or {otherItem}?
      Gift idea under $100
    `,
    ask: [
      lines`
        I can't decide between the {item} and the {otherItem}.
        I'm looking for a gift for someone who [loves camping|just got their first apartment|cooks a lot].
        We're a family of five and cook for a crowd on weekends.
      `,
      lines`
        My budget is about $100.
        Which would you choose?
        They have most of the basics already.
      `,
    ],
    chat: lines`
      {item} vs {otherItem}?
      gift idea for a camper under $100?
      which one's better for two people
    `,
    answer: [
      lines`
        If it's the first piece, I'd go for the {item}: you'll use it every day.
        For a crowd I'd pick the {otherItem}; for two, the {item}.
        Hard to go wrong, but the {item} is the one people write to us about.
      `,
      lines`
        And if it isn't right, you've got 30 days to swap it.
        We also have gift cards, if you'd rather let them choose.
      `,
    ],
    rounds: [
      {
        says: lines`
          Sold! Ordering it now.
          Great advice, thank you. Just ordered.
        `,
        reply: lines`
          Wonderful. It'll ship today.
        `,
      },
    ],
  },
]
