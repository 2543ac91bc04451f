import { z } from 'zod'
import { defineAction, type Foreseen } from '../../kernel/actions/index.ts'
import { id } from '../../kernel/contract.ts'
import { causeChoices, SEVERITIES } from './choices.ts'
import { openComplaint } from './complaints/open-complaint.ts'
import { severity } from './contract-complaints.ts'
import { knownComplaints } from './queries/complaints.ts'

const HOUR_MS = 3_600_000

const open = defineAction({
  about: 'conversation',
  needs: 'complaints.write',
  name: 'complaint.open',
  title: { en: 'Record a complaint', ja: 'クレームとして記録する' },
  lead: {
    en: 'Not where a complaint is recorded already and not closed. Whoever has the conversation sees to it.',
    ja: '対応中のクレームがすでにある会話には記録しません。担当は会話の担当者になります。',
  },
  shape: z.object({
    severity,
    causeId: id.optional(),
    dueHours: z.number().int().min(1).max(8760).optional(),
  }),
  fields: [
    {
      path: 'severity',
      label: { en: 'Severity', ja: '重大度' },
      choices: Object.fromEntries(SEVERITIES.map(({ value, title }) => [value, title])),
    },
    { path: 'causeId', label: { en: 'Cause', ja: '原因' }, choices: causeChoices },
    {
      path: 'dueHours',
      label: { en: 'To be closed within (hours)', ja: '期限（記録から何時間後）' },
      hint: { en: 'Empty: as settled for this severity.', ja: '空欄の場合は、重大度ごとの設定に従います。' },
    },
  ],
  effects: (fields) => [{ of: 'complaint.severity', to: fields.severity }],
  preview: async (db, ids, fields) => {
    const to = SEVERITIES.find(({ value }) => value === fields.severity)?.title ?? { en: '', ja: '' }
    const known = await knownComplaints(db, ids)
    return new Map<string, Foreseen>(
      known.filter(({ standing }) => standing === 0).map((row) => [row.id, { from: null, to }]),
    )
  },
  run: async (tx, conversationId, { causeId = null, dueHours, ...fields }, by) => {
    const dueAt =
      dueHours === undefined ? undefined : new Date(tx.now.getTime() + dueHours * HOUR_MS).toISOString()
    await openComplaint(tx, by, { conversationId, severity: fields.severity, causeId, summary: '', dueAt })
    return null
  },
})

/** What rules and macros may do about complaints. */
export const actions = [open]
