import SCIMMY from 'scimmy'
import { normalEmail } from '../../agents/index.ts'
import type { Called } from './queries/people.ts'
import { refuse } from './wire.ts'

/** What a directory says of somebody, as we take it. */
export interface Said extends Called {
  email: string
  active: boolean | undefined
  language: 'ja' | 'en' | undefined
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null

/** Reads a resource. Throws `invalidValue` for one without a name or an address. */
export const readUser = (resource: Record<string, unknown>): Said => {
  const name = (resource['name'] ?? {}) as Record<string, unknown>
  const emails = (resource['emails'] ?? []) as { value?: string; type?: string; primary?: boolean }[]
  const userName = text(resource['userName'])
  if (userName === null) throw refuse(400, 'userName is missing.', 'invalidValue')
  const address =
    (emails.find(({ primary }) => primary) ?? emails.find(({ type }) => type === 'work') ?? emails[0])
      ?.value ?? userName
  if (!/^[^\s@]+@[^\s@]+$/.test(address) || address.length > 254)
    throw refuse(400, 'An e-mail address is needed: in emails, or as userName.', 'invalidValue')
  const tongue = text(resource['preferredLanguage']) ?? text(resource['locale']) ?? ''
  return {
    userName,
    externalId: text(resource['externalId']),
    displayName: text(resource['displayName']),
    formatted: text(name['formatted']),
    familyName: text(name['familyName']),
    givenName: text(name['givenName']),
    email: normalEmail(address),
    active: resource['active'] as boolean | undefined,
    language: /^ja\b/i.test(tongue) ? 'ja' : /^en\b/i.test(tongue) ? 'en' : undefined,
  }
}

/** Checked against the schema, so that a wrong shape is told in the standard's words. */
export const parse = (body: object): Record<string, unknown> =>
  new SCIMMY.Schemas.User(body as never, 'in') as unknown as Record<string, unknown>

const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u

/** What we call somebody: by their display name, else by their parts in the order of their language. */
export const nameOf = ({ displayName, formatted, familyName, givenName, userName }: Called): string => {
  const parts = [familyName, givenName].filter((one) => one !== null)
  const joined = (parts.some((one) => CJK.test(one)) ? parts : parts.toReversed()).join(' ')
  return (displayName ?? formatted ?? (joined || userName)).slice(0, 100)
}
