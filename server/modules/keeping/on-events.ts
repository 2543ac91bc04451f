import { listen } from '../../kernel/events/index.ts'
import { mergeMoved, mergeRow } from '../customers/index.ts'
import { deleteExportsOf } from './queries/exports.ts'

/** What was put together while two people were one holds both: once that is undone it is nobody's. */
export const onMergeMoved = listen('keeping', mergeMoved, async (tx, events) => {
  for (const mergeId of new Set(events.map(({ payload }) => payload.mergeId))) {
    const merge = await mergeRow(tx, mergeId)
    if (merge?.undoneAt) await deleteExportsOf(tx, [merge.survivorId])
  }
})
