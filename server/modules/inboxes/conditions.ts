import { channels } from '../../channels/registry.ts'
import { conditionsAbout } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { abilitiesOf } from './find-channel.ts'
import { channelsOf, inboxNames } from './queries/known.ts'

interface KnownInbox {
  id: string
  channel: string
  live: boolean
}

const knownInboxes = async (db: Db, ids: readonly string[]): Promise<KnownInbox[]> =>
  Promise.all(
    (await channelsOf(db, ids)).map(async (row) => ({
      ...row,
      live: (await abilitiesOf(row.channel)).live,
    })),
  )

/** What may be asked of an inbox. */
export const conditions = conditionsAbout<KnownInbox>('inbox', knownInboxes, [
  {
    name: 'inbox.inbox',
    title: { en: 'Inbox', ja: '窓口' },
    kind: 'choice',
    choices: async (db: Db) =>
      (await inboxNames(db)).map(({ id, name }) => ({ value: id, title: { en: name, ja: name } })),
    value: ({ id }) => id,
  },
  {
    name: 'inbox.channel',
    title: { en: 'Channel', ja: 'チャネル' },
    kind: 'choice',
    choices: async () => [...(await channels()).values()].map(({ name, title }) => ({ value: name, title })),
    value: ({ channel }) => channel,
  },
  {
    name: 'inbox.live',
    title: { en: 'The customer is there live (chat)', ja: 'リアルタイムの会話（チャットなど）' },
    kind: 'flag',
    value: ({ live }) => live,
  },
])
