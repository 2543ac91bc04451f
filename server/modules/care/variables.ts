import { variablesAbout } from '../../kernel/variables/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { standingLimits } from './queries/limits.ts'

interface Limited {
  id: string
  link: string
  until: string
}

/** The link by which a limited customer appeals. The token stands behind the #, so that no log on the way gets it. */
const appealLink = (db: Db, token: string): string => `${db.kernel.publicUrl}/appeal#${token}`

const limited = async (db: Db, ids: readonly string[]): Promise<Limited[]> =>
  (await standingLimits(db, ids)).map(({ ofCustomer, token, reviewOn }) => ({
    id: ofCustomer,
    link: appealLink(db, token),
    until: reviewOn,
  }))

/** What texts to a customer whose contact is limited may name. Of all others both are missing. */
export const variables = variablesAbout<Limited>('customer', limited, [
  {
    name: 'customer.appeal-link',
    title: { en: 'Link by which a limited customer can appeal', ja: '連絡制限への申し立て用リンク' },
    kind: 'text',
    value: ({ link }) => link,
  },
  {
    name: 'customer.contact-review-day',
    title: { en: 'Day on which the limit is reviewed', ja: '連絡制限を見直す日' },
    kind: 'day',
    value: ({ until }) => until,
  },
])
