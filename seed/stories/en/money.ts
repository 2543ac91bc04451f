import { lines, type Story } from '../story.ts'

export const money: readonly Story[] = [
  {
    kind: 'payment.declined',
    fresh: true,
    weight: 9,
    team: 'english',
    tags: ['payment'],
    subjects: lines`
      Card declined
      Payment won't go through
      Can't check out
    `,
    ask: [
      lines`
        My card keeps getting declined when I try to buy the {item}.
        I can't get past the payment page.
        I got an email saying my payment failed for order {order}.
      `,
      lines`
        My bank says there's no problem on their side.
        The same card worked last month.
        I've tried it three times.
      `,
      lines`
        Is there another way to pay?
        What am I doing wrong?
        -
      `,
    ],
    chat: lines`
      card declined but there's money on it??
      payment keeps failing
      it keeps rejecting my card, can I pay another way?
    `,
    answer: [
      lines`
        <d:zip> The bank's reply says the billing address doesn't match. Could you check the ZIP code?
        <d:bank> I can see the attempts. They were stopped by your bank's fraud check, so a quick call to them should clear it.
      `,
      lines`
        I've also emailed you a payment link that skips the cart.
        Nothing was charged, and I've held the {item} for you until tomorrow.
      `,
    ],
    rounds: [
      {
        says: lines`
          <+d:zip> It was the ZIP. All good now!
          <+d:bank> The bank unblocked it. It worked.
        `,
        reply: lines`
          Great, I can see the order. It ships today.
        `,
      },
    ],
  },
  {
    kind: 'payment.double-charged',
    weight: 7,
    mood: 'worried',
    priority: 'high',
    team: 'english',
    tags: ['payment', 'billing'],
    subjects: lines`
      <!d:club> Charged twice
      <!d:club> Double charge on my card
      <+d:club> Unknown charge
    `,
    ask: [
      lines`
        I was charged {price} twice for order {order}.
        <d:club> There's a charge of $29 from you that I don't recognize.
        My statement shows two payments on {ordered} but I only placed one order.
      `,
      lines`
        <!d:club> Please refund the second one.
        It pushed my account into overdraft.
        I only noticed because I check my statements.
      `,
    ],
    chat: lines`
      you charged me twice
      two charges for {order}, only ordered once
      <d:club> what's this charge for $29?
    `,
    answer: [
      lines`
        <!d:club> One of them is a temporary hold from the first attempt. It drops off by itself within three business days.
        <!d:club> You're right, and I'm sorry. I've refunded the duplicate of {price}.
        <+d:club> That one is your Coffee Club renewal from {ordered}. I've attached the receipt.
      `,
      lines`
        Here's the reference in case your bank asks: {points}-{card4}.
        If you were charged an overdraft fee, send me the statement and we'll cover it.
        -
      `,
    ],
  },
  {
    kind: 'payment.gift-card',
    weight: 6,
    team: 'english',
    tags: ['payment', 'gift card'],
    subjects: lines`
      <+g:code> Gift card not working
      <+g:bal> Gift card balance
      <+g:lost> E-gift card never arrived
    `,
    ask: [
      lines`
        <g:lost> I sent an e-gift card to my [mom|friend|colleague] and it never arrived.
        <g:code> My gift card says "invalid code".
        <g:bal> How can I check the balance on a gift card?
      `,
      lines`
        <g:lost> It was for their birthday, so I'm a little embarrassed.
        <g:code> I've tried typing it with and without dashes.
        <g:bal> Does it expire?
      `,
    ],
    chat: lines`
      <g:code> gift card code doesn't work
      <g:bal> how do I check my gift card balance
      <g:lost> e-gift never arrived, can you resend
    `,
    answer: [
      lines`
        <g:lost> I've resent it. Please ask them to check the spam folder too.
        <g:code> The last character is the letter O and not a zero; that trips up a lot of people.
        <g:bal> Your balance is {price}, and it never expires.
      `,
      lines`
        <g:lost,g:code> I've added $5 to it for the trouble.
        You can use it across several orders.
        -
      `,
    ],
  },
  {
    kind: 'payment.tax',
    weight: 4,
    team: 'english',
    tags: ['payment', 'tax'],
    subjects: lines`
      Sales tax question
      <+t:free> Tax exempt order
      <!t:free> Why was I charged tax?
    `,
    ask: [
      lines`
        <t:free> I was charged sales tax on order {order}, but [we're a nonprofit|we hold a resale certificate].
        <t:rate> Why is the tax on my order higher than our local rate?
      `,
      lines`
        Can it be refunded?
        <t:free> I can send the certificate.
        <t:rate> Please explain.
      `,
    ],
    chat: lines`
      <t:rate> why did I pay sales tax
      <t:free> we're tax exempt, how do I set that up?
    `,
    answer: [
      lines`
        <t:rate> Tax follows the shipping address, and shipping is taxed in {state}, which is why it looks high.
        <t:free> Thanks, that makes sense. If you send me the certificate, I'll mark your account as exempt and refund the tax.
      `,
      lines`
        <t:free> I've refunded {fee}.
        <t:free> Future orders will be set up correctly.
      `,
    ],
  },
  {
    kind: 'campaign.rewards',
    weight: 6,
    team: 'english',
    tags: ['rewards'],
    subjects: lines`
      <+p:wait> Missing points
      <+p:ref> Referral credit
      Rewards question
    `,
    ask: [
      lines`
        <p:ref> I referred a friend who ordered last week, but I haven't got my credit.
        <p:wait> My points from order {order} aren't showing.
        <p:gone> I had {points} points and now I have none.
      `,
      lines`
        <p:wait> How long does it take?
        <p:gone> Do they expire?
        I was saving them for a {otherItem}.
      `,
    ],
    chat: lines`
      <p:wait> where are my points
      <p:ref> referred a friend and got nothing :(
      <p:gone> do points expire?
    `,
    answer: [
      lines`
        <p:wait> Points are added ten days after delivery, once the first return window has passed.
        <p:gone> They do expire after 12 months, but I've put yours back this once.
        <p:ref> Your friend's order came in without the link, so I've added the $15 by hand.
      `,
      lines`
        You'll see it next time you log in.
        -
      `,
    ],
  },
]
