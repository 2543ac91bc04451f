import { defineRoom } from '../../kernel/room.ts'
import { audit } from './contract.ts'
import { erases } from './erase-details.ts'
import { exportEntries } from './export-entries.ts'
import { keeps } from './keep-entries.ts'
import { listEntries } from './list-entries.ts'

/** The audit room's wiring. */
export const room = defineRoom({
  name: 'audit',
  contract: audit,
  permissions: {
    'audit.read': {
      roles: ['owner'],
      title: { en: 'Read the audit log', ja: '操作ログを見る' },
      group: 'house',
      everywhere: true,
    },
    'audit.export': {
      roles: ['owner'],
      title: { en: 'Export the audit log as a file', ja: '操作ログをファイルに書き出す' },
      group: 'house',
      everywhere: true,
      needs: ['audit.read'],
    },
  },
  erases,
  keeps,
  handlers: {
    listAudit: ({ query }, { db, caller }) => listEntries(db, caller, query),
    exportAudit: ({ query }, { db, caller }) => exportEntries(db, caller, query),
  },
})
