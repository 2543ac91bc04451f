import { lines, type Story } from '../story.ts'

export const shippingMore: readonly Story[] = [
  {
    kind: 'delivery.damaged',
    weight: 15,
    mood: 'upset',
    team: 'english',
    tags: ['shipping', 'damaged'],
    subjects: lines`
      {item} arrived damaged
      Broken on arrival
      Dented {item}
      Damaged package, order {order}
    `,
    ask: [
      lines`
        My {item} arrived today and [there's a big dent in it|it's cracked|the finish is badly scratched].
        I opened the box for order {order} and the {item} was [broken|bent out of shape|chipped].
        The box looked like it had been dropped, and sure enough the {item} inside is damaged.
      `,
      lines`
        There was one sheet of paper for padding, which isn't enough for something this heavy.
        <photo:yes> I have photos of the box and the damage.
        It was meant to be a birthday present.
        Everything else in the order is fine.
      `,
      lines`
        How do I get a replacement?
        I'd like to have it replaced, please.
        Do I need to send it back?
      `,
    ],
    chat: lines`
      my {item} came broken 😞
      just opened the box and the {item} has a huge dent
      order {order} arrived damaged, what do I do?
      it's chipped. can you replace it?
    `,
    probe: {
      asks: lines`
        <!photo:yes> Oh no, I'm sorry. Could you send a photo or two of the damage and the box?
        <!photo:yes> That's not how it should arrive. If you can attach a picture, I'll sort out a replacement right away.
      `,
      tells: lines`
        <photo:yes> Here you go, two photos attached.
        <photo:yes> Attached. Sorry about the lighting.
        <photo:yes> sent! you can see it on the left side
      `,
    },
    answer: [
      lines`
        That clearly happened on the way, and I'm sorry it reached you like that.
        I'm sorry about this. Nobody wants to unpack a broken {item}.
      `,
      lines`
        A new one ships today and should arrive by {eta}. Please keep or recycle the damaged one; there's no need to return it.
        I've put a replacement on today's truck (tracking {tracking}). I'll email a prepaid label for the damaged one.
      `,
      lines`
        I've told the packing team so they can use more padding.
        -
      `,
    ],
    forks: [
      {
        weight: 4,
        says: lines`
          That's great, thank you for the quick fix.
          Perfect, a replacement works for me.
        `,
        reply: lines`
          You're welcome, {first}. Let me know if the new one isn't spotless.
          Glad to help. Enjoy it!
        `,
        tags: ['replacement'],
      },
      {
        says: lines`
          Actually, could I just get a refund? I found one locally.
          I'd rather have my money back, if that's OK.
        `,
        reply: lines`
          Of course. I've cancelled the replacement and refunded {price}. It'll show up in three to five business days.
        `,
        tags: ['refund'],
      },
    ],
    notes: lines`
      <+photo:yes> Photos confirm transit damage. Claim filed with carrier.
      Packing: single layer again. Third one this month from bay 4.
    `,
  },
  {
    kind: 'delivery.wrong-item',
    weight: 9,
    mood: 'upset',
    team: 'english',
    tags: ['shipping', 'wrong item'],
    subjects: lines`
      Wrong item received
      I got a {otherItem} instead of a {item}
      Order mix-up, {order}
    `,
    ask: [
      lines`
        I ordered the {item} but received a {otherItem}.
        Order {order} arrived today with a {otherItem} in it instead of the {item}.
        You sent me someone else's order. The packing slip has a different name on it, and I have a {otherItem} now.
      `,
      lines`
        My confirmation email lists the right item, so I guess it was picked wrong.
        It's unopened and I'm happy to send it back.
        This is the second time this has happened.
        -
      `,
      lines`
        Please send the right one.
        What should I do with the one I got?
        How quickly can you fix this?
      `,
    ],
    chat: lines`
      got the wrong item // ordered {item}, got {otherItem}
      hey you sent me a {otherItem} and I ordered a {item}
      wrong product in my box, order {order}
    `,
    answer: [
      lines`
        I'm sorry for the mix-up. Our warehouse picked from the shelf next door.
        That's on us, and I apologize.
      `,
      lines`
        Your {item} is going out today and should be with you by {eta}.
        I've rushed the right one out. Tracking: {tracking}.
      `,
      lines`
        Please keep the {otherItem} with our compliments.
        I've emailed a prepaid label for the other one. Any drop-off point will do.
      `,
    ],
  },
  {
    kind: 'delivery.missing-item',
    weight: 9,
    mood: 'worried',
    team: 'english',
    tags: ['shipping', 'missing part'],
    subjects: lines`
      Missing [part|piece|item]
      Something missing from order {order}
      <!m:two> No {otherItem} in the box
    `,
    ask: [
      lines`
        <m:other> My order arrived but the {otherItem} wasn't in the box.
        <m:two> I ordered two of the {item} and only one was in the box.
        <m:other> Something is missing from order {order}: there's the {item}, but no {otherItem}.
      `,
      lines`
        I checked all the packing paper twice.
        Is it shipping separately?
        The box was sealed, so I don't think anything fell out.
      `,
      lines`
        Could you send what's missing?
        Please let me know.
        -
      `,
    ],
    chat: lines`
      only got half my order, {order}
      <m:other> is the {otherItem} coming separately?
      <m:two> ordered 2, got 1 // {order}
      <m:other> no {otherItem} in the box??
    `,
    answer: [
      lines`
        I checked the packing weight and you're right, it was left out. Sorry about that.
        Good news: it's simply in a second box, because the two ship from different places.
      `,
      lines`
        It'll be with you by {eta}.
        You should have everything by {eta}, tracking {tracking}.
      `,
    ],
  },
]
