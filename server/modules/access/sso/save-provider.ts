import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound, type AppError } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { demandTeams, grantOf } from '../../agents/index.ts'
import { changedFields, recordAudit } from '../../audit/index.ts'
import type { Provider } from '../contract-sso.ts'
import { providersChanged } from '../events.ts'
import { placeEverybody } from '../scim/place-person.ts'
import { forgetDirectory } from '../scim/queries/people.ts'
import { endSessionsWithout, endSessionsThrough } from './end-sessions.ts'
import { toProvider } from './list-providers.ts'
import {
  deleteLinks,
  deleteProviderRow,
  insertProvider,
  lockProvider,
  ownersHaveOwnWay,
  updateProviderRow,
  type ProviderRow,
} from './queries.ts'

type Settings = Omit<ProviderRow, 'id' | 'state' | 'clientSecret' | 'provenAt'>
/** What of a provider is chosen; what is left out stays, or is as usual. */
export type ProviderChange = { [K in keyof Settings]?: Settings[K] | undefined } & {
  clientSecret?: string | null | undefined
  state?: Provider['state'] | undefined
}

const USUAL: Omit<Settings, 'name' | 'issuer' | 'clientId'> = {
  // not-a-channel: a scope of OpenID
  scopes: ['openid', 'profile', 'email'],
  groupsClaim: 'groups',
  emailDomains: [],
  addsPeople: false,
  followsGroups: true,
  defaultRole: null,
  mappings: [],
  signsOut: false,
}

/** Sets a provider up, as a draft. */
export const createProvider = async (
  tx: Tx,
  caller: Caller,
  input: ProviderChange & { name: string; issuer: string; clientId: string },
): Promise<Provider> => {
  demand(caller, 'access.write')
  const { clientSecret, state: _, ...chosen } = input
  const row: ProviderRow = {
    ...(await wellFormed(tx, { ...USUAL, ...given(chosen) } as Settings)),
    id: newId(),
    state: 'draft',
    clientSecret: sealed(tx.kernel, clientSecret ?? null),
    provenAt: null,
  }
  if (!(await insertProvider(tx, row))) throw nameTaken(row.name)
  await note(tx, caller, 'access.create-sso-provider', row.id, open(row))
  return toProvider(tx.kernel, row, 0)
}

/** Changes a provider. Throws `conflict` for a change that would leave nobody a way in. */
export const updateProvider = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: ProviderChange,
): Promise<Provider> => {
  demand(caller, 'access.write')
  const before = await held(tx, id)
  const { clientSecret, state, ...chosen } = change
  const settings = await wellFormed(tx, { ...open(before), ...given(chosen) } as Settings)
  const moved = settings.issuer !== before.issuer
  if (moved && before.state === 'only')
    throw conflict(
      'access.sso-only-moves',
      'People can only come in through this provider. Allow passwords again first.',
    )
  const proven = moved || settings.clientId !== before.clientId ? null : before.provenAt
  const after: ProviderRow = {
    ...before,
    ...settings,
    state: state ?? before.state,
    clientSecret: clientSecret === undefined ? before.clientSecret : sealed(tx.kernel, clientSecret),
    provenAt: proven,
  }
  if (after.state === 'only' && before.state !== 'only') await demandProven(tx, after)
  const changed = changedFields(
    { ...open(before), state: before.state },
    { ...open(after), state: after.state },
  )
  const details = { ...changed, ...(clientSecret === undefined ? {} : { secretSet: clientSecret !== null }) }
  if (!(await updateProviderRow(tx, after))) throw nameTaken(after.name)
  // The same names mean other people at another provider.
  if (moved) await Promise.all([deleteLinks(tx, id), forgetDirectory(tx, id)])
  if (moved || after.state === 'draft') await endSessionsThrough(tx, id)
  if (after.state === 'only' && before.state !== 'only') await endSessionsWithout(tx)
  if (['mappings', 'defaultRole', 'followsGroups'].some((field) => field in changed))
    await placeEverybody(tx, { provider: after, actor: caller })
  if (Object.keys(details).length > 0)
    await note(tx, caller, 'access.update-sso-provider', id, { provider: after.name, ...details })
  return toProvider(tx.kernel, after, undefined, tx)
}

/** Removes a provider; whoever came in through it is signed out. */
export const deleteProvider = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'access.write')
  const { name } = await held(tx, id)
  await endSessionsThrough(tx, id)
  await forgetDirectory(tx, id)
  await deleteProviderRow(tx, id)
  await note(tx, caller, 'access.delete-sso-provider', id, { provider: name })
}

const note = async (
  tx: Tx,
  caller: Caller,
  action: string,
  id: string,
  details: Record<string, unknown>,
): Promise<void> => {
  await recordAudit(tx, caller, { action, subject: { kind: 'sso-provider', id }, details })
  tx.announce(providersChanged({ providerId: id }))
}

const held = async (tx: Tx, id: string): Promise<ProviderRow> => {
  const row = await lockProvider(tx, id)
  if (!row) throw notFound('access.no-provider', 'There is no such sign-in provider (any more).')
  return row
}

const nameTaken = (name: string): AppError =>
  conflict('access.sso-name-taken', `There is a provider “${name}” already. Choose another name.`)

const given = <T extends object>(change: T): T =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as T

const sealed = (kernel: Kernel, secret: string | null): Buffer | null =>
  secret === null || secret.trim() === '' ? null : kernel.vault.seal(secret.trim())

/** The settings without what is kept beside them. */
const open = ({ id: _i, state: _s, clientSecret: _c, provenAt: _p, ...settings }: ProviderRow): Settings =>
  settings

const wrong = (code: string, path: string, message: string): AppError =>
  invalid(code, message, { fields: [{ path: `body.${path}`, message }] })

/** Settings as they are kept. Throws `invalid` naming the field. */
const wellFormed = async (tx: Tx, settings: Settings): Promise<Settings> => {
  const name = settings.name.trim()
  if (name === '') throw wrong('access.sso-empty', 'name', 'The name is empty. Write one.')
  const emailDomains = [
    ...new Set(settings.emailDomains.map((one) => one.trim().toLowerCase().replace(/^@/, ''))),
  ]
  const odd = emailDomains.find((one) => !/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(one))
  if (odd !== undefined) throw wrong('access.sso-domain-form', 'emailDomains', `“${odd}” is not a domain.`)
  if (settings.addsPeople && emailDomains.length === 0)
    throw wrong(
      'access.sso-domains-needed',
      'emailDomains',
      'Say whose addresses may be added: without a domain everybody with an account at the provider would come in.',
    )
  await demandPlaces(tx, settings)
  return {
    ...settings,
    name,
    emailDomains,
    issuer: issuerOf(tx.kernel, settings.issuer),
    clientId: settings.clientId.trim(),
    scopes: [...new Set(['openid', ...settings.scopes])],
    groupsClaim: settings.groupsClaim.trim() || 'groups',
    mappings: settings.mappings.map((one) => ({ ...one, group: one.group.trim() })),
  }
}

const demandPlaces = async (tx: Tx, { mappings, defaultRole }: Settings): Promise<void> => {
  const roles = new Set([...mappings.map(({ role }) => role), defaultRole].filter((role) => role !== null))
  for (const role of roles) {
    // Whoever manages groups there would decide who owns this workspace.
    if (role === 'owner')
      throw wrong(
        'access.sso-owner-role',
        'mappings',
        'Owners are made by hand, not by a group. Choose another role.',
      )
    if (!(await grantOf(tx, role)))
      throw wrong('agents.no-role', 'mappings', 'This role does not exist any more. Choose another.')
  }
  await demandTeams(tx, [...new Set(mappings.flatMap(({ teamIds }) => teamIds))])
}

/** A provider's address as it calls itself. Throws `invalid`. */
const issuerOf = (kernel: Kernel, text: string): string => {
  const plain = text.trim().replace(/\/\.well-known\/openid-configuration$/, '')
  const url = URL.canParse(plain) ? new URL(plain) : undefined
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && kernel.config.privateNetwork)
  if (!url || !safe || url.search !== '' || url.hash !== '' || url.username !== '')
    throw wrong(
      'access.sso-issuer',
      'issuer',
      'Give the provider’s address: https://…, with nothing behind it.',
    )
  if (
    url.hostname === 'login.microsoftonline.com' &&
    /^\/(common|organizations|consumers)\b/.test(url.pathname)
  )
    throw wrong(
      'access.sso-any-tenant',
      'issuer',
      'This address lets in every company. Use the one with your own tenant’s id.',
    )
  return plain
}

/** Throws `conflict` where nobody could come in any more if the provider failed, or does not work at all. */
const demandProven = async (tx: Tx, { provenAt }: ProviderRow): Promise<void> => {
  if (provenAt === null)
    throw conflict(
      'access.sso-not-proven',
      'Try the provider first: nobody has come in through it as it is set up now.',
    )
  if (!(await ownersHaveOwnWay(tx)))
    throw conflict(
      'access.sso-no-own-way',
      'No owner has a password or a passkey. One of them needs it, to come in when the provider fails.',
    )
}
