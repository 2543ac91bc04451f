import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { decidedPromises } from '../queries/promises.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'replies-in-time',
  order: 45,
  title: { en: 'Replies in time', ja: '返信の目標時間達成率' },
  explanation: {
    en: 'Of the replies that an SLA policy promised, first and later ones, the share that came before their time was over. A promise counts once: kept when the reply was sent in time, missed at the moment when its time was over, whether or not a reply came later. What is still running is not counted, nor are conversations to which no policy applies. Team and agent: who has the conversation now.',
    ja: 'SLAの目標時間が定められた返信（初回と2回目以降）のうち、期限までに返信した割合です。期限内に返信した時点で「達成」、期限を過ぎた時点で「未達成」として、1件につき1回だけ数えます（期限後に返信しても「未達成」のままです）。計測中のものと、目標時間の対象ではない会話は含みません。チームと担当者は、現在の担当で集計します。',
  },
  formula: {
    en: 'Replies promised and sent in time ÷ replies promised whose time is decided',
    ja: '期限までに送信した返信 ÷ 結果が確定した返信の目標',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: (period) => decidedPromises(period, ['first', 'next']),
}
