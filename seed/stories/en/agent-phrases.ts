import { lines } from '../story.ts'

export const mailGreetings = lines`
  Hi {first},
  Hello {first},
  Dear {first},
`

export const acknowledgements = {
  plain: lines`
    Thanks for getting in touch.
    Thank you for writing.
    Thanks for your message.
    -
  `,
  worried: lines`
    Thanks for letting us know, and I'm sorry for the worry.
    I understand the concern, so let me help.
    I'm sorry about this. Let's get it sorted.
  `,
  upset: lines`
    I'm sorry about this, and thank you for telling us.
    I'm really sorry for the trouble.
    Thank you for writing, and I apologize for how this has gone.
  `,
  glad: lines`
    What a lovely message.
    Thank you, this made our morning.
    -
  `,
}

export const againGreetings = lines`
  Hi {first}, thanks for getting back to me.
  Hi again, {first}.
  Thanks, {first}.
  Hello {first},
`

export const mailClosings = {
  plain: lines`
    Just reply to this email if you need anything else.
    Let me know if I can help with anything else.
    Happy to help if anything else comes up.
    Have a great day.
    Take care.
  `,
  upset: lines`
    Again, I'm sorry for the trouble.
    Thank you for your patience.
    Thanks for giving us the chance to put it right.
  `,
}

export const chatGreetings = {
  plain: lines`
    Hi {first}, {agent} here. Happy to help.
    Hello! This is {agent} at {brand}.
    Hi there, you're chatting with {agent}.
    Hey {first}, thanks for reaching out. I'm {agent}.
  `,
  upset: lines`
    Hi {first}, this is {agent}. I'm sorry about that, let me take a look.
    Hello {first}, {agent} here. Sorry for the trouble.
    Hi, {agent} here. That's not how it should go. Let me check.
  `,
  late: lines`
    Hi {first}, {agent} here. Sorry we missed you earlier.
    Hello {first}, this is {agent}. Thanks for waiting.
    Hi, it's {agent}. Sorry for the slow answer, our chat was closed when you wrote.
  `,
}

export const holding = lines`
  One moment while I pull that up.
  Let me check that for you.
  Give me two minutes, I'll look into it.
  Looking now.
  Bear with me a second.
`

export const found = lines`
  Thanks for waiting.
  Okay, found it.
  Here we go.
  -
  -
`

export const chatClosings = lines`
  You're welcome! Anything else I can help with?
  My pleasure. Have a great day!
  Any time, {first}.
  Glad I could help. Take care!
  You bet. Enjoy the rest of your day.
  Thanks for stopping by, {first}.
  No problem at all. We're here if anything else comes up.
  Happy to help. Bye for now!
  Of course. Have a good one!
  Always. Let me know how it goes.
`

export const chatClosingsUpset = lines`
  Thank you for your patience, {first}.
  Sorry again for the trouble. Write any time.
  I appreciate you giving us the chance to fix it.
`

export const mailAfterThanks = lines`
  You're very welcome. Enjoy!
  My pleasure, {first}. Take care.
  Glad we could sort it out.
`

export const silence = lines`
  Looks like you've stepped away, so I'll close this chat for now. Just write back whenever you like and it'll reopen.
  I'll leave this here for you. Reply any time and I'll pick it up again.
  Seems quiet on your end, so I'll wrap up here. Just write back if you need more.
  I'll close the window for now. Your messages stay here if you come back.
`

export const reminders = lines`
  Just checking in: did that work for you? If I don't hear back I'll close this, and you can reopen it by replying.
  I wanted to make sure that you saw my last message.
`

export const handOver = lines`
  This is {lead}. I run the support team, and I've taken this over.
  {lead} here, head of customer service. I've read the whole conversation.
`

export const closedLinks = lines`
  Hi again, one more question.
  Sorry to bother you again.
  Following up on my earlier message:
  Me again!
`

export const notes = lines`
  Long-time customer, be generous.
  No earlier contacts about this.
  Third question about this this week. Needs an FAQ entry.
  Waiting on the warehouse.
  Asked Marcus to double-check the stock count.
  Prefers email over phone.
  Polite and patient. Small thank-you card with the next order?
  Sent the guide as a PDF.
  Checked with Erika: same policy for Japan orders.
  @Grace are you OK with refunding shipping here?
  OK from me.
`

export const handOverNotes = lines`
  Escalating. The whole story is above.
  Asked for a manager. @{lead} could you take it from here?
  This needs a lead, customer is very upset.
`

export const transferNotes = lines`
  {second} knows this one better, passing it on.
  {second}, this is more your area.
  Reassigned to {second}, who handled the last one.
`

export const snoozeNotes = lines`
  Waiting for the warehouse, check again on {promise}.
  Customer is away, back on {promise}.
  Promised to check in on {promise}.
`
