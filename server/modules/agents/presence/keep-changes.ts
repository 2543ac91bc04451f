import { removedOf, type Keeping } from '../../../kernel/personal.ts'
import { changesBefore, deleteChanges } from './queries.ts'

const AT_ONCE = 5000

/** How long it is kept who was how at which time; what holds now stays. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'agents.presence',
    title: { en: 'History of presence', ja: '在席状況の履歴' },
    hint: {
      en: 'Who was online, away or on a call at what time, and the reasons given, are deleted.',
      ja: '担当者の過去の在席状況とその理由を削除します。現在の在席状況は残ります。',
    },
    days: 730,
    leastDays: 30,
    due: changesBefore,
    async remove(tx, { before }) {
      const rows = await deleteChanges(tx, before, AT_ONCE)
      return removedOf(rows, AT_ONCE)
    },
  },
]
