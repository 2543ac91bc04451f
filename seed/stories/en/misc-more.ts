import { lines, type Story } from '../story.ts'

export const miscMore: readonly Story[] = [
  {
    kind: 'misc.visit',
    weight: 4,
    team: 'english',
    tags: ['store'],
    subjects: lines`
      <!v:pick> Can I visit your store?
      <!v:pick> Showroom hours
      <+v:pick> Local pickup
    `,
    ask: [
      lines`
        <v:see> We'll be in Portland next week and would like to see the {item} in person.
        <v:see> Do you have a showroom or a shop?
        <v:pick> Can I pick up order {order} instead of having it shipped?
      `,
      lines`
        What are your hours?
        Is parking easy?
        -
      `,
    ],
    chat: lines`
      <v:state> do you have a store in {state}?
      <v:pick> can I pick up my order
      <v:see> what are the showroom hours
    `,
    answer: [
      lines`
        <v:see> Come by! The workshop store on Division Street is open Thursday to Sunday, 10 to 5.
        <v:pick> Pickup is no problem. It'll be ready from {eta}; just bring the order number.
        <v:state> We don't have a store there yet, but two local shops carry us. I've emailed you the list.
      `,
      lines`
        The coffee is on us.
        -
      `,
    ],
  },
  {
    kind: 'complaint.long-letter',
    weight: 1.2,
    mood: 'upset',
    priority: 'high',
    escalates: 1,
    channels: { chat: 0, form: 1, email: 3 },
    team: 'english',
    tags: ['complaint', 'long letter'],
    subjects: lines`
      The whole story of order {order} (long, sorry)
      A letter to whoever runs this company
      <+k:dmg> Six emails, two replacements, and I'm still without a {item}
    `,
    ask: [
      lines`
        I'm sorry for the length of this, but I'd like somebody to read the whole story once, from start to finish, rather than asking me for my order number again. It's {order}, by the way.
        My name is {customer}, I live in {state}, and I've been buying from you since you had four products on your website. I want to tell you what happened, in order, because I think you'd want to know.
      `,
      lines`
        <k:late> \nOn {ordered} I ordered the {item}. It was a present for my father, who turned seventy. It was due on {due}. It didn't come. I wrote to you, and got a friendly answer with a new date. It didn't come on that date either. By the third email the friendly answers had started to look very similar to each other.
        <k:dmg,?iron> \nOn {ordered} I placed an order for the {item}. It arrived with a crack running from the rim down to the base. No harm done, these things happen, I thought, and I sent you pictures. The replacement came eight days later, and it was the {otherItem}. I now own a cracked {item} and a {otherItem} that I never wanted.
      `,
      lines`
        \nI called twice. The first time I was on hold for twenty-six minutes, which I know because I made an entire pot of soup. The second time the person I spoke to was kind, but couldn't see any of my emails, so I told the story again. She promised that somebody would call me back. Nobody did.
        \nI tried the chat on your site. It told me I was number eleven in line. When I got to number one it asked me to describe my problem in a few words, and then told me the office was closed. I don't think anybody designed it to be funny, but my daughter thought it was.
      `,
      lines`
        \nHere's what bothers me. It isn't the money, and it isn't really the {item}. It's that your catalog talks about making things properly, about taking the time, about doing a thing once and doing it right. I believed that. I still have the first mug I bought from you, and I drink from it every morning. So I keep asking myself which one is the real company: the one that made the mug, or the one that answers the email.
        \nI've run a small business myself, so I know what it's like when the orders come in faster than the people. But I also know that the customers who write long letters are the ones who'd like to stay. The others just leave, and you never find out why.
      `,
      lines`
        \nWhat I'd like is simple. First, one person who knows the whole story and sees it through. Second, an honest date. If it's a month from now, say a month. Third, please let the people who answer the phone see the emails. I suspect that they'd like that even more than I would.
        \nI don't want a discount code. I have four of them already. I'd like a working {item}, a reply written by a person, and some sign that somebody has thought about how this could go better for the next customer.
      `,
      lines`
        \nThank you for reading this far. If you're the person who happened to open this one, I know that none of it is your fault.
        \nThat's all. I feel better for having written it down. I hope it's of some use to you.
      `,
    ],
    chat: lines`
      this is going to be long
    `,
    answer: [
      lines`
        I read every word, and then I read it again with our founder in the room. You're right on all three counts, and I'm sorry.
        Thank you for writing this instead of walking away. It's the most useful thing anyone has sent us this year.
      `,
      lines`
        From here on, I'm your one person. I picked out your {item} myself this morning, checked it under a lamp, and it leaves with the noon truck. The honest date is {eta}.
        Your {item} is on my desk as I write. It ships today and arrives on {eta}, and I'll follow the tracking myself until it does.
      `,
      lines`
        As for the rest: phone and email really were in two systems. As of this week they're in one, so nobody should ever have to tell a story twice. You gave us the push.
        And you're right about the phones. We've moved to call-backs, so nobody has to make soup on hold again, unless they want soup.
      `,
    ],
    rounds: [
      {
        later: true,
        says: lines`
          <+k:late> Well. It arrived, on the day you said, and it's perfect. My father cried a little. Thank you for answering like a person.
          I didn't expect that reply, and I've read it to my whole family. The {item} came this morning without a scratch. We're good.
        `,
        reply: lines`
          That's the best news of my week, {first}. Please wish your family well from all of us.
        `,
      },
    ],
    notes: lines`
      Grace owns this one to the end. No macros.
      Read out in Monday's meeting. Actions: shared history, call-backs, carrier escalation.
    `,
  },
]
