import type { ComponentType } from 'react'

/** A screen that is fetched when it is first wanted. */
type Screen = () => Promise<{ default: ComponentType }>

/**
 * One page of the settings: menu, route and command come from it. Its icon stands in `frame/icons.ts`, which the app does
 * not fetch before the menu is looked at.
 */
export interface SettingsPage {
  /** Its address below `/settings/`. */
  path: string
  group: SettingsGroup
  /** Key of its name, in the texts that are always loaded: `app:settings.teams`. */
  text: string
  /** More words under which the command bar finds it, in both languages. */
  words?: string
  /** Permission without which nobody sees it. The server refuses by itself; this only hides. */
  permission?: string
  load: Screen
  /** Texts that it needs besides those of the settings. */
  texts?: readonly string[]
  /** Screens below it, by the rest of their address: `new`, `$inboxId`. */
  below?: Readonly<Record<string, Screen>>
}

/** Groups of the menu, from top to bottom. */
export const settingsGroups = ['own', 'workspace', 'team', 'people', 'inboxes', 'connections'] as const
export type SettingsGroup = (typeof settingsGroups)[number]

/** Every page, in the order of the menu within its group. */
export const settingsPages: readonly SettingsPage[] = [
  {
    path: 'account',
    group: 'own',
    text: 'app:settings.account',
    words: 'profile name signature theme dark language 名前 署名 外観 ダーク 言語',
    load: () => import('./account/Profile.tsx'),
    texts: ['account'],
  },
  {
    path: 'notifications',
    group: 'own',
    text: 'app:settings.notifications',
    words: 'notification desktop sound alert mention 通知 お知らせ 音 デスクトップ メンション',
    load: () => import('./notifications/Notifications.tsx'),
    texts: ['notify'],
  },
  {
    path: 'security',
    group: 'own',
    text: 'app:settings.security',
    words: 'password passkey two factor sessions sign in パスワード パスキー 二段階認証 ログイン',
    load: () => import('./account/Security.tsx'),
    texts: ['account'],
  },
  {
    path: 'workspace',
    group: 'workspace',
    text: 'app:settings.workspace',
    words: 'name language time zone 名前 言語 タイムゾーン',
    permission: 'settings.write',
    load: () => import('./workspace/Workspace.tsx'),
  },
  {
    path: 'brands',
    group: 'workspace',
    text: 'app:settings.brands',
    words: 'brand shop colour ブランド 店舗 色',
    permission: 'settings.write',
    load: () => import('./brands/Brands.tsx'),
  },
  {
    path: 'hours',
    group: 'team',
    text: 'app:settings.hours',
    words: 'business hours calendar holidays opening 営業時間 カレンダー 祝日 休業日',
    permission: 'settings.write',
    load: () => import('./hours/Hours.tsx'),
    below: { $calendarId: () => import('./hours/CalendarPage.tsx') },
  },
  {
    path: 'sla',
    group: 'team',
    text: 'app:settings.sla',
    words: 'response time deadline 初回返信 対応期限',
    permission: 'sla.write',
    load: () => import('./sla/Policies.tsx'),
    texts: ['sla', 'clocks', 'conditions'],
    below: { $policyId: () => import('./sla/PolicyPage.tsx') },
  },
  {
    path: 'answers',
    group: 'team',
    text: 'app:settings.answers',
    words: 'answer limit watchdog unanswered bot queue 返信 期限 未返信 放置 ボット',
    permission: 'settings.write',
    load: () => import('./answers/AnswerLimits.tsx'),
  },
  {
    path: 'tags',
    group: 'workspace',
    text: 'app:settings.tags',
    words: 'tags labels タグ ラベル',
    permission: 'settings.write',
    load: () => import('./tags/Tags.tsx'),
  },
  {
    path: 'sending',
    group: 'workspace',
    text: 'app:settings.sending',
    words:
      'checks before sending wrong name attachment forbidden words 送信前 確認 誤送信 宛名 敬称 添付忘れ 禁止語 注意語',
    permission: 'settings.write',
    load: () => import('./sending/Sending.tsx'),
    texts: ['sending'],
  },
  {
    path: 'attributes',
    group: 'workspace',
    text: 'app:settings.attributes',
    words: 'customer attributes custom fields お客様 属性 項目 カスタム',
    permission: 'settings.write',
    load: () => import('./attributes/Attributes.tsx'),
  },
  {
    path: 'figures',
    group: 'workspace',
    text: 'app:settings.figures',
    words: 'reports figures rebuild first contact resolution レポート 集計 再集計 初回解決 一次解決',
    permission: 'settings.write',
    load: () => import('./reports/Figures.tsx'),
  },
  {
    path: 'inboxes',
    group: 'inboxes',
    text: 'app:settings.inboxes',
    words:
      'channel connect embed code widget mail chat form チャンネル 受信箱 接続 メール チャット フォーム 埋め込み',
    permission: 'intake.retry',
    load: () => import('./inboxes/Inboxes.tsx'),
    texts: ['quarantine', 'health'],
    below: {
      new: () => import('./inboxes/NewInbox.tsx'),
      $inboxId: () => import('./inboxes/InboxPage.tsx'),
      '$inboxId/health': () => import('./inboxes/health/HealthPage.tsx'),
    },
  },
  {
    path: 'people',
    group: 'people',
    text: 'app:settings.people',
    words: 'invite agent role password second factor 招待 権限 パスワード 担当者',
    permission: 'people.write',
    load: () => import('./people/People.tsx'),
    below: { $agentId: () => import('./people/Person.tsx') },
  },
  {
    path: 'teams',
    group: 'people',
    text: 'app:settings.teams',
    words: 'team members チーム 部署',
    permission: 'people.write',
    load: () => import('./teams/Teams.tsx'),
  },
  {
    path: 'keys',
    group: 'connections',
    text: 'app:settings.keys',
    words: 'api key token integration 連携 トークン',
    permission: 'settings.write',
    load: () => import('./keys/ApiKeys.tsx'),
    texts: ['connections'],
  },
  {
    path: 'webhooks',
    group: 'connections',
    text: 'app:settings.webhooks',
    words: 'webhook event delivery log integration 連携 通知 配信',
    permission: 'settings.write',
    load: () => import('./webhooks/Webhooks.tsx'),
    texts: ['connections'],
    below: { $webhookId: () => import('./webhooks/WebhookPage.tsx') },
  },
  {
    path: 'keeping',
    group: 'workspace',
    text: 'app:settings.keeping',
    words:
      'retention keeping erase privacy mask card number personal data 保管 保存期間 削除 消去 個人情報 カード番号 マスキング マイナンバー',
    permission: 'settings.write',
    load: () => import('./keeping/Keeping.tsx'),
    texts: ['keeping'],
  },
  {
    path: 'audit',
    group: 'workspace',
    text: 'app:settings.audit',
    words: 'audit log history who changed 操作ログ 監査 履歴',
    permission: 'audit.read',
    load: () => import('./audit/Audit.tsx'),
    texts: ['audit'],
  },
]
