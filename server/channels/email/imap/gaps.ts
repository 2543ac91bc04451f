import type { ChannelHost, Gap } from '../../channel.ts'
import type { Account } from '../account.ts'
import { ofStore } from '../store-failure.ts'
import type { Cursor } from './cursor.ts'

/** Names the numbers that a folder gives now: after a backup was put back they mean others under the same UIDVALIDITY. */
const numbersOf = ({ uidValidity, numberings }: Cursor): string =>
  numberings === 0 ? uidValidity : `${uidValidity}.${numberings}`

const keyOf = (cursor: Cursor, uid: number): string => `${numbersOf(cursor)}:${uid}`

/** The UID that a gap has in the cursor's folder; undefined when it belongs to earlier numbers. */
const uidIn = (cursor: Cursor, { key }: Gap): number | undefined => {
  const [numbers, uid] = key.split(':')
  return numbers === numbersOf(cursor) ? Number(uid) : undefined
}

/** Puts what was given up into the list that people see. It stays in the cursor until it stands there. */
export const tellGaps = async (account: Account, host: ChannelHost, cursor: Cursor): Promise<void> => {
  if (cursor.gaps.length === 0) return
  const gaps = cursor.gaps.map(({ uid, reason, attempts, arrivedAt }) => ({
    key: keyOf(cursor, uid),
    reason,
    attempts,
    ...(arrivedAt > 0 ? { arrivedAt: new Date(arrivedAt) } : {}),
  }))
  await ofStore(host.gaps.note(account, gaps))
  cursor.gaps = []
}

/** When gaps came in that nobody dealt with, milliseconds since 1970; 0 where nobody knows. */
export const owedSince = async (account: Account, host: ChannelHost): Promise<number[]> =>
  (await ofStore(host.gaps.open(account))).map(({ arrivedAt }) => arrivedAt?.getTime() ?? 0)

/** Gaps of this folder that somebody wants to be fetched again, by UID. They are tried once, and are gaps again after that. */
export const wantedGaps = async (
  account: Account,
  host: ChannelHost,
  cursor: Cursor,
): Promise<Map<number, Gap>> => {
  const wanted = new Map<number, Gap>()
  const never: string[] = []
  for (const gap of await ofStore(host.gaps.wanted(account))) {
    const uid = uidIn(cursor, gap)
    if (uid === undefined) continue
    // The folder has not come so far: the cursor must not jump ahead of mail that is still to come.
    if (uid > cursor.lastUid) never.push(gap.key)
    else wanted.set(uid, gap)
  }
  if (never.length > 0) await ofStore(host.gaps.settle(account, never, 'gone'))
  return wanted
}

/** Says what became of gaps under earlier numbers, after everything that they stood for was looked at again. */
export const settleEarlier = async (account: Account, host: ChannelHost, cursor: Cursor): Promise<void> => {
  if (cursor.earlierGaps === '') return
  const earlier = (await ofStore(host.gaps.open(account))).filter((gap) => uidIn(cursor, gap) === undefined)
  if (earlier.length > 0)
    await ofStore(
      host.gaps.settle(
        account,
        earlier.map(({ key }) => key),
        cursor.earlierGaps,
      ),
    )
  cursor.earlierGaps = ''
}
