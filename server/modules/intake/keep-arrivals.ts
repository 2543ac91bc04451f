import type { Tx } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { spanOf, type Keeping, type Removed, type Removing } from '../../kernel/personal.ts'
import { quarantineChanged } from './events.ts'
import { dropBytes } from './queries.ts'
import { arrivalsBefore, dismissOld, nextArrivals, type KeptArrivals } from './queries/keeping.ts'

/** For how many days the bytes of what was taken in are kept: long enough to find a fault of ours and read them again. */
const KEPT_DAYS = 90
/** The same in ms: so long lists of what was ignored go back. */
export const KEPT_MS = KEPT_DAYS * 24 * 3600 * 1000

const AT_ONCE = 2000

/**
 * By their ids, which sort by time: no index of its own is needed, and what was emptied already is only stepped over. Rows
 * stay, so that a second copy is known as one.
 */
const removeNext = async (tx: Tx, { before, place }: Removing, which: KeptArrivals): Promise<Removed> => {
  const page = await nextArrivals(tx, { before, after: place ?? FIRST_ID, limit: AT_ONCE }, which)
  const full = page.filter(({ size }) => size > 0)
  const ids = full.map(({ id }) => id)
  if (which === 'quarantined') {
    await dismissOld(tx, ids)
    for (const inboxId of new Set(full.map((one) => one.inboxId))) tx.announce(quarantineChanged({ inboxId }))
  }
  await dropBytes(tx, ids)
  return {
    ...spanOf(full.map(({ at }) => at)),
    next: page.length < AT_ONCE ? null : (page.at(-1)?.id ?? null),
  }
}

/** How long what came in is kept as it came: long enough to find a fault of ours and read it again. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'intake.originals',
    title: { en: 'Messages as they came', ja: '届いたときの原文' },
    hint: {
      en: 'The original data is deleted. The message, its files and the conversation stay.',
      ja: '受信時の元データを削除します。メッセージ本文・添付ファイル・会話は残ります。',
    },
    days: KEPT_DAYS,
    leastDays: 7,
    due: (db, before) => arrivalsBefore(db, before, 'settled'),
    remove: (tx, piece) => removeNext(tx, piece, 'settled'),
  },
  {
    kind: 'intake.quarantine',
    title: { en: 'Quarantine', ja: '取り込めなかった受信データ' },
    hint: {
      en: 'What could not be processed is permanently deleted, even if nobody has read it.',
      ja: '処理できなかった受信データを、内容が確認されないまま削除します。',
    },
    days: null,
    leastDays: 30,
    due: (db, before) => arrivalsBefore(db, before, 'quarantined'),
    remove: (tx, piece) => removeNext(tx, piece, 'quarantined'),
  },
]
