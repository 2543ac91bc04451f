import { lines } from '../story.ts'

/** How English-speaking customers begin and end what they write, by how they write. */
export const greetings = {
  formal: lines`
    Dear Tarn & Kettle team,
    Dear customer service,
    Good [morning|afternoon|evening],
    To whom it may concern,
    Hello Tarn & Kettle,
  `,
  plain: lines`
    Hi,
    Hi there,
    Hello,
    Hi team,
    Hello there,
    -
  `,
  mobile: lines`
    hi
    hey
    Hi!
    hey there
    -
    -
  `,
  elder: lines`
    Dear Sir or Madam,
    Dear friends at Tarn & Kettle,
    Good day to you,
    Hello, I hope this reaches the right person.
  `,
  curt: lines`
    -
  `,
}

export const farewells = {
  formal: lines`
    Thank you for your help.
    I look forward to hearing from you.
    Kind regards,
    Best regards,
    Thank you in advance,
    Sincerely,
  `,
  plain: lines`
    Thanks!
    Thanks,
    Thank you,
    Cheers,
    Best,
    Many thanks,
  `,
  mobile: lines`
    thanks
    thx
    ty!
    Thanks so much
    -
    -
  `,
  elder: lines`
    Thank you kindly,
    With best wishes,
    Yours sincerely,
    God bless,
  `,
  curt: lines`
    -
    -
    Please advise.
  `,
}

export const grievances = lines`
  I'm honestly pretty frustrated.
  This isn't what I expected from you.
  I've recommended you to friends, and now I feel silly.
  It's not the first time, either.
  I shouldn't have to chase this.
  I pay extra for your products because of the service.
  Frankly, this is not good enough.
  I've been patient up to now.
  Please don't send me a canned answer.
  It's a small thing, but it's the third small thing this year.
  I took a day off work for this.
  I'm close to giving up on you.
`

export const asides = lines`
  I found you through a friend at work.
  We're big fans of the enamel mugs, by the way.
  Sorry if this is the wrong address for this.
  I looked through the FAQ and couldn't find it.
  I'm not very good with websites, so bear with me.
  I tried calling but got voicemail.
  My partner says hello and is the one who reads your newsletter.
  Writing from my phone, so please excuse the typos.
  No rush on this one.
  We've had nothing but rain here, so I can't wait to get outside.
  I've been a customer since 2021.
  Email is best, since I work nights.
  I hope you can make sense of this.
`

export const nudges = lines`
  Just following up on this.
  Hi, did you get my message?
  Any news?
  Forgot to mention: my phone number is {phone}.
  Adding to my earlier message: evenings are best if you want to call.
  Bumping this. Thanks.
`

export const thanks = {
  plain: lines`
    Thank you, that's very helpful.
    Great, thanks for the quick reply.
    <?product/delivery/payment/account> That answers my question. Thanks!
    Perfect, thank you so much.
    <?product/payment/quality> Thanks for explaining.
    Appreciate it.
    Wonderful, thank you.
    Got it, thanks.
    Thanks {agent}, that's all I needed.
    Excellent service, as always.
  `,
  worried: lines`
    That's a relief, thank you.
    Okay, I'll wait until then. Thanks.
    Thank you for looking into it.
    Thanks for being upfront about it.
    Thanks for taking it seriously.
  `,
  upset: lines`
    Okay. Thank you for sorting it out.
    Fine. I appreciate the quick fix.
    Thanks. I hope it doesn't happen again.
    I was a bit sharp earlier, sorry. Thank you.
    All right, that's fair.
    Thank you for owning it.
    Okay, that works for me.
    Thanks for not arguing with me about it.
    Good. I'll keep an eye on it.
  `,
  grave: lines`
    Thank you for your kindness.
  `,
  glad: lines`
    Oh, I didn't expect an answer! Thank you.
    <+pub:yes> Of course, share away.
    You're very welcome. Keep it up!
    <+pic:yes> Here's a picture from last weekend. Enjoy!
  `,
  chat: lines`
    thanks!
    perfect ty
    awesome thank you
    great, thanks so much
    ok cool
    got it 👍
    you're the best
    that's all, thanks
    ok thanks for checking
    great!!
    appreciate it
    no that's it, thank you
    sweet, thanks
  `,
}

export const chatHellos = lines`
  hi
  hello
  hey there
  <?question> hi, quick question
  <?question> Hello, anyone there?
  hey
  Good morning
  hi!
`

/** A bubble after the question, now and then. */
export const chatTails = lines`
  no rush
  <?question> kinda urgent
  order's {order} if that helps
  name's {customer}
  my number is {phone} in case we get cut off
  <?question> checked the FAQ already
  I'm at work so might be slow to reply
  <?question> sorry if this is a dumb question
  I emailed too
  thanks in advance
  I'm in {state}
  on my phone, sorry for typos
`

export const links = lines`
  one more thing
  oh and
  while I have you
  sorry, another question
  also
  last one, I promise
  and another
  btw
`

export const chatEchoes = lines`
  ah ok
  makes sense
  got it
  oh nice
  good to know
  huh, didn't know that
  cool
  ok noted
`

/** The longest letters come with their evidence. */
export const records = lines`
  \nSo that you know who you're dealing with, here is everything I've bought from you, copied from my notebook:\n{history}
  \nFor the record, and because I was asked for it twice, this is my complete order history:\n{history}
`
