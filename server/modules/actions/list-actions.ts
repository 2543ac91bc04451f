import { demand, type Caller } from '../../kernel/caller.ts'
import type { Action as Declared, ActionField, Actions } from '../../kernel/actions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { inputSchema } from '../../kernel/json-schema.ts'
import type { Action } from './contract.ts'

type Property = Record<string, unknown> & { items?: Record<string, unknown> }

/** Where the workspace's own things are chosen from, they stand in the shape, as fixed choices do. */
const withChoices = async (
  db: Db,
  caller: Caller,
  { choices, ...field }: ActionField,
  properties: Record<string, Property>,
): Promise<Action['fields'][number]> => {
  if (typeof choices !== 'function') return { ...field, ...(choices ? { choices } : {}) }
  const found = await choices(db, caller)
  const property = properties[field.path]
  if (property) (property.items ?? property)['enum'] = found.map(({ value }) => value)
  return { ...field, choices: Object.fromEntries(found.map(({ value, title }) => [value, title])) }
}

const shown = async (
  db: Db,
  caller: Caller,
  { name, title, lead, outward = false, shape, fields }: Declared,
): Promise<Action> => {
  const schema = inputSchema(shape)
  const properties = (schema['properties'] ?? {}) as Record<string, Property>
  return {
    name,
    title,
    lead: lead ?? null,
    outward,
    schema,
    fields: await Promise.all(fields.map((field) => withChoices(db, caller, field, properties))),
  }
}

/** Everything that may be done to a conversation by what the caller builds, in the order in which the rooms declare it. */
export const listActions = async (db: Db, caller: Caller, actions: Actions): Promise<Action[]> => {
  demand(caller, 'actions.read')
  return Promise.all(actions.list(caller, 'conversation').map((action) => shown(db, caller, action)))
}
