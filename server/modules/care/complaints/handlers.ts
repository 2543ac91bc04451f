import type { Handlers } from '../../../kernel/room.ts'
import type { complaintRoutes } from '../contract-complaints.ts'
import { exportComplaints } from './export-complaints.ts'
import {
  getCareWaiting,
  getComplaint,
  listComplaintChanges,
  listComplaints,
  listConversationComplaints,
  listLikeComplaints,
} from './list-complaints.ts'
import { openComplaint } from './open-complaint.ts'
import { complaintSettings, saveComplaintSettings } from './save-settings.ts'
import { deleteComplaint, updateComplaint } from './update-complaint.ts'

/** What the routes about complaints do. */
export const ofComplaints: Handlers<typeof complaintRoutes> = {
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
  listComplaintChanges: ({ params }, { db, caller }) => listComplaintChanges(db, caller, params.complaintId),
  listLikeComplaints: ({ params }, { db, caller }) => listLikeComplaints(db, caller, params.complaintId),
  listComplaints: ({ query }, { db, caller }) => listComplaints(db, caller, query),
  exportComplaints: ({ query }, { db, caller }) => exportComplaints(db, caller, query),
  getCareWaiting: (_input, { db, caller }) => getCareWaiting(db, caller),
}
