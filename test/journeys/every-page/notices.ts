import type { Page } from 'playwright-core'
import { answer, broken, type Place } from './acts.ts'

/** What somebody was told on a busy morning. */
const told = answer('**/api/me/notices?*', {
  items: [
    ['mentioned', '佐藤 花さんからメンションされました', 1, false],
    [
      'promise-broken',
      'ヴォルフガング・アマデウス・シュヴァルツェンベルク＝リヒテンシュタイン様への返信期限を過ぎました',
      1,
      false,
    ],
    ['replied', '山田 太郎様から返信がありました', 12, false],
    ['assigned', '鈴木 一郎さんから会話が割り当てられました', 1, true],
  ].map(([happening, title, count, read], place) => ({
    id: `01a20a03-0000-7000-8000-00000000000${place}`,
    happening,
    title,
    conversation: {
      id: '01a20a03-0000-7000-8000-000000000000',
      number: 1000 + place,
      subject: '急須のふたが割れて届きました。交換していただくことはできますでしょうか',
    },
    text: 'お世話になっております。先日注文した急須ですが、箱を開けたところふたが割れておりました。',
    href: '/inbox',
    count,
    at: new Date(Date.now() - place * 3_600_000).toISOString(),
    read,
  })),
  next: null,
})
/** What became of what somebody was told. */
const sent = async (page: Page) => {
  const later = new Date(Date.now() + 3_600_000).toISOString()
  const row = (way: string, state: string, reason: string | null, more: object = {}) => ({
    way,
    state,
    reason,
    detail: null,
    devices: null,
    at: state === 'waiting' ? null : new Date().toISOString(),
    dueAt: later,
    ...more,
  })
  const items = [
    ['佐藤 花さんからメンションされました', 'person', [row('push', 'sent', null, { devices: 2 })]],
    [
      'ヴォルフガング・アマデウス・シュヴァルツェンベルク＝リヒテンシュタイン様への返信期限を過ぎました',
      'holder',
      [
        row('push', 'failed', 'unreachable', {
          detail: {
            en: 'The push service responded with 503.',
            ja: 'プッシュサービスから 503 が返されました。',
          },
        }),
        row('mail', 'waiting', 'quiet'),
      ],
    ],
    [
      '山田 太郎様から返信がありました',
      'groups',
      [row('push', 'skipped', 'read'), row('mail', 'skipped', 'not-ready')],
    ],
    ['テスト通知です', 'test', []],
  ].map(([title, why, sendings], place) => ({
    id: `01a20a03-0000-7000-8000-00000000000${place}`,
    at: new Date(Date.now() - place * 3_600_000).toISOString(),
    happening: 'mentioned',
    title,
    conversation:
      place === 3
        ? null
        : { id: '01a20a03-0000-7000-8000-000000000000', number: 1000 + place, subject: '急須' },
    href: '/inbox',
    count: 1,
    why,
    ways: ['app', 'desktop', 'push', 'mail'],
    sendings,
  }))
  await answer('**/tellings?*', { items, next: null })(page)
}

/** A person with more devices than fit, who wants mail once a day and no words in it. */
const chosen = async (page: Page) => {
  await page.route('**/api/me/notifications', async (route) => {
    const settings = (await (await route.fetch()).json()) as object
    const preferences = {
      quiet: { kind: 'hours', from: 1320, to: 480 },
      mails: 'daily',
      mailsAt: 480,
      pushWords: true,
      mailWords: false,
    }
    await route.fulfill({ json: { ...settings, preferences, mailReady: false } })
  })
  const devices = [
    ['iPhone・Safari', true, null],
    [
      'Windows・Chrome',
      false,
      { en: 'The push service responded with 503.', ja: 'プッシュサービスから 503 が返されました。' },
    ],
  ].map(([name, current, problem], place) => ({
    id: `01a20a03-0000-7000-8000-00000000000${place}`,
    name,
    current,
    createdAt: new Date(0).toISOString(),
    sentAt: new Date().toISOString(),
    problem,
  }))
  await answer('**/api/me/push-devices', devices)(page)
}

/** Pages of what people are told, and how. */
export const noticePlaces = ({ agent }: { agent: string }): Record<string, Place[]> => ({
  '/notices': [
    { name: 'notices', path: '/notices', before: told },
    { name: 'notices empty', path: '/notices?show=unread' },
    {
      name: 'notices broken',
      path: '/notices',
      before: broken('**/api/me/notices?*'),
    },
  ],
  '/settings/people/$agentId/notifications': [
    { name: 'notifications of somebody', path: `/settings/people/${agent}/notifications`, before: sent },
  ],
  '/settings/notifications/history': [
    { name: 'notifications history', path: '/settings/notifications/history', before: sent },
    {
      name: 'notifications history broken',
      path: '/settings/notifications/history',
      before: broken('**/api/me/tellings?*'),
    },
  ],
  '/settings/notifications': [
    { name: 'notifications chosen', path: '/settings/notifications', before: chosen },
  ],
})
