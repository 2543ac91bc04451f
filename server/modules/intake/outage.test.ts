import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, inject, it, vi } from 'vitest'
import { arrivalOf, keep, letter, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'

const paper = await paperDesk()
const { test, inboxId } = paper

describe('a database that goes away while a batch is worked off', () => {
  const admin = async (...statements: string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: inject('postgres') })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
  }
  const name = new URL(test.connectionString).pathname.slice(1)
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`
  const lets = (whether: boolean) => `alter database ${name} with allow_connections ${whether}`

  it('holds no attempt against what was in it, however often that happens', async () => {
    let comesBack = Promise.resolve()
    paper.read = async (raw) => {
      await admin(lets(false), cut)
      comesBack = pause(300).then(() => admin(lets(true)))
      return [letter({ text: raw })]
    }
    const [id = ''] = await keep(test.db, inboxId, ['unlucky'], new Date('2026-11-20T00:00:00Z'))
    for (let outage = 0; outage < 3; outage += 1) {
      await expect(processArrivals(test.db)).rejects.toThrow(/terminat|accepting|connect/i)
      await comesBack
      await expect.poll(() => arrivalOf(test.db, id)).toEqual({ state: 'waiting', attempts: 0, reason: null })
    }
    paper.read = (raw) => [letter({ text: raw })]
    await expect.poll(() => processArrivals(test.db)).toBe(1)
    expect(await arrivalOf(test.db, id)).toMatchObject({ state: 'done', attempts: 1 })
  })

  it('holds it against what kept us so busy that the database gave us up', async () => {
    let busy = 0
    const { now } = performance
    vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + busy)
    paper.read = async (raw) => {
      busy += 60_000
      await admin(cut)
      return [letter({ text: raw })]
    }
    const [id = ''] = await keep(test.db, inboxId, ['endless'], new Date('2026-11-20T00:00:00Z'))
    for (const attempts of [1, 2, 3]) {
      // The server may take a moment to free what the ended connection held.
      await expect.poll(() => processArrivals(test.db).catch(String)).toMatch(/terminat|connect/i)
      await expect.poll(() => arrivalOf(test.db, id)).toMatchObject({ state: 'waiting', attempts })
    }
    vi.restoreAllMocks()
    await expect.poll(() => processArrivals(test.db)).toBe(1)
    expect(await arrivalOf(test.db, id)).toMatchObject({ state: 'quarantined', reason: 'unfinished: ' })
  })
})
