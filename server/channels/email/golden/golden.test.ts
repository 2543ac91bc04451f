import { describe, expect, it } from 'vitest'
import type { Arrival } from '../../channel.ts'
import { parse } from '../parse/parse.ts'
import { ApartReader, usualLimits } from '../parse/parse-apart.ts'
import { testAccount } from '../testing.ts'
import type { Expected, GoldenMail } from './build.ts'
import { compare } from './compare.ts'
import { absences } from './absences.ts'
import { bodies } from './bodies.ts'
import { containers } from './containers.ts'
import { bounces } from './bounces.ts'
import { charsets } from './charsets.ts'
import { files } from './files.ts'
import { flowing } from './flowed.ts'
import { furtherForwards } from './forwards-further.ts'
import { japaneseForwards } from './forwards-japanese.ts'
import { worldForwards } from './forwards-world.ts'
import { headers } from './headers.ts'
import { invitations } from './invitations.ts'
import { relays } from './relays.ts'
import { japaneseReplies } from './replies-japanese.ts'
import { worldReplies } from './replies-world.ts'
import { threads } from './threads.ts'
import { world } from './world.ts'

const account = testAccount({}, { language: 'ja' })

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
  ['texts that flow', flowing],
  ['containers', containers],
  ['invitations', invitations],
  ['world', world],
  ['headers', headers],
  ['files', files],
  ['threads', threads],
  ['passed on, in Japanese', japaneseForwards],
  ['passed on, in other languages', worldForwards],
  ['passed on, in further languages', furtherForwards],
  ['relays', relays],
  ['answers in Japanese', japaneseReplies],
  ['answers in other languages', worldReplies],
]

const apart = new ApartReader(usualLimits)

describe.each(corpora)('golden mails: %s', (_name, mails) => {
  it.each(mails.map((mail) => [mail.name, mail] as const))('%s', async (_case, { raw, expected }) => {
    const [arrival, ...more] = await parse(raw, account)
    if (!arrival) throw new Error('nothing came out')
    expect(more).toEqual([])
    const { seen, wanted } = compare(arrival, expected)
    expect(seen).toEqual(wanted)
    const [same] = await apart.parse(raw, account)
    expect(timeless(same, expected)).toEqual(timeless(arrival, expected))
  })
})

/** Whether a person would call it a Japanese mail: by kana in what it says, since Chinese writes kanji, too. */
const isJapanese = async ({ raw }: GoldenMail): Promise<boolean> => {
  const [arrival] = await parse(raw, testAccount({}, { language: 'en' }), { asMessage: true })
  if (arrival?.kind !== 'message') throw new Error('no message')
  const { from, subject, text, files: got } = arrival
  const said = [from[0].name, subject, text, ...got.map(({ name }) => name)].join('\n')
  return /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(said)
}

it('holds at least 200 Japanese and 200 other mails, each with a name of its own', async () => {
  const all = corpora.flatMap(([, mails]) => mails)
  const japanese = (await Promise.all(all.map(isJapanese))).filter(Boolean).length
  expect(japanese).toBeGreaterThanOrEqual(200)
  expect(all.length - japanese).toBeGreaterThanOrEqual(200)
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
})
