import { conditionsAbout } from '../../kernel/conditions/index.ts'
import { knownRecords, type KnownRecords } from './queries/harassments.ts'
import { limitedAmong } from './queries/limits.ts'
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

const ofRecords = conditionsAbout<KnownRecords>('conversation', knownRecords, [
  {
    name: 'harassment.stands',
    title: { en: 'Harassment was reported or confirmed', ja: 'カスハラの記録がある（対応中）' },
    kind: 'flag',
    value: ({ standing }) => standing > 0,
  },
])

const ofContact = conditionsAbout<{ id: string; limited: boolean }>('customer', limitedAmong, [
  {
    name: 'customer.contact-limited',
    title: { en: 'Contact with the customer is limited', ja: 'お客様からの連絡を制限中である' },
    kind: 'flag',
    value: ({ limited }) => limited,
  },
])

/** What may be asked of complaints and of harassment. */
export const conditions = [...ofConversation, ...ofCustomer, ...ofRecords, ...ofContact]
