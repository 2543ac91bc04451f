import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { decidedPromises } from '../queries/promises.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'resolutions-in-time',
  order: 75,
  title: { en: 'Resolutions in time', ja: '解決の目標時間達成率' },
  explanation: {
    en: 'Of the resolutions that an SLA policy promised, the share that came before their time was over. A promise counts once: kept when the conversation was resolved in time, missed at the moment when its time was over. What is still running is not counted, nor are conversations to which no policy applies. Team and agent: who has the conversation now.',
    ja: 'SLAの目標時間が定められた解決のうち、期限までに解決した割合です。期限内に解決した時点で「達成」、期限を過ぎた時点で「未達成」として、1件につき1回だけ数えます。計測中のものと、目標時間の対象ではない会話は含みません。チームと担当者は、現在の担当で集計します。',
  },
  formula: {
    en: 'Conversations resolved in time ÷ resolutions promised whose time is decided',
    ja: '期限までに解決した会話 ÷ 結果が確定した解決の目標',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: (period) => decidedPromises(period, ['resolve']),
}
