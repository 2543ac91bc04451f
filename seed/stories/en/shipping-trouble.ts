import { lines, type Story } from '../story.ts'

export const shippingTrouble: readonly Story[] = [
  {
    kind: 'delivery.marked-delivered',
    weight: 9,
    mood: 'worried',
    priority: 'high',
    team: 'english',
    tags: ['shipping', 'stolen'],
    subjects: lines`
      Marked delivered but not here
      Package stolen?
      "Delivered", but it isn't
    `,
    ask: [
      lines`
        Tracking says my {item} was delivered on {arrived}, but it's not here.
        I got the "delivered" email for order {order} and there is nothing on my porch.
      `,
      lines`
        I've checked with my neighbors and the leasing office.
        My door camera shows nobody came that day.
        Packages do get stolen on my street, unfortunately.
        The photo in the notice is of somebody else's door.
      `,
      lines`
        What happens now?
        Can you open a claim?
        I hope you can help.
      `,
    ],
    chat: lines`
      tracking says delivered but I don't have it
      my package got stolen I think // {order}
      the delivery photo isn't my house lol
    `,
    answer: [
      lines`
        <r:ask> I'm sorry, that's frustrating. I've opened a trace with the carrier, who'll check the GPS point of the drop-off.
        <r:found> Thanks for checking around first. The driver's GPS puts the drop-off two streets away.
      `,
      lines`
        <r:ask> You'll hear from me by {promise} either way.
        <sent:yes> Whatever they find, I've sent a replacement. It arrives by {eta}.
        <r:ask> If it doesn't turn up by {promise}, I'll refund or reship, whichever you prefer.
      `,
    ],
    rounds: [
      {
        later: true,
        says: lines`
          <+r:ask> Any update on the trace?
          <+r:ask> hi, did the carrier get back to you?
        `,
        reply: lines`
          They did: it was left at number 114 instead of 141. The driver is bringing it over this afternoon.
          <!sent:yes> They couldn't find it, so I've shipped you a new one today. Sorry for the runaround.
        `,
      },
    ],
    back: {
      says: lines`
        <+r:ask> Funny story, my neighbor had it the whole time. Sorry!
        <+r:ask> Found it behind the grill. My mistake!
      `,
      reply: lines`
        Ha, glad it turned up. Thanks for telling me, {first}.
      `,
    },
    notes: lines`
      No earlier claims from this customer. OK to reship.
      <+r:found> GPS mismatch confirmed by carrier.
    `,
  },
  {
    kind: 'delivery.international',
    weight: 9,
    team: 'english',
    tags: ['shipping', 'international'],
    subjects: lines`
      <+i:ask> Do you ship to [Canada|Australia|the UK|Singapore]?
      International shipping
      <+i:duty> Customs charges
      <+i:duty> Duties on order {order}
    `,
    ask: [
      lines`
        <i:ask> I'd like to send the {item} to my [sister in Vancouver|friend in Melbourne|son in Edinburgh|parents in Singapore].
        <i:duty> My parcel to [Toronto|London|Sydney] is being held by customs, and they want me to pay duty.
        <i:duty> My friend in [Toronto|London|Sydney] was charged import tax on delivery, which the checkout didn't mention.
      `,
      lines`
        <i:ask> How much is shipping, and how long does it take?
        <i:duty> Is that normal? I thought duties were included.
        <i:ask> Do you send from the US or from Japan?
      `,
    ],
    chat: lines`
      <i:ask> do you ship to Canada?
      <i:ask> how much is shipping to the UK
      <i:duty> customs is asking me for money??
      <i:ask> shipping to Australia costs more than the mug 😅
    `,
    answer: [
      lines`
        <i:ask> We ship to 24 countries. International standard is $18 flat and takes 8 to 14 days.
        <i:ask> We deliver internationally from our warehouse in Oregon; heavy items such as cast iron cost a little more.
        <i:duty> I'm sorry for the surprise. Outside the US, duties are set by your customs office and aren't part of our price.
      `,
      lines`
        <i:ask> At checkout you can choose to prepay duties, and then nothing is due at the door.
        <i:duty> I've refunded your shipping, because the notice at checkout should have been clearer.
        <i:duty> I've sent you the commercial invoice, which usually gets the parcel released within a day.
      `,
    ],
  },
  {
    kind: 'order.address',
    fresh: true,
    weight: 11,
    team: 'english',
    priority: 'high',
    tags: ['order', 'address'],
    subjects: lines`
      Wrong address on my order
      Change shipping address please
      Order {order}: I've moved
    `,
    ask: [
      lines`
        I just realized my order {order} is going to my old address.
        I made a typo in the shipping address for order {order}.
        We've moved since I last ordered and the old address was filled in automatically.
      `,
      lines`
        <addr:told> The right one is:\n{address}
        <addr:told> Could you send it here instead?\n{address}
      `,
      lines`
        I hope I caught it in time.
        Please confirm.
        -
      `,
    ],
    chat: lines`
      <addr:told> wrong address on {order}!! can you change it? // should be {address}
      I moved and forgot to update my address, has it shipped yet?
      need to change the shipping address on my order asap
    `,
    probe: {
      asks: lines`
        <!addr:told> Of course. What's the right address?
        <!addr:told> Happy to fix that. Where should it go instead?
      `,
      tells: lines`
        <addr:told> {address}
        <addr:told> It's {address}. Thank you!
      `,
    },
    answer: [
      lines`
        <+addr:told> You caught it in time. I've changed the address, and it ships tomorrow.
        <+addr:told> It had left already, so I've asked the carrier to redirect it. That may add a day or two.
        <+addr:told> All updated, both on this order and in your account.
        <!addr:told> It hasn't shipped yet, so there's time. Send me the new address and I'll change it.
      `,
      lines`
        <+addr:told> You'll get a fresh confirmation email in a minute.
        <+addr:told> The new estimate is {eta}.
        -
      `,
    ],
  },
  {
    kind: 'incident.checkout',
    fresh: true,
    weight: 60,
    incident: 'checkout',
    mood: 'upset',
    priority: 'high',
    team: 'english',
    tags: ['payment', 'outage'],
    subjects: lines`
      Checkout is broken
      Charged but no order?
      Error at payment
      Can't place an order
    `,
    ask: [
      lines`
        I tried to buy the {item} today and checkout kept spinning.
        Your site charged my card but I never got an order confirmation.
        I get "Something went wrong (502)" every time I try to pay.
      `,
      lines`
        I tried two cards and two browsers.
        My bank shows a pending charge of {total}.
        Now I'm worried I've ordered three of them.
        The sale ends tonight and I don't want to miss it.
      `,
      lines`
        Did my order go through?
        Please check, and cancel any duplicates.
        Will you honor the sale price?
      `,
    ],
    chat: lines`
      checkout is down?
      card charged, no order number // what happened
      502 error when I pay
      did my order go through or not
      site keeps crashing at payment
    `,
    answer: [
      lines`
        I'm sorry. Our payment provider had an outage between 9 and 11:40 am Pacific, and some checkouts stopped halfway.
        You're not alone, and it's fixed now. Our checkout went down for a few hours this morning.
      `,
      lines`
        <c:once> Your order did go through once: {order}. The other charges are holds and will drop off within three days.
        <c:none> No order was created. The pending charge will disappear by itself within three business days.
      `,
      lines`
        We've extended the sale by a day, and code {coupon} takes another 10% off.
        <c:none> I've set your order up at the sale price; just follow the link I've emailed.
      `,
    ],
    notes: lines`
      <c:none> Outage list: affected, hold only.
      <c:once> Duplicate voided in payment dashboard.
    `,
  },
]
