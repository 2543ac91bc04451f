import { z } from 'zod'
import type { SettingField } from '../kernel/settings-view.ts'

const inBoth = (longest: number) =>
  z.object({ ja: z.string().max(longest).optional(), en: z.string().max(longest).optional() }).prefault({})

/**
 * The setting `acknowledge`, for islands whose inboxes may confirm by themselves that a message came in; `enabled` is
 * its default. The delivery sends what it says, once for each conversation that a customer opens.
 */
export const acknowledgement = (enabled: boolean) =>
  z
    .object({
      enabled: z.boolean().default(enabled),
      subject: inBoth(200),
      text: inBoth(10_000).describe(
        '{name}, {reference} and {text} are filled in. With {text}, strangers can let you mail their words to anybody.',
      ),
      closed: z
        .object({
          enabled: z.boolean().default(false),
          text: inBoth(10_000).describe(
            '{opens} is filled in, too: when the calendar of the inbox opens again.',
          ),
        })
        .prefault({})
        .describe('Another text outside of open hours.'),
    })
    .prefault({})
    .describe('A receipt for whoever writes first; its texts are ours when left out.')

const whenAcknowledged = [{ path: 'acknowledge.enabled', is: [true] }]
const whenClosed = [...whenAcknowledged, { path: 'acknowledge.closed.enabled', is: [true] }]

/** How the setting `acknowledge` is asked for. */
export const acknowledgementFields: SettingField[] = [
  {
    path: 'acknowledge.enabled',
    label: { en: 'Confirm new messages by email', ja: '受付確認メールを自動送信する' },
    hint: {
      en: 'Sent once for each new conversation, when an address is known.',
      ja: '新しい会話ごとに1回、メールアドレスがわかるお客様に送信します。',
    },
  },
  {
    path: 'acknowledge.subject',
    label: { en: 'Subject', ja: '件名' },
    hint: { en: 'Leave empty for the standard text.', ja: '空欄の場合は標準の文面を使います。' },
    when: whenAcknowledged,
  },
  {
    path: 'acknowledge.text',
    label: { en: 'Text', ja: '本文' },
    hint: {
      en: '{name}, {reference} and {brand} are filled in. {text} repeats the customer’s message: with it, strangers could make you email their words to anyone.',
      ja: '{name}（お名前）、{reference}（受付番号）、{brand}（ブランド名）が差し込まれます。{text}（お問い合わせ内容）を入れると、第三者が任意の文面を他人宛てに送れてしまうため、必要な場合だけにしてください。',
    },
    as: 'lines',
    when: whenAcknowledged,
  },
  {
    path: 'acknowledge.closed.enabled',
    label: { en: 'Another text outside business hours', ja: '営業時間外は別の文面を送る' },
    hint: {
      en: 'By the calendar of this inbox: see Settings → Business hours.',
      ja: 'この窓口の営業時間にもとづいて切り替えます（「設定」→「営業時間」）。',
    },
    when: whenAcknowledged,
  },
  {
    path: 'acknowledge.closed.text',
    label: { en: 'Text outside business hours', ja: '営業時間外の本文' },
    hint: {
      en: 'Leave empty for the standard text. {opens} is filled in with when you open again.',
      ja: '空欄の場合は標準の文面を使います。{opens}には、次の営業開始日時が差し込まれます。',
    },
    as: 'lines',
    when: whenClosed,
  },
]
