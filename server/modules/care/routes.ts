import { defineRoom } from '../../kernel/room.ts'
import { actions } from './actions.ts'
import { exportComplaints } from './complaints/export-complaints.ts'
import {
  getCareWaiting,
  getComplaint,
  listComplaintChanges,
  listComplaints,
  listConversationComplaints,
  listLikeComplaints,
} from './complaints/list-complaints.ts'
import { openComplaint } from './complaints/open-complaint.ts'
import { complaintSettings, saveComplaintSettings } from './complaints/save-settings.ts'
import { deleteComplaint, updateComplaint } from './complaints/update-complaint.ts'
import { watchComplaints } from './complaints/watch-complaints.ts'
import { conditions } from './conditions.ts'
import { care } from './contract.ts'
import { erases } from './erase-care.ts'
import { pushes } from './live.ts'
import { triggers } from './triggers.ts'

/** The care room's wiring. */
export const room = defineRoom({
  name: 'care',
  contract: care,
  permissions: {
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
  },
  recurring: [{ name: 'care.watch-complaints', cron: '* * * * *', run: ({ db }) => watchComplaints(db) }],
  pushes,
  erases,
  conditions,
  actions,
  triggers,
  handlers: {
    getComplaintSettings: (_input, { db }) => complaintSettings(db),
    saveComplaintSettings: ({ body }, { tx, caller }) => saveComplaintSettings(tx, caller, body),
    listConversationComplaints: ({ params }, { db, caller }) =>
      listConversationComplaints(db, caller, params.conversationId),
    openComplaint: ({ params, body }, { tx, caller }) => openComplaint(tx, caller, { ...params, ...body }),
    getComplaint: ({ params }, { db, caller }) => getComplaint(db, caller, params.complaintId),
    updateComplaint: ({ params, body }, { tx, caller }) =>
      updateComplaint(tx, caller, params.complaintId, body),
    deleteComplaint: ({ params }, { tx, caller }) =>
      deleteComplaint(tx, caller, params.complaintId).then(() => null),
    listComplaintChanges: ({ params }, { db, caller }) =>
      listComplaintChanges(db, caller, params.complaintId),
    listLikeComplaints: ({ params }, { db, caller }) => listLikeComplaints(db, caller, params.complaintId),
    listComplaints: ({ query }, { db, caller }) => listComplaints(db, caller, query),
    exportComplaints: ({ query }, { db, caller }) => exportComplaints(db, caller, query),
    getCareWaiting: (_input, { db, caller }) => getCareWaiting(db, caller),
  },
})
