import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from './parse/parse.ts'
import { testAccount } from './testing.ts'

/** Public test mails beside the repository; not part of it. */
const folder = join(import.meta.dirname, '../../../../shared/corpora/mail')
const present = existsSync(folder)
if (!present) process.stdout.write('Tests of damaged mails skipped: ../shared/corpora/mail is not there.\n')
const files = present
  ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.eml')).toSorted()
  : []

/** Numbers from 0 to 1 that are the same at every run (mulberry32). */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

type Change = (mail: string, roll: () => number) => string

const splitHead = (mail: string): [head: string, body: string] => {
  const end = /\r?\n\r?\n/.exec(mail)?.index ?? mail.length
  return [mail.slice(0, end), mail.slice(end)]
}

/** What relays, archives and bad programs do to mails. */
const changes: [name: string, change: Change][] = [
  ['the label of the charset is lost', (mail) => mail.replaceAll(/;\s*charset="?[\w-]+"?/gi, '')],
  [
    'the label of the charset is another one',
    (mail) => mail.replaceAll(/charset="?[\w-]+"?/gi, 'charset=euc-jp'),
  ],
  [
    'the headers are folded anew',
    (mail) => {
      const [head, body] = splitHead(mail)
      return head.replaceAll(/\r?\n[ \t]+/g, ' ').replaceAll(/([^\n]{30}) /g, '$1\r\n ') + body
    },
  ],
  [
    'the boundary is another one than announced',
    (mail) => mail.replace(/boundary="?([^"\s;]+)"?/i, (_whole, line: string) => `boundary="${line}x"`),
  ],
  ['the last boundary is missing', (mail) => mail.replace(/--\s*$/, '')],
  ['the end is cut off', (mail, roll) => mail.slice(0, Math.floor(mail.length * (0.3 + roll() * 0.6)))],
  [
    'a piece in the middle is missing',
    (mail, roll) => {
      const [head, body] = splitHead(mail)
      const at = Math.floor(roll() * body.length)
      return head + body.slice(0, at) + body.slice(at + Math.floor(roll() * 400))
    },
  ],
  ['lines end with a line feed alone', (mail) => mail.replaceAll('\r\n', '\n')],
  [
    'the eighth bit is lost',
    (mail) => mail.replaceAll(/[\u0080-\u00ff]/g, (one) => String.fromCharCode(one.charCodeAt(0) & 127)),
  ],
  [
    'the encoding is another one than announced',
    (mail) =>
      mail.replaceAll(/(content-transfer-encoding:\s*)(?:base64|quoted-printable|7bit|8bit)/gi, '$1base64'),
  ],
]

const account = testAccount()

describe.skipIf(!present)('public test mails, each damaged in ten ways', () => {
  it.each(changes)('are all taken in where %s', async (_name, change) => {
    const failed: string[] = []
    for (const [index, name] of files.entries()) {
      const mail = readFileSync(join(folder, name)).toString('latin1')
      const raw = Buffer.from(change(mail, dice(index)), 'latin1')
      // What throws would lie in quarantine.
      const said = await parse(raw, account).then(
        ({ length }) => (length === 1 ? '' : `${length} arrivals`),
        (error: unknown) => String(error),
      )
      if (said !== '') failed.push(`${name}: ${said}`)
    }
    expect(files.length).toBeGreaterThan(400)
    expect(failed).toEqual([])
  })
})
