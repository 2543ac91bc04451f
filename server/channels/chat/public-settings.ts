import type { ChatInbox } from './settings.ts'

/** What a window may know of its inbox. */
export const publicSettings = (inbox: ChatInbox, maxUploadBytes: number, closedUntil: Date | undefined) => {
  const { settings } = inbox
  return {
    brand: inbox.brand.name,
    ...launcherSettings(inbox),
    title: settings.title,
    opening: settings.opening,
    hours: settings.hours,
    closedUntil: closedUntil?.toISOString() ?? null,
    askName: settings.askName,
    askEmail: settings.askEmail,
    attachments: settings.attachments,
    largestBytes: Math.min(settings.largestMegabytes * 1024 * 1024, maxUploadBytes),
    sound: settings.sound,
    mailReplies: settings.mailReplies,
  }
}

/** What the launcher shows before anything else is loaded. */
export const launcherSettings = ({ settings, brand, language }: ChatInbox) => ({
  colour: settings.colour ?? brand.colour,
  theme: settings.theme,
  position: settings.position,
  distance: settings.distance,
  language: settings.language,
  fallbackLanguage: language === 'en' ? ('en' as const) : ('ja' as const),
})
