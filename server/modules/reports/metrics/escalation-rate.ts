import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { resolved } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'escalation-rate',
  order: 113,
  title: { en: 'Escalation rate', ja: 'エスカレーション率' },
  explanation: {
    en: 'Of the conversations resolved in the period, the share about which another department was asked. What was asked of a conversation that was merged into another one counts for neither.',
    ja: '期間内に解決した会話のうち、他部署へエスカレーションした会話の割合です。別の会話に統合された会話でのエスカレーションは数えません。',
  },
  formula: {
    en: 'Resolved conversations with an escalation ÷ resolved conversations',
    ja: 'エスカレーションがあった解決済みの会話 ÷ 解決した会話',
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
      sql`case when exists (select from asides a
        where a.workspace_id = ${period.workspaceId} and a.conversation_id = f.conversation_id and a.kind = 'escalation') then 1 else 0 end`,
    ),
}
