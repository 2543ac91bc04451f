import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import { brandRows, deleteBrandRow, insertBrand, updateBrandRow, type BrandRow } from './queries.ts'

/** Adds a brand. */
export const createBrand = async (tx: Tx, caller: Caller, input: Omit<BrandRow, 'id'>): Promise<BrandRow> => {
  demand(caller, 'settings.write')
  const brand = { ...input, id: newId() }
  await insertBrand(tx, brand)
  await recordAudit(tx, caller, {
    action: 'workspace.create-brand',
    subject: { kind: 'brand', id: brand.id },
    details: input,
  })
  return brand
}

/** Changes a brand. */
export const updateBrand = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: Partial<Omit<BrandRow, 'id'>>,
): Promise<BrandRow> => {
  demand(caller, 'settings.write')
  const before = (await brandRows(tx)).find((row) => row.id === id)
  const brand = await updateBrandRow(tx, id, change)
  if (!before || !brand) throw notFound('workspace.no-brand', 'There is no such brand.')
  await recordAudit(tx, caller, {
    action: 'workspace.update-brand',
    subject: { kind: 'brand', id },
    details: { name: brand.name, ...changedFields(before, brand) },
  })
  return brand
}

/** Removes a brand that nothing uses any more. */
export const deleteBrand = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'settings.write')
  const brand = (await brandRows(tx)).find((row) => row.id === id)
  if (!brand) throw notFound('workspace.no-brand', 'There is no such brand.')
  await deleteBrandRow(tx, id)
  await recordAudit(tx, caller, {
    action: 'workspace.delete-brand',
    subject: { kind: 'brand', id },
    details: { name: brand.name },
  })
}
