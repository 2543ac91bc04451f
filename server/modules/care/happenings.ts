import type { Concerned, Happened, Happening, Telling } from '../../kernel/happenings/index.ts'
import { conversationRows, whoeverHolds } from '../conversations/index.ts'
import { appealMade, complaintGiven, complaintOverdue, harassmentReported } from './events.ts'
import { LEADING } from './queries/people.ts'

const given: Happening = {
  name: 'complaint-given',
  title: { en: 'I am given a complaint', ja: 'クレームの担当になったとき' },
  rank: 41,
  usual: ['app', 'desktop'],
  says: ({ by, about }) =>
    by === null
      ? { en: `You were given a complaint: ${about}`, ja: `${about}様のクレームの担当になりました` }
      : { en: `${by} gave you a complaint: ${about}`, ja: `${by}さんから${about}様のクレームを任されました` },
}

const overdue: Happening = {
  name: 'complaint-overdue',
  title: {
    en: 'A complaint of mine or my team’s is overdue',
    ja: '自分またはチームのクレームが期限を過ぎたとき',
  },
  rank: 27,
  usual: ['app', 'desktop'],
  says: ({ about }) => ({
    en: `A complaint is overdue: ${about}`,
    ja: `クレームの期限を過ぎました：${about}様`,
  }),
}

const reported: Happening = {
  name: 'harassment-reported',
  title: { en: 'Somebody reports harassment', ja: 'カスハラが報告されたとき' },
  rank: 12,
  usual: ['app', 'desktop', 'sound'],
  says: ({ by, about }) =>
    by === null
      ? { en: `Harassment was reported: ${about}`, ja: `カスハラの報告がありました：${about}様` }
      : { en: `${by} reports harassment: ${about}`, ja: `${by}さんがカスハラを報告しました：${about}様` },
}

const appealed: Happening = {
  name: 'harassment-appealed',
  title: { en: 'A customer appeals against a limit on contact', ja: '連絡制限への申し立てがあったとき' },
  rank: 22,
  usual: ['app', 'desktop'],
  says: ({ about }) => ({
    en: `An appeal against a limit on contact: ${about}`,
    ja: `連絡制限への申し立てがありました：${about}様`,
  }),
}

/** Who decides on records. */
const DECIDERS: Concerned = { who: 'permitted', permission: 'harassment.handle', roles: LEADING }

interface Payload {
  conversationId: string
  inboxId: string
  complaintId?: string
  harassmentId?: string
  agentId?: string | null
  actorId?: string | null
}

const ofComplaints: Telling['find'] = async (db, events) => {
  const told = events.map(({ name, payload }) => ({ name, ...(payload as Payload) }))
  const free = told.flatMap(({ agentId, conversationId }) => (agentId ? [] : [conversationId]))
  const rows = free.length === 0 ? [] : await conversationRows(db, [...new Set(free)])
  return told.flatMap(({ name, conversationId, inboxId, complaintId, agentId, actorId }): Happened[] => {
    const row = rows.find(({ id }) => id === conversationId)
    const to = agentId ? ({ who: 'person', personId: agentId } as const) : row && whoeverHolds(row)
    if (!to || !complaintId) return []
    const happening = name === complaintGiven.eventName ? given.name : overdue.name
    const about = { kind: 'conversation', id: conversationId }
    return [{ happening, about, part: complaintId, resourceId: inboxId, to, actorId: actorId ?? null }]
  })
}

const ofRecords: Telling['find'] = (_db, events) =>
  events.flatMap(({ name, payload }): Happened[] => {
    const { conversationId, inboxId, harassmentId, actorId } = payload as Payload
    if (!harassmentId) return []
    return [
      {
        happening: name === harassmentReported.eventName ? reported.name : appealed.name,
        about: { kind: 'conversation', id: conversationId },
        part: harassmentId,
        resourceId: inboxId,
        to: DECIDERS,
        actorId: actorId ?? null,
      },
    ]
  })

/** What people are told of complaints and of harassment. */
export const tellings: readonly Telling[] = [
  { happenings: [given, overdue], events: [complaintGiven, complaintOverdue], find: ofComplaints },
  { happenings: [reported, appealed], events: [harassmentReported, appealMade], find: ofRecords },
]
