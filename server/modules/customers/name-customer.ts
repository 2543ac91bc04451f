import type { Arriver } from './arriver.ts'
import { EMAIL, type NormalIdentity } from './normalise-identity.ts'

const LONGEST = 200

/** One line of text, trimmed; controls and line breaks become spaces, marks that turn the reading direction go. */
export const oneLine = (text: string, longest = LONGEST): string =>
  Array.from(
    text
      .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .trim(),
  )
    .slice(0, longest)
    .join('')

/** The name that somebody gave, or one that stands in: what stands before the @, or “customer” with a short number. */
export const nameOf = (
  arriver: Pick<Arriver, 'addresses' | 'language' | 'inboxLanguage'>,
  identities: readonly NormalIdentity[],
  id: string,
): { name: string; named: boolean } => {
  for (const { name, value } of arriver.addresses) {
    const given = oneLine(name ?? '')
    // Mail programs that know no name put the address itself there.
    if (given !== '' && given !== value.trim()) return { name: given, named: true }
  }
  const mail = identities.find(({ kind }) => kind === EMAIL)
  const local = oneLine(mail?.value.slice(0, mail.value.lastIndexOf('@')) ?? '')
  if (local !== '') return { name: local, named: false }
  const japanese = (arriver.language ?? arriver.inboxLanguage ?? 'ja').toLowerCase().startsWith('ja')
  return { name: `${japanese ? 'お客様' : 'Visitor'} ${id.slice(-5).toUpperCase()}`, named: false }
}
