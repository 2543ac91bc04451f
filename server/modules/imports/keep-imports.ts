import type { Keeping } from '../../kernel/personal.ts'
import { spanOf } from '../../kernel/personal.ts'
import { countLeft, leftImports } from './queries/imports.ts'
import { deleteItems } from './queries/items.ts'
import { deletePieces } from './queries/pieces.ts'

const AT_ONCE = 4
const ITEMS = 5000
const PIECES = 16

/** Files that were sent and never made into anything: they hold everything of everybody. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'imports.files',
    title: { en: 'Files of imports', ja: '取り込み用のファイル' },
    hint: {
      en: 'Files sent for an import that was never finished, and what was read of them. Finished imports keep neither.',
      ja: '完了しなかった取り込みのファイルと、そこから読み取った内容を削除します。完了した取り込みのファイルは、完了した時点で削除されます。',
    },
    days: 30,
    leastDays: 1,
    due: countLeft,
    async remove(tx, { before }) {
      const left = await leftImports(tx, before, AT_ONCE)
      const gone: Date[] = []
      for (const { id, at } of left) {
        const items = await deleteItems(tx, id, ITEMS)
        const pieces = await deletePieces(tx, id, PIECES)
        if (items < ITEMS && pieces < PIECES) gone.push(at)
      }
      return { ...spanOf(gone), next: left.length === 0 ? null : 'more' }
    },
  },
]
