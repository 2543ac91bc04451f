/** Under which headings permissions stand, from top to bottom. */
export const permissionGroups = [
  { id: 'conversations', title: { en: 'Conversations', ja: '会話' } },
  { id: 'customers', title: { en: 'Customers', ja: 'お客様情報' } },
  { id: 'library', title: { en: 'Approved answers', ja: '定型文' } },
  { id: 'leading', title: { en: 'Leading the team', ja: 'チームの管理' } },
  { id: 'reports', title: { en: 'Reports', ja: 'レポート' } },
  { id: 'house', title: { en: 'Managing the workspace', ja: 'ワークスペースの管理' } },
] as const
