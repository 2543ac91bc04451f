import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import { recordAudit } from '../audit/index.ts'
import { checkVariants } from './check-variants.ts'
import type { NewTemplate, SavedTemplate } from './contract.ts'
import { demandPerson, demandRoom } from './find-template.ts'
import { holdLibrary, putTemplate, type TemplateRow } from './queries/templates.ts'
import { insertVersion } from './queries/versions.ts'
import { saveTemplate, teamsIn } from './save-template.ts'
import { toTemplate } from './shape.ts'

/** Adds an answer of the caller's. Nobody uses it before it is approved. */
export const createTemplate = async (
  tx: Tx,
  caller: Caller,
  variables: Variables,
  input: NewTemplate,
): Promise<SavedTemplate> => {
  demand(caller, 'templates.manage')
  const ownerId = demandPerson(caller)
  const warnings = await checkVariants(tx, variables, input.variants)
  await holdLibrary(tx)
  await demandRoom(tx)
  const row: TemplateRow = {
    id: newId(),
    title: input.title.trim(),
    purpose: input.purpose,
    folder: input.folder.trim(),
    shortcut: input.shortcut,
    ownerId,
    teamIds: teamsIn(input.teamIds),
    expiresOn: input.expiresOn,
    latest: 1,
    approved: null,
    revision: 1,
    uses: 0,
    measured: 0,
    returned: 0,
    lastUsedAt: null,
    createdAt: tx.now,
    updatedAt: tx.now,
    archivedAt: null,
  }
  // The row comes first: versions and teams belong to it.
  const keys = { titleKey: '', shortcutKey: null, searchText: '', draftText: '' }
  await putTemplate(tx, { ...row, shortcut: null }, keys)
  await insertVersion(tx, row.id, {
    number: 1,
    variants: input.variants,
    savedBy: ownerId,
    restoredFrom: null,
    approvedBy: null,
    approvedAt: null,
  })
  await saveTemplate(tx, row)
  const { title, purpose, folder, shortcut, teamIds, expiresOn } = row
  await recordAudit(tx, caller, {
    action: 'templates.create',
    subject: { kind: 'template', id: row.id },
    details: { name: title, purpose, folder, shortcut, teamIds, expiresOn },
  })
  return { ...(await toTemplate(tx, caller, row)), warnings }
}
