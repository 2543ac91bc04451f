import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import { checkVariants } from './check-variants.ts'
import type { SavedTemplate, TemplateChange, Variant } from './contract.ts'
import { demandPerson, holdForChange } from './find-template.ts'
import type { TemplateRow } from './queries/templates.ts'
import { insertVersion, versionRows } from './queries/versions.ts'
import { saveTemplate, teamsIn } from './save-template.ts'
import { toTemplate } from './shape.ts'
import { stillApproved } from './still-approved.ts'

const settingsOf = (row: TemplateRow, change: TemplateChange) => ({
  title: change.title?.trim() ?? row.title,
  purpose: change.purpose ?? row.purpose,
  folder: change.folder?.trim() ?? row.folder,
  shortcut: change.shortcut === undefined ? row.shortcut : change.shortcut,
  ownerId: change.ownerId ?? row.ownerId,
  teamIds: change.teamIds === undefined ? row.teamIds : teamsIn(change.teamIds),
  expiresOn: change.expiresOn === undefined ? row.expiresOn : change.expiresOn,
})

/** What the audit log keeps of an answer: what people set, and which versions are the newest and the approved one. */
const toAudit = ({
  title: name,
  purpose,
  folder,
  shortcut,
  ownerId,
  teamIds,
  expiresOn,
  latest: version,
  approved,
}: TemplateRow) => ({
  name,
  purpose,
  folder,
  shortcut,
  ownerId,
  teamIds,
  expiresOn,
  version,
  approved,
})

/** Keeps a change of an answer, its newest version among it, and writes it down; nothing where nothing changed. */
const keep = async (
  tx: Tx,
  caller: Caller,
  before: TemplateRow,
  after: TemplateRow,
): Promise<TemplateRow> => {
  const kept = { ...after, approved: stillApproved(caller, before, after) }
  const changed = changedFields(toAudit(before), toAudit(kept))
  if (Object.keys(changed).length === 0) return before
  const row = { ...kept, revision: before.revision + 1, updatedAt: tx.now }
  await saveTemplate(tx, row, before)
  await recordAudit(tx, caller, {
    action: 'templates.update',
    subject: { kind: 'template', id: row.id },
    details: { ...changed, name: changed['name'] ?? row.title },
  })
  return row
}

const said = (variants: readonly Variant[] | undefined): string =>
  JSON.stringify(variants?.map(({ language, body }) => [language, body]))

/**
 * The answer with a version behind its newest one, unless that one says the same. What says what is approved is approved, by
 * whoever approved that: nothing waits any more.
 */
const withVersion = async (
  tx: Tx,
  caller: Caller,
  row: TemplateRow,
  { variants, restoredFrom }: { variants: Variant[]; restoredFrom: number | null },
): Promise<TemplateRow> => {
  const versions = await versionRows(tx, row.id, [row.latest, row.approved ?? row.latest])
  const sameAs = (number: number | null) =>
    versions.find((one) => one.number === number && said(one.variants) === said(variants))
  if (sameAs(row.latest)) return row
  const { approvedBy = null, approvedAt = null } = sameAs(row.approved) ?? {}
  const number = row.latest + 1
  const savedBy = demandPerson(caller)
  await insertVersion(tx, row.id, { number, variants, savedBy, restoredFrom, approvedBy, approvedAt })
  return { ...row, latest: number, approved: approvedBy === null ? row.approved : number }
}

/**
 * Changes an answer; another text is a new version, which waits to be approved. So does all of it where somebody who may not
 * approve has it used by more people, or longer.
 */
export const updateTemplate = async (
  tx: Tx,
  caller: Caller,
  variables: Variables,
  id: string,
  change: TemplateChange,
): Promise<SavedTemplate> => {
  demand(caller, 'templates.manage')
  const warnings = change.variants ? await checkVariants(tx, variables, change.variants) : []
  const before = await holdForChange(tx, caller, id, change.revision)
  const settled = { ...before, ...settingsOf(before, change) }
  const after = change.variants
    ? await withVersion(tx, caller, settled, { variants: change.variants, restoredFrom: null })
    : settled
  return { ...(await toTemplate(tx, caller, await keep(tx, caller, before, after))), warnings }
}

/** Saves an older version again as the newest one. Throws `invalid` where it names what is not there any more. */
export const restoreVersion = async (
  tx: Tx,
  caller: Caller,
  variables: Variables,
  wanted: { id: string; number: number; revision: number },
): Promise<SavedTemplate> => {
  demand(caller, 'templates.manage')
  const before = await holdForChange(tx, caller, wanted.id, wanted.revision)
  const [version] = await versionRows(tx, before.id, [wanted.number])
  if (!version) throw notFound('templates.no-version', 'There is no such version of this answer.')
  const warnings = await checkVariants(tx, variables, version.variants)
  const { variants, number: restoredFrom } = version
  const after = await withVersion(tx, caller, before, { variants, restoredFrom })
  return { ...(await toTemplate(tx, caller, await keep(tx, caller, before, after))), warnings }
}
