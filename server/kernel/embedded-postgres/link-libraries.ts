import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { messageOf } from './errors.ts'

type Link = { from: string; to: string }

/**
 * Makes sure that PostgreSQL's libraries are found under the names it asks for. npm packages hold no symbolic
 * links; the package makes them in its post-install step, which npm may have blocked. Makes what is missing, in
 * the package's folder or, where that may not be written, in `fallback`.
 *
 * @returns the library path that the programs need, or undefined when the package is complete.
 */
export function linkLibraries(
  native: string,
  fallback: string,
  log: (line: string) => void,
): string | undefined {
  const missing = readLinks(native).filter((link) => !existsSync(link.to))
  if (missing.length === 0) return undefined
  try {
    for (const link of missing) linkBeside(link)
    log(`PostgreSQL: made ${missing.length} missing library links in ${native}.`)
    return undefined
  } catch (error) {
    rmSync(fallback, { recursive: true, force: true })
    mkdirSync(fallback)
    chmodSync(fallback, 0o755)
    for (const link of missing) symlinkSync(link.from, join(fallback, basename(link.to)))
    log(`PostgreSQL: made ${missing.length} missing library links in ${fallback} (${messageOf(error)}).`)
    // Libraries look beside themselves for others; from the links, that is the wrong place.
    return `${fallback}:${join(native, 'lib')}`
  }
}

function linkBeside(link: Link): void {
  try {
    symlinkSync(relative(dirname(link.to), link.from), link.to)
  } catch (error) {
    // Another start may have made it in the meantime.
    if (!existsSync(link.to)) throw error
  }
}

/** pg-symlinks.json: [{source, target}], relative to the package. */
function readLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const entries: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(entries)) return []
  return entries.filter(isEntry).map((entry) => ({
    from: join(dirname(native), entry.source),
    to: join(dirname(native), entry.target),
  }))
}

function isEntry(entry: unknown): entry is { source: string; target: string } {
  if (typeof entry !== 'object' || entry === null || !('source' in entry) || !('target' in entry))
    return false
  return typeof entry.source === 'string' && typeof entry.target === 'string'
}
