import { describe, expect, it } from 'vitest'
import type { Arrival } from '../../channel.ts'
import { parse } from '../parse/parse.ts'
import { ApartReader, usualLimits } from '../parse/parse-apart.ts'
import { testAccount } from '../testing.ts'
import type { Expected, GoldenMail } from './build.ts'
import { absences } from './absences.ts'
import { bodies } from './bodies.ts'
import { containers } from './containers.ts'
import { bounces } from './bounces.ts'
import { charsets } from './charsets.ts'
import { files } from './files.ts'
import { headers } from './headers.ts'
import { threads } from './threads.ts'
import { world } from './world.ts'

const account = testAccount({}, { language: 'ja' })

/** Values that end in a hash are compared by their beginning. */
const beginning = (got: string | undefined, wanted: string | undefined): string | undefined =>
  wanted?.endsWith('-') ? got?.slice(0, wanted.length) : got

/** What came out, in the words of the expectation. */
const seen = (arrival: Arrival, wanted: Expected): Expected => {
  if (arrival.kind === 'ignored') return { kind: 'ignored' }
  if (arrival.kind === 'receipt')
    return {
      kind: 'receipt',
      state: arrival.state as 'bounced',
      messageKey: arrival.messageKey,
      failed: arrival.recipients?.map(({ address }) => address),
      cause: arrival.cause,
      reason: arrival.reason as never,
    }
  const {
    from,
    subject,
    text,
    html,
    files: got,
    threadKeys,
    messageKey,
    automatic,
    context,
    recipients,
    occurredAt,
  } = arrival
  return {
    kind: 'message',
    from: beginning(from[0].value, wanted.from),
    name: from[0].name,
    subject,
    text: text.trim(),
    html: wanted.html && html?.includes(wanted.html) ? wanted.html : html,
    files: got.map((file) => (file.inline ? `inline:${file.name}` : file.name)),
    threadKeys,
    messageKey: beginning(messageKey, wanted.messageKey),
    automatic: automatic !== undefined,
    machine: automatic,
    context,
    recipients: recipients?.map(({ role, address }) =>
      [role, address.value, address.name].filter(Boolean).join(' '),
    ),
    occurredAt: occurredAt.toISOString(),
  }
}

const only = (all: Expected, wanted: Expected): Record<string, unknown> =>
  Object.fromEntries(Object.keys(wanted).map((key) => [key, all[key as keyof Expected]]))

const matching = ({ reason, ...wanted }: Expected): object =>
  reason ? { ...wanted, reason: expect.objectContaining({ ja: expect.stringMatching(reason) }) } : wanted

/** Without the time of a mail that has none: that is the moment of its reading. */
const timeless = (arrival: Arrival | undefined, wanted: Expected): object => ({
  ...arrival,
  ...(wanted.occurredAt ? {} : { occurredAt: undefined }),
})

const corpora: [string, GoldenMail[]][] = [
  ['absences', absences],
  ['bounces', bounces],
  ['charsets', charsets],
  ['bodies', bodies],
  ['containers', containers],
  ['world', world],
  ['headers', headers],
  ['files', files],
  ['threads', threads],
]

const apart = new ApartReader(usualLimits)

describe.each(corpora)('golden mails: %s', (_name, mails) => {
  it.each(mails.map((mail) => [mail.name, mail] as const))('%s', async (_case, { raw, expected }) => {
    const [arrival, ...more] = await parse(raw, account)
    if (!arrival) throw new Error('nothing came out')
    expect(more).toEqual([])
    const wanted: Expected = { kind: 'message', ...expected }
    expect(only(seen(arrival, wanted), wanted)).toEqual(matching(wanted))
    const [same] = await apart.parse(raw, account)
    expect(timeless(same, wanted)).toEqual(timeless(arrival, wanted))
  })
})

it('holds at least ninety mails, each with a name of its own', () => {
  const names = corpora.flatMap(([, mails]) => mails.map(({ name }) => name))
  expect(names.length).toBeGreaterThanOrEqual(90)
  expect(new Set(names).size).toBe(names.length)
})
