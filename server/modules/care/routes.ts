import { notFound } from '../../kernel/errors.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import { actions } from './actions.ts'
import { ofComplaints } from './complaints/handlers.ts'
import { watchComplaints } from './complaints/watch-complaints.ts'
import { conditions } from './conditions.ts'
import { care } from './contract.ts'
import { erases } from './erase-care.ts'
import { tellings } from './happenings.ts'
import { eraseHarassment, keepsHarassment } from './harassment/erase-harassment.ts'
import { exportHarassment, openEvidenceFile } from './harassment/export-harassment.ts'
import { keepEvidence } from './harassment/keep-evidence.ts'
import { getHarassment, listConversationHarassments, listHarassments } from './harassment/list-harassments.ts'
import { listExposure } from './harassment/list-exposure.ts'
import { reportHarassment } from './harassment/report-harassment.ts'
import { takeOver } from './harassment/take-over.ts'
import {
  closeHarassment,
  decideHarassment,
  reopenHarassment,
  updateHarassment,
} from './harassment/update-harassment.ts'
import { decideAppeal, getAppealDesk, makeAppeal, noteAppeal, workspaceIn } from './limits/appeal.ts'
import { getContactState, listHeldContacts, releaseHeldContact } from './limits/list-held.ts'
import { liftContactLimit, reviewContactLimit, setContactLimit } from './limits/set-limit.ts'
import { pushes } from './live.ts'
import { tellHeld } from './on-events.ts'
import { triggers } from './triggers.ts'
import { variables as said } from './variables.ts'

const permissions = {
  'complaints.write': {
    roles: ['owner', 'lead', 'agent'],
    title: { en: 'Record complaints and see to them', ja: 'クレームを記録し、対応する' },
    group: 'conversations',
    needs: ['conversations.read'],
  },
  'complaints.manage': {
    roles: ['owner', 'lead'],
    title: {
      en: 'Settle causes and deadlines of complaints, remove complaints, and export them',
      ja: 'クレームの原因と期限を設定し、クレームを削除・書き出しする',
    },
    group: 'leading',
    needs: ['complaints.write'],
  },
  'harassment.report': {
    roles: ['owner', 'lead', 'agent'],
    title: { en: 'Report harassment by customers', ja: 'カスハラを報告する' },
    group: 'conversations',
    needs: ['conversations.read'],
  },
  'harassment.handle': {
    roles: ['owner', 'lead'],
    title: {
      en: 'Decide on harassment, take conversations over, and limit contact',
      ja: 'カスハラを判定し、対応を引き継ぎ、連絡を制限する',
    },
    detail: {
      en: 'Shows every record on conversations in sight, with its evidence, and how often each colleague was exposed.',
      ja: '閲覧できる会話のすべての記録と証拠、メンバーごとの被害件数を確認できます。',
    },
    group: 'leading',
    needs: ['harassment.report', 'conversations.write', 'conversations.reply'],
  },
  'harassment.block': {
    roles: ['owner', 'lead'],
    title: { en: 'Block customers, and end blocks', ja: 'お客様をブロックし、ブロックを解除する' },
    everywhere: true,
    group: 'leading',
    needs: ['harassment.handle'],
  },
  'harassment.erase': {
    roles: ['owner'],
    title: { en: 'Erase records of harassment with their evidence', ja: 'カスハラの記録を証拠ごと削除する' },
    group: 'leading',
    needs: ['harassment.handle'],
  },
} satisfies Room['permissions']

/** A public caller's workspace, as the link of the appeal names it. */
const named = (token: string): number => {
  const id = workspaceIn(token)
  if (id === undefined) throw notFound('care.no-appeal', 'This link leads nowhere. Check that it is whole.')
  return id
}

/** The care room's wiring; `variables` are those that the rooms declare. */
export const careRoom = (variables: Variables): Room =>
  defineRoom({
    name: 'care',
    contract: care,
    permissions,
    listeners: [tellHeld(variables)],
    recurring: [{ name: 'care.watch-complaints', cron: '* * * * *', run: ({ db }) => watchComplaints(db) }],
    pushes,
    erases,
    keeps: [keepsHarassment],
    conditions,
    actions,
    triggers,
    variables: said,
    tellings,
    handlers: {
      ...ofComplaints,
      listConversationHarassments: ({ params }, { db, caller }) =>
        listConversationHarassments(db, caller, params.conversationId),
      reportHarassment: ({ params, body }, { tx, caller }) =>
        reportHarassment(tx, caller, { ...params, ...body }),
      listHarassments: ({ query }, { db, caller }) => listHarassments(db, caller, query),
      listExposure: (_input, { db, caller }) => listExposure(db, caller),
      getHarassment: ({ params }, { db, caller }) => getHarassment(db, caller, params.harassmentId),
      keepEvidence: ({ params, body }, { tx, caller }) =>
        keepEvidence(tx, caller, params.harassmentId, body.messageIds),
      getEvidenceFile: ({ params }, { db, caller }) => openEvidenceFile(db, caller, params),
      exportHarassment: ({ params }, { db, caller }) => exportHarassment(db, caller, params.harassmentId),
      updateHarassment: ({ params, body }, { tx, caller }) =>
        updateHarassment(tx, caller, params.harassmentId, body),
      decideHarassment: ({ params, body }, { tx, caller }) =>
        decideHarassment(tx, caller, params.harassmentId, body),
      takeOver: ({ params, body }, { tx, caller }) => takeOver(tx, caller, params.harassmentId, body.words),
      closeHarassment: ({ params, body }, { tx, caller }) =>
        closeHarassment(tx, caller, params.harassmentId, body.reason),
      reopenHarassment: ({ params, body }, { tx, caller }) =>
        reopenHarassment(tx, caller, params.harassmentId, body.reason),
      eraseHarassment: ({ params, body }, { tx, caller }) =>
        eraseHarassment(tx, caller, params.harassmentId, body.reason).then(() => null),
      getContactState: ({ params }, { db, caller }) => getContactState(db, caller, params.conversationId),
      setContactLimit: ({ params, body }, { tx, caller }) =>
        setContactLimit(tx, caller, variables, params.harassmentId, body),
      liftContactLimit: ({ params, body }, { tx, caller }) =>
        liftContactLimit(tx, caller, params.limitId, body.reason),
      reviewContactLimit: ({ params, body }, { tx, caller }) =>
        reviewContactLimit(tx, caller, params.limitId, body),
      listHeldContacts: ({ params }, { db, caller }) => listHeldContacts(db, caller, params.limitId),
      releaseHeldContact: ({ params }, { tx, caller }) =>
        releaseHeldContact(tx, caller, params).then(() => null),
      noteAppeal: ({ params, body }, { tx, caller }) => noteAppeal(tx, caller, params.limitId, body.words),
      decideAppeal: ({ params, body }, { tx, caller }) => decideAppeal(tx, caller, params.appealId, body),
      getAppealDesk: ({ params }, { inWorkspace }) =>
        getAppealDesk(inWorkspace(named(params.token)), params.token),
      makeAppeal: ({ params, body }, { inWorkspace }) =>
        inWorkspace(named(params.token)).tx((tx) => makeAppeal(tx, params.token, body.words)),
    },
  })
