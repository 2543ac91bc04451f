import { readdir, readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Contract, Route } from '../server/kernel/contract.ts'

const root = new URL('..', import.meta.url)
const modules = new URL('server/modules/', root)

/** Where the generated tables stand: that of the first look, and that of all other rooms, fetched when it is wanted. */
export const clientFiles = {
  first: new URL('web/api/routes.gen.ts', root),
  later: new URL('web/api/routes-later.gen.ts', root),
} as const

/** Rooms that the inbox and the frame around it speak to. */
const FIRST = new Set(['access', 'agents', 'conversations', 'customers', 'desk', 'inboxes', 'workspace'])

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'output' in value

const isContract = (value: unknown): value is Contract => {
  if (typeof value !== 'object' || value === null || '_zod' in value) return false
  const routes = Object.values(value)
  return routes.length > 0 && routes.every(isRoute)
}

async function readContracts() {
  const rooms = (await readdir(modules)).sort()
  const found: { room: string; exported: string; contract: Contract }[] = []
  for (const room of rooms) {
    const file = new URL(`${room}/contract.ts`, modules)
    if (!existsSync(file)) continue
    const module = (await import(file.href)) as Record<string, unknown>
    // In the order of their names, whoever loads the module.
    for (const exported of Object.keys(module).sort()) {
      const value = module[exported]
      if (isContract(value)) found.push({ room, exported, contract: value })
    }
  }
  return found
}

const MADE = '// Made by scripts/gen-client.ts from the contracts of the server; do not edit.'

type Found = Awaited<ReturnType<typeof readContracts>>

const tableOf = (found: Found): string[] =>
  found.flatMap(({ room, contract }) =>
    Object.entries(contract).map(([name, route]) => `  '${room}.${name}': '${route.method} ${route.path}',`),
  )

/**
 * The texts of `web/api/routes.gen.ts` and `routes-later.gen.ts`: method and path of every route, and the types of the
 * contracts. Screens get the shapes as types only, so that no schema library reaches the browser.
 */
export async function renderClient(): Promise<Record<keyof typeof clientFiles, string>> {
  const contracts = await readContracts()
  const imports = contracts.map(
    ({ room, exported }) =>
      `import type { ${exported} as ${room}_${exported} } from '../../server/modules/${room}/contract.ts'`,
  )
  const rooms = [...new Set(contracts.map(({ room }) => room))]
  const types = rooms.map((room) => {
    const parts = contracts.filter((one) => one.room === room)
    return `  ${room}: ${parts.map(({ exported }) => `typeof ${room}_${exported}`).join(' & ')}`
  })
  const first = [
    MADE,
    ...imports,
    '',
    '/** The contracts by room. */',
    'export interface Contracts {',
    ...types,
    '}',
    '',
    '/** Method and path of the routes that the first look needs. */',
    'export const routes = {',
    ...tableOf(contracts.filter(({ room }) => FIRST.has(room))),
    '} as const',
    '',
  ]
  const later = [
    MADE,
    '',
    '/** Method and path of every other route. */',
    'export const laterRoutes = {',
    ...tableOf(contracts.filter(({ room }) => !FIRST.has(room))),
    '} as const',
    '',
  ]
  return { first: first.join('\n'), later: later.join('\n') }
}

/** Writes the tables that have changed; tells whether one did. */
export async function writeClient(): Promise<boolean> {
  const texts = await renderClient()
  let written = false
  for (const which of ['first', 'later'] as const) {
    const file = clientFiles[which]
    const present = existsSync(file) ? await readFile(file, 'utf8') : ''
    if (present === texts[which]) continue
    await writeFile(file, texts[which])
    written = true
  }
  return written
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(
    (await writeClient()) ? 'the tables of routes were written' : 'the tables of routes are up to date',
  )
}
