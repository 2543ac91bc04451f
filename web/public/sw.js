// Shows what is pushed to this browser. It keeps no page and nothing of anybody's, so that nothing in it can be out of date.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { title, body, href, tag, unread } = event.data?.json() ?? {}
  const shown = self.registration.showNotification(title ?? 'Madoguchi', {
    body: body ?? '',
    tag: tag ?? 'madoguchi',
    renotify: true,
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    data: { href: href ?? '/notices' },
  })
  const counted = unread > 0 ? self.navigator.setAppBadge?.(unread) : self.navigator.clearAppBadge?.()
  event.waitUntil(Promise.all([shown, counted?.catch(() => undefined)]))
})

// A page that is open shows it; else one is opened.
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { href } = event.notification.data
  const open = async () => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    const page = pages.find(({ focused }) => focused) ?? pages[0]
    if (!page) return self.clients.openWindow(href)
    page.postMessage({ type: 'open', href })
    return page.focus()
  }
  event.waitUntil(open())
})

// The push service wants another address: the server is told of it by whoever is still signed in here.
self.addEventListener('pushsubscriptionchange', (event) => {
  const again = async () => {
    const next =
      event.newSubscription ??
      (await self.registration.pushManager.subscribe(
        event.oldSubscription?.options ?? { userVisibleOnly: true },
      ))
    const { endpoint, keys } = next.toJSON()
    await fetch('/api/me/push-devices', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, keys }),
    })
  }
  event.waitUntil(again())
})
