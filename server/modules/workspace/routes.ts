import { defineRoom } from '../../kernel/room.ts'
import { workspaceRoutes } from './contract.ts'
import { brandRows, workspaceRow, type WorkspaceRow } from './queries.ts'
import { createBrand, updateBrand } from './save-brand.ts'
import { updateWorkspace } from './update-workspace.ts'
import { variables } from './variables.ts'

const shape = ({ name, language, timeZone, undoSeconds, maskNumbers }: WorkspaceRow) => ({
  name,
  language,
  timeZone,
  undoSeconds,
  maskNumbers,
})

/** The workspace room's wiring. */
export const room = defineRoom({
  name: 'workspace',
  contract: workspaceRoutes,
  variables,
  permissions: {
    'settings.write': {
      roles: ['owner'],
      title: { en: 'Change settings', ja: '設定を変更する' },
      group: 'house',
      everywhere: true,
      detail: {
        en: 'Workspace, inboxes, hours, tags, checks before sending, API keys and webhooks.',
        ja: 'ワークスペース、受信箱、営業時間、タグ、送信前チェック、APIキー、Webhookなどを変更できます。',
      },
    },
  },
  handlers: {
    getWorkspace: async (_input, { db }) => shape(await workspaceRow(db)),
    updateWorkspace: async ({ body }, { tx, caller }) => shape(await updateWorkspace(tx, caller, body)),
    listBrands: (_input, { db }) => brandRows(db),
    createBrand: ({ body }, { tx, caller }) => createBrand(tx, caller, body),
    updateBrand: ({ params, body }, { tx, caller }) => updateBrand(tx, caller, params.brandId, body),
  },
})
