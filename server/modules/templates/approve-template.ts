import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import type { Template } from './contract.ts'
import { demandPerson, holdForChange } from './find-template.ts'
import { approveVersion } from './queries/versions.ts'
import { saveTemplate } from './save-template.ts'
import { toTemplate } from './shape.ts'

/** Lets the newest version of an answer be used. Throws `conflict` where it is used already. */
export const approveTemplate = async (
  tx: Tx,
  caller: Caller,
  id: string,
  revision: number,
): Promise<Template> => {
  demand(caller, 'templates.approve')
  const before = await holdForChange(tx, caller, id, revision)
  if (before.approved === before.latest)
    throw conflict('templates.approved-already', 'The newest version of this answer is approved already.')
  const row = { ...before, approved: before.latest, revision: before.revision + 1, updatedAt: tx.now }
  await approveVersion(tx, row.id, row.latest, demandPerson(caller))
  await saveTemplate(tx, row, before)
  await recordAudit(tx, caller, {
    action: 'templates.approve',
    subject: { kind: 'template', id: row.id },
    details: { name: row.title, version: row.latest },
  })
  return toTemplate(tx, caller, row)
}
