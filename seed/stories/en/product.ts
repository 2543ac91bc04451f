import { lines, type Story } from '../story.ts'

export const product: readonly Story[] = [
  {
    kind: 'product.compatibility',
    weight: 11,
    goods: ['iron'],
    team: 'english',
    tags: ['product question'],
    subjects: lines`
      <+q:ind> Does the {item} work on induction?
      Question about the {item}
      <+q:oven> Oven safe?
    `,
    ask: [
      lines`
        I'm interested in the {item} and have a quick question.
        Before I order the {item} I'd like to check something.
        <q:ind> We've just switched to an induction stove.
      `,
      lines`
        <q:ind> Does it work on induction and glass tops?
        <q:oven> Can it go in the oven, and up to what temperature?
        <q:fire> Can I use it over an open fire?
        <q:dish> Is it dishwasher safe?
      `,
    ],
    chat: lines`
      <q:ind> does the {item} work on induction
      <q:dish> is the {item} dishwasher safe?
      <q:oven> can I put the {item} in the oven
      <q:ind> will it scratch a glass stovetop?
    `,
    answer: [
      lines`
        <q:ind> Yes, everything in our cast-iron and steel range works on induction.
        <q:ind,q:fire> It works on gas, electric, induction and over a fire. On glass, lift it rather than slide it.
        <q:oven> It's oven safe up to 500°F, lid included.
        <q:dish> Please keep it out of the dishwasher: hot water, a brush and a minute of drying is all it needs.
      `,
      lines`
        <!q:dish> One thing: it doesn't like dishwashers. Hot water, a brush and a minute of drying is all it needs.
        The base is {size}, so a medium burner is ideal.
        -
      `,
    ],
    rounds: [
      {
        says: lines`
          Great. And does it come pre-seasoned?
          Good to know. How heavy is it?
        `,
        reply: lines`
          It comes with two coats of flaxseed oil, so you can cook right away. It weighs {weight}.
        `,
      },
    ],
  },
  {
    kind: 'product.care',
    weight: 9,
    goods: ['iron'],
    team: 'english',
    tags: ['product question', 'care'],
    subjects: lines`
      How do I clean the {item}?
      <+s:stick> Food sticks to my {item}
      Seasoning help
      <+s:ruin> Did I ruin it?
    `,
    ask: [
      lines`
        <s:stick> I'm new to this and food keeps sticking to my {item}.
        <s:ruin> My roommate put my {item} in the dishwasher. Did that ruin it?
        <s:burn> I burned something badly in the {item} and can't get it off.
        <s:soap> How often should I oil the {item}?
      `,
      lines`
        <!s:soap> I've tried soap and baking soda.
        I've watched four videos and they all say something different.
        <!s:soap> There are dark spots now.
      `,
      lines`
        What do you recommend?
        Any tips are welcome.
        -
      `,
    ],
    chat: lines`
      <s:stick> everything sticks to my {item} help
      <s:ruin> roommate put it in the dishwasher 😭 is it dead
      <s:soap> can I use soap on the {item}?
      <s:burn> how do I get burnt stuff off
    `,
    answer: [
      lines`
        <s:ruin> Don't worry, it's almost impossible to ruin. Scrub it with coarse salt, dry it on the stove and rub in a very thin coat of oil.
        <s:stick> Sticking usually means the pan wasn't hot enough. Give it three minutes on medium before the oil goes in.
        <s:soap> A little soap is fine; soaking isn't.
        <s:burn> Simmer some water in it for ten minutes and scrape with a wooden spoon; what is left comes off with coarse salt.
      `,
      lines`
        <s:burn,s:ruin> An hour upside down in a 450°F oven, and it's good as new.
        I've sent you our one-page care guide.
        <s:stick> Less oil than you think is the trick. If it feels sticky afterwards, it was too much.
      `,
    ],
    rounds: [
      {
        later: true,
        says: lines`
          <+s:stick> That worked! Eggs slide right off now.
          <+s:ruin> You saved my {item}. Thank you!
        `,
        reply: lines`
          Love to hear it. Enjoy the eggs!
        `,
      },
    ],
  },
  {
    kind: 'product.camp-specs',
    weight: 11,
    goods: ['camp'],
    team: 'english',
    tags: ['product question'],
    subjects: lines`
      <+q:size> {item}: weight and size?
      Question before buying
      Will the {item} work for backpacking?
    `,
    ask: [
      lines`
        I'm looking at the {item} for [a week in the Sierras|car camping with the kids|a bikepacking trip|the van].
        I have a few questions about the {item}.
      `,
      lines`
        <q:size> How much does it weigh, and how small does it pack?
        <q:rain> Does it hold up in rain?
        <q:rain> Is it OK below freezing?
        <q:which> How does it compare to the {otherItem}?
      `,
    ],
    chat: lines`
      <q:size> how heavy is the {item}
      <q:rain> is the {item} waterproof?
      <q:size> does the {item} fit in a 40L pack
      <q:which> {item} or {otherItem} for a weekend trip?
    `,
    answer: [
      lines`
        <q:size> It weighs {weight} and packs down to {size}.
        <q:rain> I took mine out in November: it handles rain and a light frost just fine.
        <q:which> For backpacking I'd choose the {item}; for car camping, the {otherItem} is more comfortable.
      `,
      lines`
        You have 30 days to try it outdoors, and we'll take it back if it isn't right.
        The bag is included.
        -
      `,
    ],
    rounds: [
      {
        says: lines`
          Does it come in {colour}?
          Any plans for a lighter version?
        `,
        reply: lines`
          Not yet, but you're the third person this week to ask, so I've passed it on.
        `,
      },
    ],
  },
]
