import { lines, type Story } from '../story.ts'

export const account: readonly Story[] = [
  {
    kind: 'account.login',
    weight: 9,
    team: 'english',
    tags: ['account'],
    subjects: lines`
      Can't log in
      Password reset not arriving
      Locked out
    `,
    ask: [
      lines`
        I can't log into my account.
        I've requested a password reset three times and no email comes.
        It says my account is locked.
      `,
      lines`
        <l:old> I may have used an old email address.
        I need to change my subscription before it ships.
        I've checked spam.
      `,
    ],
    chat: lines`
      can't log in
      not getting the password reset email
      locked out of my account, help
    `,
    answer: [
      lines`
        I've unlocked it and sent a fresh link, good for an hour.
        It looks as if you checked out as a guest, so there's no password yet. I've sent you a link to set one.
        <l:old> Your account is under a different address, ending in .net. Try that one?
      `,
      lines`
        If you're in a hurry, I can make the change for you from here.
        -
      `,
    ],
    rounds: [
      {
        says: lines`
          I'm in, thanks!
          <+l:old> That was it. Old email. Thanks!
        `,
        reply: lines`
          Perfect. Have a good one!
        `,
      },
    ],
  },
  {
    kind: 'account.details',
    weight: 7,
    team: 'english',
    tags: ['account'],
    subjects: lines`
      <+n:mail> Change my email address
      Update my details
      <!n:mail,!n:name> New phone number
    `,
    ask: [
      lines`
        <n:mail> I've changed my email address and would like my account moved over.
        <n:name> I got married and my last name is now {newFamily}.
        <n:other> Could you update my phone number to {phone}?
        <n:other> We've moved. The new address is:\n{address}
      `,
      lines`
        Please keep my order history.
        I tried to do it myself and got an error.
        -
      `,
    ],
    chat: lines`
      <n:mail> need to change my email on file
      <n:other> can you change my phone to {phone}
      <n:name> new last name: {newFamily}, can you change it?
    `,
    answer: [
      lines`
        All updated. Your history and points came along.
        <n:mail> Done! You'll get a confirmation at both addresses.
      `,
      lines`
        <+n:name> Congratulations, if that's in order!
        Your next delivery will use the new details.
        -
      `,
    ],
  },
  {
    kind: 'account.unsubscribe-mail',
    weight: 7,
    team: 'english',
    tags: ['account', 'unsubscribe'],
    subjects: lines`
      Unsubscribe
      Too many emails
      Please stop
      Remove me from your list
    `,
    ask: [
      lines`
        Please take me off your mailing list.
        I get an email from you nearly every day.
        I've unsubscribed twice and still get your emails.
      `,
      lines`
        I like your things, just not in my inbox.
        The unsubscribe link goes to an error page.
        -
      `,
    ],
    chat: lines`
      how do I unsubscribe
      stop emailing me pls
      unsubscribe link is broken
    `,
    answer: [
      lines`
        Done, you're off the list. You'll only hear from us about orders.
        Sorry about that. I've removed you by hand and reported the broken link.
      `,
      lines`
        One more might slip through that's already queued.
        -
      `,
    ],
  },
  {
    kind: 'account.leave',
    weight: 4,
    team: 'english',
    tags: ['account', 'privacy'],
    subjects: lines`
      Delete my account
      Data deletion request
      Privacy request
    `,
    ask: [
      lines`
        Please delete my account and all personal data you hold about me.
        <l:export> I'd like a copy of the data you have about me, and then to close my account.
        This is a request under the [CCPA|GDPR] to delete my data.
      `,
      lines`
        Please confirm once it's done.
        I don't plan to order again.
        -
      `,
    ],
    chat: lines`
      how do I delete my account
      I want my data deleted
    `,
    answer: [
      lines`
        <!l:export> I've started the deletion. It's complete within 30 days, and you'll get a confirmation.
        <+l:export> Your export is attached. I'll close the account tomorrow unless I hear otherwise.
      `,
      lines`
        We have to keep invoices for seven years for tax reasons; everything else goes.
        Sorry to see you go.
      `,
    ],
    notes: lines`
      Privacy request logged, due {promise}.
    `,
  },
  {
    kind: 'account.phishing',
    weight: 3,
    team: 'english',
    priority: 'high',
    tags: ['security'],
    subjects: lines`
      <!p:site> Is this email from you?
      <!p:site> Suspicious text message
      <+p:site> Fake website
    `,
    ask: [
      lines`
        I got a text saying my {item} couldn't be delivered, with a strange link.
        <p:site> There's a site selling your {item} for $19. Is that you?
        I received an email asking me to "verify" my card.
      `,
      lines`
        <!p:site> I didn't click anything.
        <!p:site> I'm afraid I entered my card details.
        It looked pretty convincing.
      `,
    ],
    chat: lines`
      is this text from you guys? weird link
      <p:site> there's a fake site with your photos
    `,
    answer: [
      lines`
        <!p:site> That's not us, and thank you for reporting it. Please delete it.
        Definitely fake. We only write from tarnandkettle.example.
      `,
      lines`
        If you've entered card details, call your bank now and have the card blocked.
        <+p:site> We're having the site taken down.
      `,
    ],
  },
]
