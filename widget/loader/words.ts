import type { Language } from '../shared/types.ts'

/** Texts of the launcher. */
export const words = {
  ja: {
    open: 'チャットを開く',
    close: 'チャットを閉じる',
    unread: (count: number) => `チャットを開く（未読${count}件）`,
    news: (count: number) => `未読のメッセージが${count}件あります。`,
    failed: 'チャットを読み込めませんでした。通信環境をご確認のうえ、もう一度お試しください。',
  },
  en: {
    open: 'Open chat',
    close: 'Close chat',
    unread: (count: number) => `Open chat (${count} unread)`,
    news: (count: number) => `${count} unread ${count === 1 ? 'message' : 'messages'} in the chat.`,
    failed: 'The chat could not be loaded. Please check your connection and try again.',
  },
} satisfies Record<Language, object>
