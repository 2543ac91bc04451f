import type { Page } from 'playwright-core'
import { answer, type Place } from './acts.ts'

/** What a provider said of somebody who tried it. */
const tried = {
  state: 'tried',
  next: null,
  report: {
    subject: '5f2c',
    email: 'yui.ito@shop.example',
    emailVerified: true,
    name: '伊藤 結衣',
    groups: ['全社員', 'カスタマーサポート部', 'カスタマーサポート部_夜間_2026'],
    person: 'new',
    role: 'agent',
    teamIds: [],
    refusal: 'access.sso-domain',
  },
}

/** A provider that the demo shop does not have. */
const provider = {
  id: '00000000-0000-7000-8000-0000000000bb',
  name: '社内アカウント（Entra ID）',
  issuer: 'https://login.microsoftonline.com/8f4c1c1e-5f0e-4a57-9d5e-3c1d2b1a0f00/v2.0',
  clientId: '0e1f2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
  state: 'on',
  hasSecret: true,
  people: 14,
  scopes: ['openid', 'profile', 'email'],
  groupsClaim: 'groups',
  emailDomains: ['shop.example', 'support.shop.example'],
  addsPeople: true,
  followsGroups: true,
  defaultRole: null,
  mappings: [
    { group: 'カスタマーサポート部_夜間_2026', role: 'agent', teamIds: [] },
    { group: '5b8e1d0c-0a3f-4d1e-9a53-0c2f6a7b8c9d', role: 'lead', teamIds: [] },
  ],
  signsOut: true,
  provenAt: '2026-11-20T01:00:00.000Z',
  redirectUri: 'https://desk.shop.example/sign-in/sso',
}
/** What its directory brought. */
const directory = {
  url: 'https://desk.shop.example/scim/v2',
  token: {
    prefix: 'mdgscim_4fK2xQ',
    createdAt: '2026-11-01T01:00:00.000Z',
    lastUsedAt: '2026-11-20T01:00:00.000Z',
  },
  people: 14,
  groups: [
    { id: '1', name: 'カスタマーサポート部_夜間_2026', people: 6, mapped: true },
    { id: '2', name: '全社員', people: 14, mapped: false },
  ],
}
/** What a look at it found: something of each kind. */
const checked = {
  steps: [
    {
      title: {
        en: 'Connection and issuer',
        ja: '接続と発行元',
      },
      state: 'ok',
      text: null,
    },
    {
      title: { en: 'Scopes', ja: '要求するスコープ' },
      state: 'note',
      text: {
        en: 'The provider does not list: groups.',
        ja: 'プロバイダーの一覧にないスコープがあります：groups。',
      },
    },
    {
      title: { en: 'Keys for its signatures', ja: '署名を検証する鍵' },
      state: 'failed',
      text: { en: 'The provider publishes no keys.', ja: 'プロバイダーが鍵を公開していません。' },
    },
  ],
}
const providers = async (page: Page) => {
  await answer('**/api/sso-providers', [provider])(page)
  await answer('**/api/sso-providers/*/scim', { ...directory, token: null, people: 0, groups: [] })(page)
}

/** A role that the workspace made; the demo shop has none. */
const ownRole = {
  id: '00000000-0000-7000-8000-0000000000aa',
  title: { en: '夜間・休日対応', ja: '夜間・休日対応' },
  fixed: false,
  description: '夜間と休日に届いた問い合わせに返信します。返金の判断はしません。',
  permissions: ['conversations.read', 'conversations.reply', 'conversations.write', 'customers.read'],
  allInboxes: false,
  agentIds: [],
}

/** Where sign-in providers send people back to. */
export const providerPlaces: Record<string, Place[]> = {
  '/sign-in/sso': [
    { name: 'sign-in by a provider refused', path: '/sign-in/sso?state=x&code=x', signedOut: true },
    {
      name: 'sign-in by a provider tried',
      path: '/sign-in/sso?state=x&code=x',
      before: answer('**/api/sso/finish', tried),
    },
  ],
}

/** Pages about roles and sign-in that the demo shop has nothing for. */
export const peoplePlaces: Record<string, Place[]> = {
  '/settings/sign-in/$providerId': [
    { name: 'settings provider', path: `/settings/sign-in/${provider.id}`, before: providers },
    {
      name: 'settings provider checked',
      path: `/settings/sign-in/${provider.id}`,
      before: async (page) => {
        await providers(page)
        await answer('**/api/sso-providers/*/check', checked)(page)
      },
      open: async (page) => {
        await page.getByRole('button', { name: /^(確認|Check)$/ }).click()
        await page.locator('[data-state=failed]').first().waitFor()
      },
    },
    {
      name: 'settings provider directory',
      path: `/settings/sign-in/${provider.id}`,
      before: async (page) => {
        await providers(page)
        await answer('**/api/sso-providers/*/scim', directory)(page)
      },
    },
    { name: 'settings provider gone', path: '/settings/sign-in/00000000-0000-7000-8000-000000000000' },
  ],
  '/settings/roles/$roleId': [
    { name: 'settings role', path: '/settings/roles/lead' },
    {
      name: 'settings role of the workspace',
      path: `/settings/roles/${ownRole.id}`,
      before: async (page) => {
        const roles = await (await page.request.get('/api/roles')).json()
        await answer('**/api/roles', [...roles, ownRole])(page)
      },
    },
    { name: 'settings role gone', path: '/settings/roles/00000000-0000-7000-8000-000000000000' },
  ],
}
