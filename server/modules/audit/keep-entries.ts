import { removedOf, type Keeping } from '../../kernel/personal.ts'
import { deleteEntries, entriesBefore } from './queries.ts'

const AT_ONCE = 2000

/** How long is known who changed what. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'audit.entries',
    title: { en: 'Audit log', ja: '操作ログ' },
    hint: {
      en: 'Who changed what before that time can no longer be looked up.',
      ja: 'その時点より前の操作の記録は確認できなくなります。',
    },
    days: null,
    leastDays: 180,
    due: entriesBefore,
    async remove(tx, { before }) {
      const rows = await deleteEntries(tx, before, AT_ONCE)
      return removedOf(rows, AT_ONCE)
    },
  },
]
