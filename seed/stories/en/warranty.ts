import { lines, type Story } from '../story.ts'

export const warranty: readonly Story[] = [
  {
    kind: 'warranty.kitchen',
    weight: 14,
    goods: ['iron'],
    mood: 'worried',
    team: 'english',
    tags: ['warranty', 'quality'],
    subjects: lines`
      Warranty claim
      Problem with my {item}
      Is this covered?
    `,
    ask: [
      lines`
        <w:break> I've had my {item} for about {months} months and [the handle has come loose|a hairline crack has appeared|the rim has chipped].
        <w:rust> I noticed rust spots on the {item} I bought on {ordered}.
        <w:break> The {item} isn't holding up as I'd hoped. The [rim|base|handle] is coming apart.
      `,
      lines`
        I hand-wash it and dry it right away.
        It's had normal home use, nothing extreme.
        I followed the care card to the letter.
        My previous one from another brand lasted fifteen years.
      `,
      lines`
        Is it covered by the warranty?
        Is it still safe to use?
        What can you do?
      `,
    ],
    chat: lines`
      <w:rust> my {item} is rusting already, is that normal?
      <w:break> handle came off my {item} // is that under warranty?
      how do I make a warranty claim
      <w:rust> brown spots all over the inside, is it safe??
    `,
    probe: {
      asks: lines`
        Sorry to hear that. Could you send a photo and tell me roughly when you bought it?
        Let's get that sorted. A picture of the spot and the stamp on the base would help.
      `,
      tells: lines`
        Photo attached. The stamp says {lot}.
        Bought it around {ordered}. Pictures attached.
        here's a pic, stamp is {lot}
      `,
    },
    answer: [
      lines`
        <w:break> Thanks, that's a casting flaw and fully covered.
        <w:rust> That's surface rust and nothing to worry about: scrub it with coarse salt, dry it on low heat and rub in a thin coat of oil.
        <w:break> That shouldn't happen with normal use. Our warranty covers it for life.
      `,
      lines`
        <w:break> A new one is on its way and should arrive by {eta}. No need to return the old one.
        <w:rust> If it doesn't look right after that, tell me and I'll replace it.
        <w:break> Please stop using it for now. I've shipped a replacement (tracking {tracking}).
      `,
    ],
    back: {
      says: lines`
        <+w:rust> Tried that and it came back after two weeks.
        <+w:break> The replacement has the same problem, I'm sorry to say.
      `,
      reply: lines`
        Thank you for your patience. I'd like to send you one from a new batch, and I've enclosed a label so our workshop can look at the old one.
      `,
    },
    notes: lines`
      <w:break> Batch {lot}: fourth handle claim. QA informed.
      <w:rust> Seasoning issue, not a defect. Care guide sent.
    `,
  },
  {
    kind: 'warranty.camp',
    weight: 12,
    goods: ['camp'],
    mood: 'worried',
    team: 'english',
    tags: ['warranty', 'quality'],
    subjects: lines`
      {item} broke on our trip
      Warranty question
      Repair for my {item}?
      <?lantern> {item} stopped working
    `,
    ask: [
      lines`
        We took the {item} on its [second|third] trip last weekend and [a part came off|it came apart|it gave up on us].
        My {item} failed at the worst moment, eleven miles from the trailhead.
        <?lantern> The {item} I bought on {ordered} won't hold a charge anymore.
        <?blanket/chair> The {item} I bought on {ordered} has a torn seam.
        <?stove/cookset> A rivet popped out of the {item} I bought on {ordered}.
        <?filter> The {item} I bought on {ordered} leaks at the cap.
        <?mugs> The enamel of the {item} I bought on {ordered} is already chipping.
      `,
      lines`
        We weren't doing anything unusual with it.
        I love this thing and would rather have it repaired than replaced.
        We managed with duct tape, but that's not a fix.
        It was within the weight limit.
      `,
      lines`
        Can you help?
        Do you sell spare parts?
        Is this something you'd cover?
      `,
    ],
    chat: lines`
      {item} broke on the trail :( warranty?
      do you sell spare parts for the {item}
      <?lantern> my {item} won't turn on anymore
      my {item} fell apart, what now
      <?blanket/chair> seam tore on my {item} after 2 trips
    `,
    answer: [
      lines`
        <fix:cover> I'm sorry it let you down out there. That's covered.
        <?blanket/chair,fix:cover> That's a known weak spot in the first batch, and we've since doubled the stitching.
        <fix:repair> We can repair it. Our workshop in Hood River turns things around in about ten days.
      `,
      lines`
        <fix:cover> I've mailed you a repair kit with the part and a tool. There's a two-minute video to go with it.
        <fix:cover> A replacement is on its way, and you should have it by {eta}.
        <fix:repair> Use the label I've emailed to send it in. We'll pay shipping both ways.
      `,
    ],
    rounds: [
      {
        says: lines`
          <ask:trip> We've got another trip on {eta}. Will it make it?
          <+fix:repair,ask:time> How long will the repair take?
        `,
        reply: lines`
          <ask:trip> That's tight, so I'm sending a loaner tomorrow. Just put it in the same box when you're back.
          <ask:time> Ten days from the day it gets here, and often less. You can follow it in your account.
        `,
      },
    ],
    notes: lines`
      <?stove/cookset> First-batch rivet. Replace without asking for a return.
      <+fix:repair> Repair ticket opened with Hood River.
    `,
  },
  {
    kind: 'warranty.parts',
    weight: 7,
    goods: ['iron', 'camp'],
    team: 'english',
    tags: ['spare parts'],
    subjects: lines`
      Replacement part
      <?iron> Lost the [lid|knob] of my {item}
      <?camp> Lost the bag of my {item}
      Spare parts?
    `,
    ask: [
      lines`
        <?iron> I lost the [lid|knob] of my {item} while moving house.
        <?camp> I lost the carry bag of my {item} while moving house.
        <?camp,p:dog> My dog chewed up the carry bag of my {item}.
        <?iron,p:dog> My dog chewed up the handle wrap of my {item}.
        <?iron> Do you sell a spare [lid|knob] for the {item}?
        <?camp> Do you sell a spare [bag|strap] for the {item}?
      `,
      lines`
        It would be a shame to throw the whole thing away.
        I'm happy to pay for it.
        I bought it about {months} months ago.
      `,
    ],
    chat: lines`
      <?iron> do you sell replacement lids?
      <?camp,p:dog> dog ate my strap lol // can I buy a new one
      need a spare part for my {item}
    `,
    answer: [
      lines`
        We do. Spare parts aren't on the site yet, but I can send you one for {fee}.
        Those disappear more often than you'd think. I've dropped one in the mail for you, on the house.
      `,
      lines`
        It goes by regular mail and should arrive by {eta}.
        <+p:dog> Tell the dog we said hi.
        -
      `,
    ],
  },
]
