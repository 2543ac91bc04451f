import SCIMMY from 'scimmy'
import { refuse, rootOf } from './wire.ts'

// What directories send that the standard does not know, and what we don't keep: so that it disturbs nothing.

/** What we keep of somebody, and of a group; everything else is taken and forgotten. */
export const KEPT = {
  User: ['username', 'externalid', 'displayname', 'name', 'emails', 'active', 'preferredlanguage', 'locale'],
  Group: ['displayname', 'externalid', 'members'],
} as const

type Kind = keyof typeof KEPT
type Body = Record<string, unknown>

const isPlain = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Entra ID says "True" and "False" where a yes or no belongs. */
const asBoolean = (value: unknown): unknown =>
  typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value

const isMembers = (path: string): boolean => rootOf(path) === 'members'

/** A member is known by its id alone: whatever else is said of it would have to fit for it to be taken out. */
const asMember = ({ value }: Body): Body => ({
  value: typeof value === 'string' ? value.toLowerCase() : value,
})

/** A value with yes and no as such, wherever it stands, and members by their ids. */
const honest = (name: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => honest(name, one))
  if (isPlain(value) && isMembers(name)) return asMember(value)
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, honest(key, one)]))
  return ['active', 'primary'].includes(rootOf(name)) ? asBoolean(value) : value
}

const kept = (kind: Kind, path: string): boolean => (KEPT[kind] as readonly string[]).includes(rootOf(path))

/** A resource's body with what we keep of it. Throws `invalidSyntax` for what is no object. */
export const tidyResource = (kind: Kind, body: unknown): Body => {
  if (!isPlain(body)) throw refuse(400, 'The body is no SCIM resource.', 'invalidSyntax')
  return {
    ...Object.fromEntries(
      Object.entries(body).flatMap(([name, value]) =>
        kept(kind, name) && value !== null ? [[name, honest(name, value)]] : [],
      ),
    ),
    schemas: [SCIMMY.Schemas[kind].definition.id],
  }
}

/** An address of another type than ours is none that we keep. */
const isOtherAddress = (path: string): boolean =>
  /\[\s*type\s+eq\s+"(?!work")/i.test(path) && rootOf(path) === 'emails'

const tidyOperation = (kind: Kind, operation: unknown): Body[] => {
  if (!isPlain(operation)) return [operation as Body]
  const { path, value } = operation
  if (typeof path === 'string' && path !== '')
    return kept(kind, path) && !isOtherAddress(path)
      ? [{ ...operation, path: isMembers(path) ? path.toLowerCase() : path, value: honest(path, value) }]
      : []
  if (!isPlain(value)) return [operation]
  const entries = Object.entries(value).flatMap(([name, one]) =>
    kept(kind, name) && !isOtherAddress(name) ? [[name, honest(name, one)]] : [],
  )
  const { path: _, ...rest } = operation
  return entries.length === 0 ? [] : [{ ...rest, value: Object.fromEntries(entries) }]
}

/** A PATCH with what we keep; undefined where nothing of it concerns us. */
export const tidyPatch = (kind: Kind, body: unknown): Body | undefined => {
  const name = isPlain(body) ? Object.keys(body).find((key) => /^operations$/i.test(key)) : undefined
  const operations = name === undefined ? undefined : (body as Body)[name]
  if (!Array.isArray(operations)) throw refuse(400, 'The body has no operations.', 'invalidSyntax')
  if (operations.length > 1000) throw refuse(400, 'There are more than 1000 operations.', 'tooMany')
  const tidied = operations.flatMap((one) => tidyOperation(kind, one))
  return tidied.length === 0
    ? undefined
    : { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: tidied }
}
