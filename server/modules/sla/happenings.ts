import type { Announcement } from '../../kernel/events/index.ts'
import type { Concerned, Happened, Happening, Telling } from '../../kernel/happenings/index.ts'
import { conversationRows, whoeverHolds } from '../conversations/index.ts'
import { promiseBreached, promiseWarned } from './events.ts'

type Payload = Parameters<typeof promiseWarned>[0]

const soon: Happening = {
  name: 'promise-soon',
  title: {
    en: 'A promised time is nearly over in a conversation of mine or my team’s',
    ja: '自分またはチームの会話で、対応期限が近づいたとき',
  },
  rank: 55,
  usual: ['app', 'desktop', 'push'],
  says: ({ about, detail }) =>
    detail === 'resolve'
      ? { en: `Resolve soon: ${about}`, ja: `${about}様の会話の解決期限が近づいています` }
      : { en: `Answer soon: ${about}`, ja: `${about}様への返信期限が近づいています` },
}

const broken: Happening = {
  name: 'promise-broken',
  title: {
    en: 'A promised time is over in a conversation of mine or my team’s, or in one that I answer for as a lead',
    ja: '自分またはチームの会話（リーダーはすべての会話）で、対応期限を過ぎたとき',
  },
  rank: 25,
  usual: ['app', 'desktop', 'push'],
  says: ({ about, detail }) =>
    detail === 'resolve'
      ? { en: `Not resolved in time: ${about}`, ja: `${about}様の会話が解決期限を過ぎました` }
      : { en: `Not answered in time: ${about}`, ja: `${about}様への返信期限を過ぎました` },
}

/** Who decides what is promised hears where it was not kept. */
const LEADS: Concerned = { who: 'permitted', permission: 'sla.write', roles: ['owner', 'lead'] }

const find: Telling['find'] = async (db, events: readonly Announcement[]) => {
  const told = events.map(({ name, payload }) => ({
    isBroken: name === promiseBreached.eventName,
    ...(payload as Payload),
  }))
  const rows = await conversationRows(db, [...new Set(told.map(({ conversationId }) => conversationId))])
  return told.flatMap(({ conversationId, promise, messageId, isBroken }): Happened[] => {
    const row = rows.find(({ id }) => id === conversationId)
    // What was merged away meanwhile has its clocks where it stands now; what was put away waits for nobody.
    if (!row || row.status === 'resolved') return []
    const one = {
      happening: isBroken ? broken.name : soon.name,
      about: { kind: 'conversation', id: row.id },
      resourceId: row.inboxId,
      messageId,
      detail: promise,
    } as const
    return [{ ...one, to: whoeverHolds(row) }, ...(isBroken ? [{ ...one, to: LEADS }] : [])]
  })
}

/** What people are told of promises: whoever holds the conversation, else its team; of a broken one also who decides on them. */
export const tellings: readonly Telling[] = [
  { happenings: [broken, soon], events: [promiseWarned, promiseBreached], find },
]
