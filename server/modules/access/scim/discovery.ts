import SCIMMY from 'scimmy'
import { KEPT } from './tidy.ts'
import { listAnswer, refuse, type ScimAnswer } from './wire.ts'

type Attribute = { name: string }
const KINDS = ['User', 'Group'] as const

const location = (base: string, path: string, resourceType: string) => ({
  meta: { resourceType, location: `${base}/${path}` },
})

/** What this end can do. */
const config = (base: string): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'The token that an owner made in the settings.',
      primary: true,
    },
  ],
  ...location(base, 'ServiceProviderConfig', 'ServiceProviderConfig'),
})

const types = (base: string): object[] =>
  KINDS.map((kind) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: kind,
    name: kind,
    endpoint: `/${kind}s`,
    schema: SCIMMY.Schemas[kind].definition.id,
    ...location(base, `ResourceTypes/${kind}`, 'ResourceType'),
  }))

/** The standard's own, with the attributes that are kept here. */
const schemas = (base: string): { id: string }[] =>
  KINDS.map((kind) => {
    const { id } = SCIMMY.Schemas[kind].definition
    const shape = SCIMMY.Schemas[kind].definition.describe(`${base}/Schemas`) as { attributes: Attribute[] }
    const kept: readonly string[] = [...KEPT[kind], ...(kind === 'User' ? ['groups'] : [])]
    const attributes = shape.attributes.filter(({ name }) => kept.includes(name.toLowerCase()))
    return { ...shape, id, attributes, ...location(base, `Schemas/${id}`, 'Schema') }
  })

/** Answers what this end is; undefined for every other address. */
export const discover = (base: string, path: string): ScimAnswer | undefined => {
  const [, root = '', id] =
    /^\/(ServiceProviderConfig|ResourceTypes|Schemas)(?:\/([^/]+))?$/i.exec(path) ?? []
  if (root === '') return undefined
  if (/^service/i.test(root)) return { status: 200, body: config(base) }
  const all = (/^schemas$/i.test(root) ? schemas(base) : types(base)) as { id: string }[]
  if (id === undefined) return listAnswer(all.length, 1, all)
  const one = all.find((each) => each.id === decodeURIComponent(id))
  if (!one) throw refuse(404, 'There is no such resource.')
  return { status: 200, body: one }
}
