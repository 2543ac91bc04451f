import { call } from '../../api/call.ts'
import { askPermission } from './permission.ts'

/** Whether this browser can be sent something while no page is open; `install`: only once the app is on the home screen. */
export type PushSupport = 'possible' | 'install' | 'insecure' | 'unsupported'

const isApple = () => /iPhone|iPad|iPod/.test(navigator.userAgent)
const isInstalled = () => matchMedia('(display-mode: standalone)').matches

/** How it stands with this browser. */
export function pushSupport(): PushSupport {
  if (!globalThis.isSecureContext) return 'insecure'
  if ('serviceWorker' in navigator && 'PushManager' in globalThis) return 'possible'
  return isApple() && !isInstalled() ? 'install' : 'unsupported'
}

/** What this browser is sent by; null where it is sent nothing. */
export async function subscription(): Promise<PushSubscription | null> {
  if (pushSupport() !== 'possible') return null
  const worker = await navigator.serviceWorker.getRegistration()
  return (await worker?.pushManager.getSubscription()) ?? null
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const textOf = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Makes this browser known to the server, for whoever is signed in here. */
async function keepSubscription(subscribed: PushSubscription): Promise<void> {
  await call('notifications.keepPushDevice', {
    body: {
      endpoint: subscribed.endpoint,
      keys: { p256dh: textOf(subscribed.getKey('p256dh')), auth: textOf(subscribed.getKey('auth')) },
    },
  })
}

/** Whose browser it is: who signs in after somebody else is asked before they are sent anything. */
const owner = 'madoguchi.push'
/** Made known since this window was opened. */
const known = 'madoguchi.push.known'

/** Makes this browser known again after its person signed in anew; that ended with the session before. */
export async function resume(agentId: string): Promise<void> {
  if (localStorage.getItem(owner) !== agentId || sessionStorage.getItem(known) === agentId) return
  const subscribed = await subscription()
  if (!subscribed) return
  await keepSubscription(subscribed)
  sessionStorage.setItem(known, agentId)
}

/** Has this browser sent what the person wants pushed; false where they, or the browser, do not let us. */
export async function subscribe(agentId: string): Promise<boolean> {
  if ((await askPermission()) !== 'granted') return false
  const { publicKey } = await call('notifications.getPushKey')
  const worker = await navigator.serviceWorker.register('/sw.js')
  await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) }
  const subscribed = await worker.pushManager.subscribe(options).catch(async (error: unknown) => {
    // One of another key is in the way: the server's was made anew.
    const old = await worker.pushManager.getSubscription()
    if (!old) throw error
    await old.unsubscribe()
    return worker.pushManager.subscribe(options)
  })
  await keepSubscription(subscribed)
  localStorage.setItem(owner, agentId)
  return true
}

/** Sends nothing to this browser any more. */
export async function unsubscribe(): Promise<void> {
  localStorage.removeItem(owner)
  await (await subscription())?.unsubscribe()
}
