import type { Said, Talk } from '../neutral.ts'

/** A talk with everything that was said in it, in order. */
export interface WholeTalk {
  talk: Talk
  said: Said[]
}

interface Strand {
  person: string
  /** Addresses that stood in To or Cc, or in From. */
  members: Set<string>
  mails: Said[]
}

const addressesOf = ({ from, to = [], cc = [] }: Said): string[] =>
  [...(from ? [from] : []), ...to, ...cc].map((address) => address.toLowerCase())

/**
 * Parts the mails of one thread into talks by who they are with, as intake would have (0016): people who answer a mass mail
 * have nothing in common, people who stand in To or Cc have.
 */
export const partThread = (
  root: string,
  mails: readonly Said[],
  isOurs: (address: string) => boolean,
): WholeTalk[] => {
  const strands: Strand[] = []
  for (const mail of mails.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const others = addressesOf(mail).filter((address) => !isOurs(address))
    const sender = mail.from?.toLowerCase() ?? ''
    const strand =
      strands.find(({ person }) => person === mail.person) ??
      strands.find(({ members }) =>
        mail.kind === 'inbound' ? members.has(sender) : others.some((address) => members.has(address)),
      )
    if (!strand) strands.push({ person: mail.person ?? '', members: new Set(others), mails: [mail] })
    else {
      strand.mails.push(mail)
      // Whom somebody else names belongs there no more than before.
      if (mail.kind === 'outbound' || mail.person === strand.person)
        for (const address of others) strand.members.add(address)
    }
  }
  return strands.map(({ person, mails: said }) => ({
    talk: {
      id: `${root}\n${person}`,
      subject: said[0]?.subject,
      person,
      openedAt: said[0]?.at ?? new Date(0).toISOString(),
    },
    said,
  }))
}
