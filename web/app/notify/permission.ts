/** Whether notices can be shown on this desktop: what the browser says, or why it cannot be asked. */
export type NoticePermission = NotificationPermission | 'insecure' | 'unsupported'

/** How the permission stands now. */
export function noticePermission(): NoticePermission {
  if (!globalThis.isSecureContext) return 'insecure'
  return 'Notification' in globalThis ? Notification.permission : 'unsupported'
}

/** Asks the person for the permission, where the browser still lets us; gives how it stands then. */
export async function askPermission(): Promise<NoticePermission> {
  if (noticePermission() === 'default') await Notification.requestPermission()
  return noticePermission()
}

/** Tells when the permission changes, in the browser's own settings too; gives back how to stop. */
export function onPermission(listener: () => void): () => void {
  const stop = new AbortController()
  navigator.permissions?.query({ name: 'notifications' }).then(
    (status) => status.addEventListener('change', listener, { signal: stop.signal }),
    // A browser that cannot tell is asked again when the page is opened.
    () => undefined,
  )
  return () => stop.abort()
}
