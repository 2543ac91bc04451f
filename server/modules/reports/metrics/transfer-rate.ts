import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { handedOn, resolved } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'transfer-rate',
  order: 86,
  title: { en: 'Transfer rate', ja: '引き継ぎ率' },
  explanation: {
    en: 'Of the conversations resolved in the period, the share that was handed on at least once, whenever that was: from one person to another, or from one team to another. A first assignment and one that is taken off do not count. A conversation that was opened again counts by its last resolve. Conversations that we started count too (they can be filtered out); those opened by automated email do not.',
    ja: '期間内に解決した会話のうち、担当者から別の担当者へ、またはチームから別のチームへ、1回以上引き継がれた会話の割合です（引き継ぎの時期は問いません）。最初の割り当てと、割り当ての解除は数えません。再開された会話は、最後に解決した日時で判定します。当社から始めた会話も含みます（絞り込みで除外できます）。自動送信メールで始まった会話は除きます。',
  },
  formula: {
    en: 'Resolved conversations that were handed on at least once ÷ conversations resolved',
    ja: '解決した会話のうち、1回以上引き継がれたもの ÷ 解決した会話',
  },
  unit: 'share',
  direction: 'lower',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: (period) =>
    resolved(
      period,
      sql`case when exists (
        select from facts t
        where t.workspace_id = ${period.workspaceId} and t.conversation_id = f.conversation_id and t.kind in ${handedOn}
      ) then 1 else 0 end`,
    ),
}
