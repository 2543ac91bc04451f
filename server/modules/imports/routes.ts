import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom } from '../../kernel/room.ts'
import { imports } from './contract.ts'
import { createImport } from './create-import.ts'
import { erases } from './erase-imports.ts'
import { workJob } from './jobs.ts'
import { keeps } from './keep-imports.ts'
import { keepPiece } from './keep-piece.ts'
import { getImport, getMapping, listImports, listIssues, openReport } from './list-imports.ts'
import { readColumns } from './read-columns.ts'
import { shapeImport } from './shape.ts'
import {
  cancelImport,
  removeImport,
  saveMapping,
  startMaking,
  startReading,
  startUndoing,
} from './steer-import.ts'
import { workImport } from './work-import.ts'

/** The imports room's wiring. */
export const room = defineRoom({
  name: 'imports',
  contract: imports,
  permissions: {
    'imports.manage': {
      roles: ['owner'],
      title: { en: 'Import data from other systems', ja: 'ほかのシステムからデータを取り込む' },
      group: 'house',
      everywhere: true,
    },
  },
  jobs: [handles(workJob, ({ importId }, context) => workImport(context, importId))],
  erases,
  keeps,
  handlers: {
    listImports: (_input, { db, caller }) => listImports(db, caller),
    createImport: async ({ body }, { tx, caller }) => shapeImport(tx, await createImport(tx, caller, body)),
    getImport: ({ params }, { db, caller }) => getImport(db, caller, params.importId),
    putImportPiece: ({ params, body }, { tx, caller }) =>
      keepPiece(tx, caller, { ...params, bytes: Buffer.from(body) }),
    readImport: async ({ params, body }, { tx, caller }) =>
      shapeImport(tx, await startReading(tx, caller, params.importId, body.options)),
    getImportColumns: ({ params }, { db, caller }) => readColumns(db, caller, params.importId),
    getImportMapping: ({ params }, { db, caller }) => getMapping(db, caller, params.importId),
    saveImportMapping: async ({ params, body }, { tx, caller }) => {
      await saveMapping(tx, caller, params.importId, body)
      return getMapping(tx, caller, params.importId)
    },
    makeImport: async ({ params }, { tx, caller }) =>
      shapeImport(tx, await startMaking(tx, caller, params.importId)),
    cancelImport: async ({ params }, { tx, caller }) =>
      shapeImport(tx, await cancelImport(tx, caller, params.importId)),
    undoImport: async ({ params }, { tx, caller }) =>
      shapeImport(tx, await startUndoing(tx, caller, params.importId)),
    deleteImport: async ({ params }, { tx, caller }) => {
      await removeImport(tx, caller, params.importId)
      return null
    },
    listImportIssues: ({ params, query }, { db, caller }) => listIssues(db, caller, params.importId, query),
    getImportReport: ({ params }, { db, caller }) => openReport(db, caller, params.importId),
  },
})
