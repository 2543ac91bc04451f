import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Scripts that browsers get as they stand: no build step stands between this folder and the page. */
const NAMES = ['form.js', 'solve.js', 'embed.js'] as const

/** Name of a script. */
export type AssetName = (typeof NAMES)[number]

const read = (name: AssetName): { text: string; version: string } => {
  const text = readFileSync(join(import.meta.dirname, '../client', name), 'utf8')
  return { text, version: createHash('sha256').update(text).digest('base64url').slice(0, 10) }
}

const assets = new Map(NAMES.map((name) => [name as string, read(name)]))

/** A script by its name, with the version that its address carries. */
export const assetOf = (name: string): { text: string; version: string } | undefined => assets.get(name)

/** Where a script is; the address changes with its content, so that browsers may keep it for ever. */
export const assetPath = (name: AssetName): string =>
  `/channels/form/assets/${name}?v=${assets.get(name)?.version ?? ''}`
