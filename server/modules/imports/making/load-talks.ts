import type { Db } from '../../../kernel/db/index.ts'
import type { Said, Talk } from '../neutral.ts'
import { itemsByIds, saidOf } from '../queries/items.ts'
import type { ImportRow } from '../queries/imports.ts'
import { partThread, type WholeTalk } from './part-thread.ts'

/** No talk takes more. */
const MOST_SAID = 10_000

/** Talks with everything that was said in them, in order; a thread of mails may be several. */
export const loadTalks = async (
  db: Db,
  { id: importId, source }: Pick<ImportRow, 'id' | 'source'>,
  ids: readonly string[],
  isOurs: (address: string) => boolean,
): Promise<WholeTalk[]> => {
  const [talks, loose] = await Promise.all([itemsByIds(db, importId, 'talk', ids), saidOf(db, importId, ids)])
  const byTalk = new Map<string, Said[]>()
  for (const { talkId, data } of loose) {
    const said = byTalk.get(talkId) ?? []
    if (said.length < MOST_SAID) said.push(JSON.parse(data) as Said)
    byTalk.set(talkId, said)
  }
  return talks.flatMap(({ id, data }) => {
    const more = byTalk.get(id) ?? []
    if (source === 'mbox') return partThread(id, more, isOurs)
    const talk = JSON.parse(data) as Talk
    const all = [...new Map([...(talk.said ?? []), ...more].map((one) => [one.id, one])).values()]
    const said = all
      .filter(({ spare }) => !spare || all.length === 1)
      .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .slice(0, MOST_SAID)
    return [{ talk, said }]
  })
}
