import type { OutgoingMessage } from '../channel.ts'
import type { Account } from './account.ts'
import { secretsShape, settingsShape } from './settings.ts'

/** An inbox for this island's tests; settings and secrets are completed by their shapes. */
export const testAccount = (
  settings: object = {},
  changes: { language?: string; secrets?: object } = {},
): Account => {
  const complete = settingsShape.parse({ address: 'support@shop.example', ...settings })
  return {
    workspaceId: 1,
    id: `inbox of ${complete.address}`,
    name: 'サポート窓口',
    address: complete.address,
    language: changes.language ?? 'en',
    token: 'token-0001',
    brand: { name: '緑の靴店', colour: '#000000' },
    settings: complete,
    secrets: secretsShape.parse({
      threadSecret: `secret of ${complete.address}`,
      password: 'x',
      ...changes.secrets,
    }),
  }
}

/** A message on its way out, for this island's tests. */
export const testMessage = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: '0192f000-0000-7000-8000-00000000000a',
  conversationId: '0192f000-0000-7000-8000-00000000000c',
  reference: '12345',
  text: 'お問い合わせありがとうございます。',
  subject: '返品について',
  to: [{ kind: 'email', value: 'hanako@customer.example', name: '山田 花子' }],
  cc: [],
  bcc: [],
  files: [],
  author: { name: '佐藤' },
  timeZone: 'Asia/Tokyo',
  createdAt: new Date('2026-11-22T01:00:00Z'),
  thread: { keys: [] },
  repeated: false,
  automatic: false,
  ...changes,
})
