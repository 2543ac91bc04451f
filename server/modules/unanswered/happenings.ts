import type { Concerned, Happened, Happening, Telling } from '../../kernel/happenings/index.ts'
import { whoeverHolds } from '../conversations/index.ts'
import { unansweredFound, type Overdue } from './events.ts'

const MINUTE = 60
const HOUR = 3600

/** A length of time as the settings ask for it, in its largest whole unit. */
const inWords = (seconds: number): { en: string; ja: string } => {
  const [size, en, ja] = seconds % HOUR === 0 ? [HOUR, 'h', '時間'] : [MINUTE, 'min', '分']
  const amount = Math.round(seconds / Number(size))
  return { en: `${amount} ${en}`, ja: `${amount}${ja}` }
}

const unanswered: Happening = {
  name: 'unanswered',
  title: {
    en: 'A customer waits longer than is set for an answer of mine or my team’s',
    ja: '自分またはチームの会話で、お客様を設定した時間以上お待たせしているとき',
  },
  rank: 45,
  // Somebody has to hear of it although nobody has the app open.
  usual: ['app', 'desktop', 'push', 'mail'],
  says({ about, detail, count }) {
    const { en, ja } = inWords(Number(detail))
    return about === ''
      ? {
          en:
            count === 1 ? `A customer waits longer than ${en}` : `${count} customers wait longer than ${en}`,
          ja: `${ja}以上お待たせしている未回答の会話：${count}件`,
        }
      : { en: `${about} waits longer than ${en}`, ja: `${about}様を${ja}以上お待たせしています` }
  },
}

/** The conversations in which somebody waits, who waits longest first. */
const LIST = '/inbox?sort=waiting'

const LEADS: Concerned = { who: 'permitted', permission: 'sla.write', roles: ['owner', 'lead'] }

/** Whoever holds it is told of the conversation; teams and leads of how many there are, with their list. */
const ofOverdue = ({ conversationId, inboxId, teamId, assigneeId, seconds, tells }: Overdue): Happened[] => {
  const one = { happening: unanswered.name, resourceId: inboxId, detail: String(seconds) }
  const listed = { ...one, about: { kind: 'page', id: LIST } as const, part: conversationId }
  const talk = { ...one, about: { kind: 'conversation', id: conversationId } }
  const found: Happened[] = []
  if (tells.includes('holder'))
    found.push({ ...(assigneeId === null ? listed : talk), to: whoeverHolds({ assigneeId, teamId }) })
  if (tells.includes('leads')) found.push({ ...listed, to: LEADS })
  return found
}

/** What people are told of questions that wait for an answer. */
export const tellings: readonly Telling[] = [
  {
    happenings: [unanswered],
    events: [unansweredFound],
    find: (_db, events) =>
      events.flatMap(({ payload }) => (payload as { found: Overdue[] }).found.flatMap(ofOverdue)),
  },
]
