import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './sources.ts'

/** The migration of the first released version: what stands up to here runs in new databases alone, or ran long ago. */
const RELEASED = '0026'

/** Their schema, and what of ours reads or writes them. */
const JOBS = /graphile_worker|madoguchi_add_jobs|madoguchi_job_counts/i

/**
 * Finds migrations of a database in use that name the jobs' tables, or what of ours locks them. Those are brought up to date on another connection
 * while ours still holds what it touched (decision 0021): each would wait for the other.
 */
export const findJobsTables = (root: string): Finding[] => {
  const folder = join(root, 'server/migrations')
  return migrationsIn(folder)
    .filter((name) => name.slice(0, RELEASED.length) > RELEASED)
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((text, at) => (JOBS.test(text) ? [finding(name, at + 1)] : [])),
    )
}

const migrationsIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => /^\d{4}_.+\.sql$/.test(name))
  } catch {
    return []
  }
}

const finding = (name: string, line: number): Finding => ({
  path: `server/migrations/${name}`,
  line,
  problem: 'names the jobs’ tables, which are brought up to date while this migration holds them',
})
