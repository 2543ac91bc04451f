import * as oidc from 'openid-client'

/** What a provider says of somebody. */
export interface Claims {
  subject: string
  email: string | null
  emailVerified: boolean
  /** The provider says itself that the address is not known to be theirs. */
  emailDenied: boolean
  name: string | null
  language: 'ja' | 'en' | null
  groups: string[]
  /** There were too many groups for the token, and none came. */
  groupsLeftOut: boolean
}

type Raw = Readonly<Record<string, unknown>>

const MOST_GROUPS = 2000

const text = (value: unknown, most: number): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, most) : null

const isYes = (value: unknown): boolean => value === true || value === 1 || value === '1' || value === 'true'

/** What stands under a name; dots lead into what is nested, as in `realm_access.roles`. */
const at = (claims: Raw, name: string): unknown =>
  claims[name] ??
  name
    .split('.')
    .reduce<unknown>(
      (value, part) => (typeof value === 'object' && value !== null ? (value as Raw)[part] : undefined),
      claims,
    )

const groupsIn = (value: unknown): string[] => {
  const all: unknown[] = Array.isArray(value) ? value : [value]
  return all.flatMap((one) => text(one, 300) ?? []).slice(0, MOST_GROUPS)
}

const isEmail = (value: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && value.length <= 254

/** Reads what of an ID token and user info counts here. */
export const readClaims = (raw: Raw, groupsClaim: string): Claims => {
  const email = text(raw['email'], 255)
  const [given, family] = [text(raw['given_name'], 60), text(raw['family_name'], 60)]
  const japanese = text(raw['locale'], 20)?.toLowerCase().startsWith('ja')
  const together = japanese ? [family, given] : [given, family]
  const named = text(raw['name'], 100) ?? (together.filter(Boolean).join(' ') || null)
  const elsewhere = raw['_claim_names'] as Raw | undefined
  return {
    subject: String(raw['sub']),
    email: email !== null && isEmail(email) ? email : null,
    // Microsoft says so under a name of its own: that the domain's owner was verified.
    emailVerified: isYes(raw['email_verified']) || isYes(raw['xms_edov']),
    emailDenied: raw['email_verified'] === false || raw['email_verified'] === 'false',
    name: named ?? text(raw['preferred_username'], 100),
    language: japanese === undefined ? null : japanese ? 'ja' : 'en',
    groups: groupsIn(at(raw, groupsClaim)),
    groupsLeftOut: isYes(raw['hasgroups']) || elsewhere?.[groupsClaim] !== undefined,
  }
}

/** The claims of somebody who came back with a code: of the ID token, and of user info where those lack something. */
export const fetchClaims = async (
  configuration: oidc.Configuration,
  tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  groupsClaim: string,
): Promise<Claims> => {
  const claims = tokens.claims()
  if (!claims) throw new Error('the provider sent no ID token')
  const first = readClaims(claims, groupsClaim)
  const whole = first.email !== null && at(claims, groupsClaim) !== undefined
  if (whole || !configuration.serverMetadata().userinfo_endpoint) return first
  const more = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
  return readClaims({ ...more, ...claims }, groupsClaim)
}
