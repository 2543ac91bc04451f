import { conditionsAbout } from '../../kernel/conditions/index.ts'
import { causeChoices, SEVERITIES } from './choices.ts'
import { complaintCounts, knownComplaints, type KnownComplaints } from './queries/complaints.ts'

const ofConversation = conditionsAbout<KnownComplaints>('conversation', knownComplaints, [
  {
    name: 'complaint.stands',
    title: { en: 'It is a complaint that is not closed', ja: '対応中のクレームである' },
    kind: 'flag',
    value: ({ standing }) => standing > 0,
  },
  {
    name: 'complaint.severity',
    title: { en: 'Severity of the complaint', ja: 'クレームの重大度' },
    kind: 'choice',
    choices: () => SEVERITIES,
    value: ({ severity }) => severity,
  },
  {
    name: 'complaint.cause',
    title: { en: 'Cause of the complaint', ja: 'クレームの原因' },
    kind: 'choice',
    choices: causeChoices,
    value: ({ causeId }) => causeId,
  },
  {
    name: 'complaint.is-overdue',
    title: { en: 'A deadline of the complaint has passed', ja: 'クレームの期限を過ぎている' },
    kind: 'flag',
    value: ({ overdue }) => overdue,
  },
  {
    name: 'complaint.repeats',
    title: { en: 'The complaint repeats an earlier one', ja: '再発したクレームである' },
    kind: 'flag',
    value: ({ repeats }) => repeats,
  },
  {
    name: 'complaint.next-due',
    title: { en: 'Next deadline of the complaint', ja: 'クレームの次の期限' },
    kind: 'moment',
    value: ({ nextDueAt }) => nextDueAt,
  },
])

const ofCustomer = conditionsAbout('customer', complaintCounts, [
  {
    name: 'customer.complaints',
    title: { en: 'Customer’s number of complaints', ja: 'お客様のクレーム件数' },
    kind: 'number',
    value: ({ complaints }) => complaints,
  },
])

/** What may be asked of complaints. */
export const conditions = [...ofConversation, ...ofCustomer]
