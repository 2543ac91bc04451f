import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { factColumns, handedOn } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'transfers',
  order: 85,
  title: { en: 'Transfers', ja: '担当の引き継ぎ回数' },
  explanation: {
    en: 'How often a conversation was handed on in the period: from one person to another, or from one team to another. A first assignment and one that is taken off do not count; a person and a team changed in one step count as two. Team and agent: to whom it was handed. Conversations opened by automated email do not count.',
    ja: '期間内に、会話の担当者が別の担当者へ、またはチームが別のチームへ引き継がれた回数です。最初の割り当てと、割り当ての解除は数えません。担当者とチームを同時に変更した場合は2回と数えます。チームと担当者は、引き継ぎ先で集計します。自動送信メールで始まった会話は除きます。',
  },
  formula: {
    en: 'Number of changes from one person to another and from one team to another',
    ja: '担当者から別の担当者への変更の回数 ＋ チームから別のチームへの変更の回数',
  },
  unit: 'transfers',
  direction: 'lower',
  measures: ['count'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: null,
  rows: ({ workspaceId, from, to }) => sql`
    select ${factColumns}, null::double precision as value
    from facts f
    where f.workspace_id = ${workspaceId} and f.kind in ${handedOn} and f.at >= ${from} and f.at < ${to} and f.origin <> 'machine'`,
}
