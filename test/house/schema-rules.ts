import type { Client, Pool, PoolClient } from 'pg'
import { referenceTables, withoutRowSecurity } from './reference-tables.ts'
import { readCatalog, type Catalog, type ForeignKey, type Index, type Table } from './schema/catalog.ts'
import { checkFunction } from './schema/function-rules.ts'

/** What the rules must know beside the catalogue. */
export interface SchemaOptions {
  schema?: string
  referenceTables?: readonly string[]
  /** Tables of a workspace that may do without row-level security. */
  withoutRowSecurity?: readonly string[]
}

const COLUMN = 'workspace_id'

const checkTable = (table: Table, options: Required<SchemaOptions>): string[] => {
  const problems: string[] = []
  if (!table.workspaceIsSound) problems.push(`${COLUMN} is not bigint not null`)
  if (options.withoutRowSecurity.includes(table.name)) return problems
  if (!table.rowSecurity) problems.push('row-level security is off')
  else if (!table.policies.some((policy) => policy?.includes(COLUMN))) {
    problems.push(`no policy compares ${COLUMN}`)
  }
  return problems
}

const checkIndexes = (table: Table, indexes: Index[]): string[] => {
  const own = indexes.filter((index) => index.table === table.name)
  const wrong = own.filter((index) => index.columns[0] !== COLUMN)
  const kind = (index: Index): string =>
    index.isPrimary ? 'primary key' : index.isUnique ? 'unique index' : 'index'
  return [
    ...(own.some((index) => index.isPrimary) ? [] : ['there is no primary key']),
    ...wrong.map((index) => `${kind(index)} ${index.name} does not begin with ${COLUMN}`),
  ]
}

const checkForeignKey = (key: ForeignKey, isReference: (table: string) => boolean): string[] => {
  const problems: string[] = []
  // A small table stands whole on every node, so that any column may point at it, but it can't point back.
  if (isReference(key.table) && !isReference(key.target)) {
    problems.push(`foreign key ${key.name} points from a look-up table into a workspace`)
  }
  const spread = !isReference(key.table) && !isReference(key.target)
  if (spread && (key.columns[0] !== COLUMN || key.targetColumns[0] !== COLUMN)) {
    problems.push(`foreign key ${key.name} does not begin with ${COLUMN}`)
  }
  for (const [event, action] of [
    ['delete', key.onDelete],
    ['update', key.onUpdate],
  ]) {
    if (action === 'n' || action === 'd') {
      problems.push(`foreign key ${key.name} sets ${action === 'n' ? 'null' : 'the default'} on ${event}`)
    }
  }
  return problems
}

/** What a schema breaks of the rules that let its tables be spread by workspace (house.md, Data). */
const checkCatalog = (catalog: Catalog, given: SchemaOptions = {}): string[] => {
  const options = {
    schema: 'public',
    referenceTables: Object.keys(referenceTables),
    withoutRowSecurity: Object.keys(withoutRowSecurity),
    ...given,
  }
  const isReference = (table: string): boolean => options.referenceTables.includes(table)
  const mine = catalog.tables.filter((table) => !isReference(table.name))
  const about = (name: string, problems: string[]): string[] => problems.map((text) => `${name}: ${text}`)
  return [
    ...mine.flatMap((table) =>
      table.hasWorkspace
        ? about(table.name, [...checkTable(table, options), ...checkIndexes(table, catalog.indexes)])
        : about(table.name, [`has no ${COLUMN} and is not in the list of reference tables`]),
    ),
    ...catalog.tables.flatMap((table) =>
      about(
        table.name,
        table.triggers.map((trigger) => `has the trigger ${trigger}`),
      ),
    ),
    ...catalog.foreignKeys.flatMap((key) => about(key.table, checkForeignKey(key, isReference))),
    ...options.referenceTables
      .filter((name) => !name.includes('.') && !catalog.tables.some((table) => table.name === name))
      .map((name) => `${name}: is in the list of reference tables, but does not exist`),
    ...catalog.functions.flatMap((sqlFunction) => checkFunction(sqlFunction, options)),
  ]
}

/** Reads a database's schema and tells what it breaks; empty when all is well. */
export const checkSchema = async (
  client: Client | Pool | PoolClient,
  options: SchemaOptions = {},
): Promise<string[]> => checkCatalog(await readCatalog(client, options.schema ?? 'public'), options)
