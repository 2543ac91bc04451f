import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/harness/index.ts'
import { createLog } from '../log.ts'
import { Signals } from '../live/index.ts'
import { APP_ROLE, openPool } from './connection.ts'

/** The settings that a client gives while it signs in, as PostgreSQL's protocol 3.0 lays them out. */
const given: string[][] = []
const server = createServer((socket) => {
  socket.on('error', () => undefined)
  socket.once('data', (packet) => {
    const words = packet.subarray(8).toString('utf8').split('\0')
    given.push(words.filter((word, at) => at % 2 === 0 && word !== ''))
    socket.destroy()
  })
})
let url: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `postgres://somebody:x@127.0.0.1:${(server.address() as AddressInfo).port}/shop?sslmode=disable`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

it('signs in with nothing that a pooler in between refuses', async () => {
  for (const role of [APP_ROLE, '', null]) {
    const pool = openPool(url, 1, role)
    await expect(pool.connect()).rejects.toThrow(/terminated|ECONNRESET/)
    await pool.end()
  }
  await expect(new Signals(url, createLog('silent')).start()).rejects.toThrow(/terminated|ECONNRESET/)
  expect(given).toHaveLength(4)
  // PgBouncer takes these; `options` ends the connection there.
  expect(new Set(given.flat())).toEqual(new Set(['user', 'database', 'client_encoding', 'application_name']))
})

it('gives out no connection that could not take on its role', async () => {
  const fresh = await freshDatabase()
  const pool = openPool(fresh.connectionString, 2, 'nobody_made_this_role')
  await expect(pool.query('select 1')).rejects.toThrow(/nobody_made_this_role/)
  await pool.end()
  const bound = openPool(fresh.connectionString, 2, APP_ROLE)
  const { rows } = await bound.query("select current_user as who, current_setting('jit') as jit")
  expect(rows).toEqual([{ who: APP_ROLE, jit: 'off' }])
  await bound.end()
  await fresh.drop()
})
