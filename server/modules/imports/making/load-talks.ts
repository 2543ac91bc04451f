import type { Db } from '../../../kernel/db/index.ts'
import type { Said, Talk } from '../neutral.ts'
import { itemsByIds, saidBeyond, saidOf } from '../queries/items.ts'
import type { ImportRow } from '../queries/imports.ts'
import { partThread, type WholeTalk } from './part-thread.ts'

/** No talk takes more. */
const MOST_SAID = 10_000
/** A message may have so many. */
export const MOST_FILES = 200

/** A talk with what was said in it; `leftOut`: messages and files beyond what one takes. */
export interface LoadedTalk extends WholeTalk {
  leftOut: number
}

/** Talks with everything that was said in them, in order; a thread of mails may be several. */
export const loadTalks = async (
  db: Db,
  { id: importId, source }: Pick<ImportRow, 'id' | 'source'>,
  ids: readonly string[],
  isOurs: (address: string) => boolean,
): Promise<LoadedTalk[]> => {
  const [talks, loose, beyond] = await Promise.all([
    itemsByIds(db, importId, 'talk', ids),
    saidOf(db, importId, ids, MOST_SAID),
    saidBeyond(db, importId, ids, MOST_SAID),
  ])
  const byTalk = new Map<string, Said[]>()
  for (const { talkId, data } of loose) {
    const said = byTalk.get(talkId) ?? []
    said.push(JSON.parse(data) as Said)
    byTalk.set(talkId, said)
  }
  return talks.flatMap(({ id, data }) => {
    const more = byTalk.get(id) ?? []
    const cut = Math.max(0, (beyond.get(id) ?? 0) - MOST_SAID)
    if (source === 'mbox')
      return partThread(id, more, isOurs).map((one, at) => ({
        ...one,
        leftOut: (at === 0 ? cut : 0) + filesBeyond(one.said),
      }))
    const talk = JSON.parse(data) as Talk
    const all = [...new Map([...(talk.said ?? []), ...more].map((one) => [one.id, one])).values()]
    const inOrder = all
      .filter(({ spare }) => !spare || all.length === 1)
      .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    const said = inOrder.slice(0, MOST_SAID)
    return [{ talk, said, leftOut: cut + inOrder.length - said.length + filesBeyond(said) }]
  })
}

const filesBeyond = (said: readonly Said[]): number =>
  said.reduce((sum, { files = [] }) => sum + Math.max(0, files.length - MOST_FILES), 0)
