import { readdir, readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Contract, Route } from '../server/kernel/contract.ts'

const root = new URL('..', import.meta.url)
const modules = new URL('server/modules/', root)

/** Where the generated table stands. */
export const clientFile = new URL('web/api/routes.gen.ts', root)

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

/**
 * The text of `web/api/routes.gen.ts`: method and path of every route, and the types of the contracts.
 * Screens get the shapes as types only, so that no schema library reaches the browser.
 */
export async function renderClient(): Promise<string> {
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
  const routes = contracts.flatMap(({ room, contract }) =>
    Object.entries(contract).map(([name, route]) => `  '${room}.${name}': '${route.method} ${route.path}',`),
  )
  return [
    '// Made by scripts/gen-client.ts from the contracts of the server; do not edit.',
    ...imports,
    '',
    '/** The contracts by room. */',
    'export interface Contracts {',
    ...types,
    '}',
    '',
    '/** Method and path of every route. */',
    'export const routes = {',
    ...routes,
    '} as const',
    '',
  ].join('\n')
}

/** Writes the table if it has changed; tells whether it did. */
export async function writeClient(): Promise<boolean> {
  const text = await renderClient()
  const present = existsSync(clientFile) ? await readFile(clientFile, 'utf8') : ''
  if (present === text) return false
  await writeFile(clientFile, text)
  return true
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log((await writeClient()) ? 'web/api/routes.gen.ts written' : 'web/api/routes.gen.ts is up to date')
}
