import type { Actions } from '../../kernel/actions/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import { actionsWith } from './actions.ts'
import { approveTemplate } from './approve-template.ts'
import { archiveTemplate, unarchiveTemplate } from './archive-template.ts'
import { templates } from './contract.ts'
import { createTemplate } from './create-template.ts'
import { fillIn, occasionOf } from './fill-in.ts'
import { findTemplate } from './find-template.ts'
import { listShelves } from './list-shelves.ts'
import { listTemplates, listVersions } from './list-templates.ts'
import { listVariables } from './list-variables.ts'
import { pushes } from './live.ts'
import { listMacros } from './macros/find-macro.ts'
import { runMacro, undoMacro } from './macros/run-macro.ts'
import { archiveMacro, createMacro, updateMacro } from './macros/save-macro.ts'
import { measureSuccess } from './measure-success.ts'
import { toTemplate } from './shape.ts'
import { restoreVersion, updateTemplate } from './update-template.ts'
import { previewTemplate, useTemplate } from './use-template.ts'

const permissions = {
  'templates.manage': {
    roles: ['owner', 'lead', 'agent'],
    title: { en: 'Write answers for the library', ja: '定型文を作成する' },
    group: 'library',
    needs: ['conversations.reply', 'actions.read'],
  },
  'templates.approve': {
    roles: ['owner', 'lead'],
    title: {
      en: 'Approve answers of the library, and change those of others',
      ja: '定型文を承認し、ほかの人の定型文を編集する',
    },
    group: 'library',
    needs: ['templates.manage'],
  },
} satisfies Room['permissions']

/** The templates room's wiring; `variables` and `actions` are those that the rooms declare. */
export const templatesRoom = (variables: Variables, actions: Actions): Room =>
  defineRoom({
    name: 'templates',
    contract: templates,
    pushes,
    recurring: [
      { name: 'templates.measure-success', cron: '23 * * * *', run: ({ db }) => measureSuccess(db) },
    ],
    permissions,
    actions: actionsWith(variables),
    handlers: {
      listMacros: ({ query }, { db, caller }) => listMacros(db, caller, actions, query),
      createMacro: ({ body }, { tx, caller }) => createMacro(tx, caller, actions, body),
      updateMacro: ({ params, body }, { tx, caller }) =>
        updateMacro(tx, caller, actions, params.macroId, body),
      archiveMacro: ({ params, body }, { tx, caller }) =>
        archiveMacro(tx, caller, actions, { id: params.macroId, ...body }),
      runMacro: ({ params, body }, { tx, caller }) =>
        runMacro(tx, caller, { actions, variables }, { ...params, ...body }),
      undoMacro: ({ params }, { tx, caller }) => undoMacro(tx, caller, params.runId),
      listVariables: (_input, { db, caller }) => listVariables(db, caller, variables),
      previewText: async ({ params, body }, { tx, caller }) => {
        const { text, to } = body
        const occasion = await occasionOf(tx, caller, { ...params, to })
        const { language = occasion.workspace.language } = body
        return fillIn(tx, variables, occasion, { text, language })
      },
      listTemplates: ({ query }, { db, caller }) => listTemplates(db, caller, query),
      listTemplateShelves: (_input, { db, caller }) => listShelves(db, caller),
      getTemplate: async ({ params }, { db, caller }) =>
        toTemplate(db, caller, await findTemplate(db, caller, params.templateId)),
      createTemplate: ({ body }, { tx, caller }) => createTemplate(tx, caller, variables, body),
      updateTemplate: ({ params, body }, { tx, caller }) =>
        updateTemplate(tx, caller, variables, params.templateId, body),
      approveTemplate: ({ params, body }, { tx, caller }) =>
        approveTemplate(tx, caller, params.templateId, body.revision),
      archiveTemplate: ({ params, body }, { tx, caller }) =>
        archiveTemplate(tx, caller, params.templateId, body.revision),
      unarchiveTemplate: ({ params, body }, { tx, caller }) =>
        unarchiveTemplate(tx, caller, params.templateId, body.revision),
      listTemplateVersions: ({ params, query }, { db, caller }) =>
        listVersions(db, caller, { id: params.templateId, ...query }),
      restoreTemplateVersion: ({ params, body }, { tx, caller }) =>
        restoreVersion(tx, caller, variables, {
          id: params.templateId,
          number: params.number,
          revision: body.revision,
        }),
      previewTemplate: ({ params, body }, { tx, caller }) =>
        previewTemplate(tx, caller, variables, { ...params, ...body }),
      useTemplate: ({ params, body }, { tx, caller }) =>
        useTemplate(tx, caller, variables, { ...params, ...body }),
    },
  })
