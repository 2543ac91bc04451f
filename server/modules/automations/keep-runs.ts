import { removedOf, type Erasing, type Keeping } from '../../kernel/personal.ts'
import { blankRuns, deleteRuns, placesOf, runsBefore } from './queries/runs.ts'

const AT_ONCE = 5000

/** How long it is kept what rules did. */
export const keeps: readonly Keeping[] = [
  {
    kind: 'automations.runs',
    title: { en: 'What rules did', ja: 'ルールの実行履歴' },
    hint: {
      en: 'What each rule saw and did in a conversation. What it changed stays as it is.',
      ja: '各ルールが会話で何を判定し、何を行ったかの記録です。ルールによる変更の結果はそのまま残ります。',
    },
    days: 90,
    leastDays: 7,
    due: runsBefore,
    async remove(tx, { before }) {
      const rows = await deleteRuns(tx, before, AT_ONCE)
      return removedOf(rows, AT_ONCE)
    },
  },
]

/** What conditions saw of somebody goes with them; that a rule was carried out stays. */
export const erases: Erasing = {
  threads: async (tx, ids) => ({ ruleRuns: await blankRuns(tx, ids) }),
  messages: async (tx, ids) => ({ ruleRuns: await blankRuns(tx, await placesOf(tx, ids)) }),
}
