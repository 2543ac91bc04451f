import { removedOf, type Keeping } from '../../kernel/personal.ts'
import { deleteExportsBefore, exportsBefore } from './queries/exports.ts'

const AT_ONCE = 5

/** Files with all of a person's data: nobody needs one for long, and it is the most that anybody could take away. */
export const exportsKept: Keeping = {
  kind: 'keeping.exports',
  title: { en: 'Exported customer data', ja: '書き出したお客様データ' },
  hint: {
    en: 'Files made with “Export all data” are deleted.',
    ja: '「全データの書き出し」で作成したファイルを削除します。',
  },
  days: 7,
  leastDays: 1,
  due: exportsBefore,
  async remove(tx, { before }) {
    const rows = await deleteExportsBefore(tx, before, AT_ONCE)
    return removedOf(rows, AT_ONCE)
  },
}
