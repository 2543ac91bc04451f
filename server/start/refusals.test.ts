import { spawn } from 'node:child_process'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/harness/index.ts'

const MAIN = join(import.meta.dirname, '../main.ts')
const PASSWORD = 's3cret-word'

let fresh: Awaited<ReturnType<typeof freshDatabase>>
const servers: Server[] = []

const listen = async (talk: (socket: Socket) => void): Promise<number> => {
  const server = createServer(talk)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as { port: number }).port
}

/** A message of PostgreSQL's protocol, version 3: a letter, the length, the content. */
const message = (letter: string, content: Buffer): Buffer => {
  const head = Buffer.from(`${letter}....`)
  head.writeInt32BE(content.length + 4, 1)
  return Buffer.concat([head, content])
}
const text = (value: string): Buffer => Buffer.from(`${value}\0`)
const int = (bytes: 2 | 4, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeIntBE(value, 0, bytes)
  return buffer
}

/** Answers every question like a PostgreSQL of long ago that is asked for its version. */
const oldDatabase = (socket: Socket): void => {
  const ready = message('Z', Buffer.from('I'))
  const columns = ['number', 'text']
  const fields = columns.map((name) =>
    Buffer.concat([
      text(name),
      int(4, 0),
      int(2, 0),
      int(4, name === 'number' ? 23 : 25),
      int(2, -1),
      int(4, -1),
      int(2, 0),
    ]),
  )
  const values = ['120022', '12.22'].map((value) => Buffer.concat([int(4, value.length), Buffer.from(value)]))
  const answer = Buffer.concat([
    message('T', Buffer.concat([int(2, fields.length), ...fields])),
    message('D', Buffer.concat([int(2, values.length), ...values])),
    message('C', text('SELECT 1')),
    ready,
  ])
  let greeted = false
  socket.on('error', () => undefined)
  socket.on('data', (data) => {
    if (!greeted) socket.write(Buffer.concat([message('R', int(4, 0)), ready]))
    else if (data[0] === 0x51) socket.write(answer)
    greeted = true
  })
}

/** Starts the product and waits for its end. */
const start = (
  env: Record<string, string>,
): Promise<{ code: number | null; said: string; printed: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        MADOGUCHI_HOST: '127.0.0.1',
        MADOGUCHI_PORT: '0',
        MADOGUCHI_DATA: join(tmpdir(), 'madoguchi-never-made'),
        MADOGUCHI_SECRET: 'k'.repeat(40),
        MADOGUCHI_LOG: 'fatal',
        DATABASE_URL: fresh.connectionString,
        ...env,
      },
    })
    const [said, printed]: [string[], string[]] = [[], []]
    child.stderr.on('data', (chunk) => said.push(String(chunk)))
    child.stdout.on('data', (chunk) => printed.push(String(chunk)))
    child.once('close', (code) => resolve({ code, said: said.join(''), printed: printed.join('') }))
  })

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(async () => {
  for (const server of servers) server.close()
  await fresh.drop()
})

describe('the product does not start, and says why in one sentence, with', () => {
  it.each<[string, () => Promise<Record<string, string>>, RegExp]>([
    [
      'a port that another program has',
      async () => ({ MADOGUCHI_PORT: String(await listen(() => undefined)) }),
      /^Port \d+ is taken by another program\. .+ MADOGUCHI_PORT\.$/,
    ],
    [
      'an address that the machine does not have',
      async () => ({ MADOGUCHI_HOST: '203.0.113.7' }),
      /^This machine has no address 203\.0\.113\.7\. Correct MADOGUCHI_HOST\.$/,
    ],
    [
      'a database that nobody answers for',
      async () => ({ DATABASE_URL: `postgres://desk:${PASSWORD}@127.0.0.1:1/desk` }),
      /^The database can't be reached \(.+\)\. Check DATABASE_URL .+\.$/,
    ],
    [
      'a database address that is none',
      async () => ({ DATABASE_URL: `postgres://desk:${PASSWORD}#1@db.example:port/desk` }),
      /^DATABASE_URL is no address of a database\. .+\.$/,
    ],
    [
      'a database that is too old',
      async () => ({
        DATABASE_URL: `postgres://desk:${PASSWORD}@127.0.0.1:${await listen(oldDatabase)}/desk`,
      }),
      /^The database is PostgreSQL 12\.22; version 15 or later is needed\.$/,
    ],
    [
      'a wrong setting',
      async () => ({ MADOGUCHI_ROLES: 'painter' }),
      /^The setting MADOGUCHI_ROLES can't be used: .+ See docs\/configuration\.md\.$/,
    ],
    [
      'a certificate of the mail receiver that is not there',
      async () => ({
        MADOGUCHI_SMTP_IN_PORT: '0',
        MADOGUCHI_SMTP_IN_CERT: '/no/such.crt',
        MADOGUCHI_SMTP_IN_KEY: '/no/such.key',
      }),
      /^The certificate of the mail receiver can't be used \(.+\)\. Correct MADOGUCHI_SMTP_IN_CERT .+\.$/,
    ],
    [
      'a set-up file that is not there',
      async () => ({ MADOGUCHI_SETUP: '/no/such/file.json' }),
      /^MADOGUCHI_SETUP names the file \/no\/such\/file\.json, which can't be read\. .+\.$/,
    ],
    [
      'a set-up that is no JSON',
      async () => ({ MADOGUCHI_SETUP: `{"password": "${PASSWORD}",` }),
      /^MADOGUCHI_SETUP is not valid JSON\. .+\.$/,
    ],
    [
      'a set-up that lacks something',
      async () => ({ MADOGUCHI_SETUP: JSON.stringify({ email: 'x', password: PASSWORD }) }),
      /^MADOGUCHI_SETUP.+\.$/,
    ],
  ])('%s', async (_what, settings, sentence) => {
    const { code, said, printed } = await start(await settings())
    expect(said.trimEnd()).toMatch(sentence)
    expect(said.trimEnd().split('\n')).toHaveLength(1)
    expect(code).toBe(1)
    expect(said + printed).not.toContain(PASSWORD)
  })
})
