import { tellHere } from '../../api/live/index.ts'
import { resume } from './push.ts'

/** Whoever touched nothing for so long does not look at the screen, in ms. */
const idleAfter = 5 * 60_000
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Says whether the person looks at this screen, so that nothing is pushed or mailed meanwhile; gives back how to stop. */
function watchAttention(): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let told = false
  let idle: ReturnType<typeof setTimeout> | undefined
  const tell = (on: boolean) => {
    if (on === told) return
    told = on
    tellHere(on)
  }
  const look = () => {
    clearTimeout(idle)
    const on = document.visibilityState === 'visible' && document.hasFocus()
    if (on) idle = setTimeout(() => tell(false), idleAfter)
    tell(on)
  }
  // Many of them come in a second; only the first after a while means anything.
  let last = 0
  const touched = () => {
    if (told && Date.now() - last < 10_000) return
    last = Date.now()
    look()
  }
  for (const name of touches) addEventListener(name, touched, { signal, passive: true })
  for (const name of ['focus', 'blur'] as const) addEventListener(name, look, { signal })
  document.addEventListener('visibilitychange', look, { signal })
  look()
  return () => {
    stop.abort()
    clearTimeout(idle)
    tell(false)
  }
}

/** Opens what somebody pressed among their device's notices, in this page; gives back how to stop. */
function followNotices(open: (href: string) => void): () => void {
  const stop = new AbortController()
  navigator.serviceWorker?.addEventListener(
    'message',
    ({ data }: MessageEvent<{ type?: unknown; href?: unknown }>) => {
      if (data.type === 'open' && typeof data.href === 'string' && data.href.startsWith('/')) open(data.href)
    },
    { signal: stop.signal },
  )
  return () => stop.abort()
}

/** Everything about notices that begins once the app is there; gives back how to stop. */
export function beginNotices(agentId: string, open: (href: string) => void): () => void {
  const stops = [watchAttention(), followNotices(open)]
  resume(agentId).catch(() => undefined)
  return () => {
    for (const stop of stops) stop()
  }
}
