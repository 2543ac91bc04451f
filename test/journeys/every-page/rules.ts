import type { APIRequestContext, Page } from 'playwright-core'
import { answer, broken, type Place } from './acts.ts'

const made = async (request: APIRequestContext, path: string, data: object): Promise<string> => {
  const answer = await request.post(path, { data })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

/** Makes what the demo shop does not have: rules by what happens and by time, one of which is off. Gives the first one. */
export const prepareRules = async (request: APIRequestContext): Promise<string> => {
  const tag = await made(request, '/api/tags', { name: '返品・交換のご相談（至急の確認が必要なもの）' })
  const rule = await made(request, '/api/rules', {
    name: '返品と交換のお問い合わせを受け付けて、担当の係に回す',
    when: { events: ['conversation.created', 'message.received'] },
    applies: {
      match: 'all',
      of: [
        { condition: 'conversation.subject', how: 'contains', value: ['返品', '交換', '不良品'] },
        {
          match: 'any',
          of: [
            { condition: 'message.files', how: 'yes' },
            { condition: 'customer.conversations', how: 'at-least', value: 3 },
          ],
        },
      ],
    },
    steps: [
      { action: 'conversation.tag', fields: { tagIds: [tag] } },
      { action: 'conversation.note', fields: { text: '写真の有無を確認してください。', mentions: [] } },
    ],
    stops: true,
  })
  await made(request, '/api/rules', {
    name: '三日間のお待たせ',
    enabled: false,
    when: { moment: 'conversation.waiting', after: { amount: 3, unit: 'days' }, past: true },
    applies: null,
    steps: [{ action: 'conversation.note', fields: { text: 'お待たせしています。', mentions: [] } }],
  })
  return rule
}

const words = (en: string, ja: string) => ({ en, ja })
const leaf = (held: boolean) => ({
  condition: 'conversation.subject',
  title: words('Subject', '件名'),
  how: 'contains',
  comparison: words('contains one of', '次のいずれかを含む'),
  value: ['返品', '交換'],
  seen: '先日購入した急須の蓋が合わないため交換をお願いできますでしょうか',
  names: {},
  held,
})

/** Runs of every kind. */
const runs = (ruleId: string, conversationId: string) => ({
  items: (['done', 'failed', 'stopped', 'unchanged'] as const).map((state, nth) => ({
    id: ruleId.replace(/.$/, String(nth)),
    ruleId,
    rule: '返品と交換のお問い合わせを受け付けて、担当の係に回す',
    exists: true,
    version: 3,
    conversation: {
      id: conversationId,
      number: 1042 + nth,
      subject: '急須の蓋の件',
      customer: '西園寺 由紀子',
    },
    trigger: words('A message of the customer’s comes', 'お客様からメッセージが届いたとき'),
    at: '2026-11-23T01:12:00.000Z',
    state,
    reason: state === 'stopped' ? 'chain' : null,
    because: state === 'stopped' ? [{ id: ruleId, name: '優先度を上げる' }] : [],
    why: {
      match: 'all',
      held: true,
      of: [leaf(true), { match: 'any', held: true, of: [leaf(false), leaf(true)] }],
    },
    steps:
      state === 'stopped'
        ? []
        : [
            {
              action: 'conversation.priority',
              title: words('Set the priority', '優先度を変更する'),
              from: state === 'unchanged' ? null : words('Normal', '通常'),
              to: state === 'unchanged' ? null : words('High', '高'),
              state: state === 'failed' ? 'failed' : state === 'unchanged' ? 'unchanged' : 'done',
              why: null,
              code: state === 'failed' ? 'conversations.no-such-tag' : null,
              message: state === 'failed' ? 'This tag does not exist any more.' : null,
            },
          ],
  })),
  next: 'more',
})

const openAll = (list: string) => async (page: Page) => {
  const openers = page.locator(`${list} button[aria-expanded]`)
  await openers.first().waitFor()
  for (let nth = 0; nth < (await openers.count()); nth += 1) await openers.nth(nth).click()
}

/** Shows what stands beside the conversation, where there is no room for it at first, too. */
const beside = async (page: Page) => {
  const side = page.locator('aside')
  await page.locator('article header').first().waitFor()
  if ((await side.count()) === 0) await page.keyboard.press(']')
  await page.locator('#side-work').click()
  await openAll('aside ul')(page)
}

/** States of rules, by the route that they belong to. */
export const rulePlaces = (rule: string, conversation: string): Record<string, Place[]> => ({
  '/inbox/$conversationId': [
    {
      name: 'rule runs',
      path: `/inbox/${conversation}`,
      before: answer('**/api/conversations/*/rule-runs?*', runs(rule, conversation)),
      open: beside,
    },
  ],
  '/settings/rules': [
    { name: 'settings rules', path: '/settings/rules' },
    { name: 'settings rules empty', path: '/settings/rules', before: answer('**/api/rules', []) },
    { name: 'settings rules broken', path: '/settings/rules', before: broken('**/api/rules') },
    {
      name: 'settings rules remove',
      path: '/settings/rules',
      open: async (page) => {
        await page.locator('main ol button:has(svg.lucide-trash-2)').first().click()
        await page.getByRole('dialog').last().waitFor()
      },
    },
  ],
  '/settings/rules/$ruleId': [
    { name: 'settings rule new', path: '/settings/rules/new' },
    {
      name: 'settings rule tried',
      path: `/settings/rules/${rule}`,
      open: async (page) => {
        await page.locator('main button:has(svg.lucide-flask-conical)').click()
        await page.locator('main [aria-live] ul').first().waitFor()
      },
    },
    {
      name: 'settings rule log',
      path: `/settings/rules/${rule}`,
      before: answer('**/api/rules/*/runs?*', runs(rule, conversation)),
      open: openAll('main ul'),
    },
    { name: 'settings rule gone', path: '/settings/rules/00000000-0000-7000-8000-000000000000' },
  ],
})
