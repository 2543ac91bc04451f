/** How the live connection stands. */
export interface ConnectionState {
  state: 'connecting' | 'open' | 'lost'
  /** When the server was last heard, in ms; 0 before the first time. What is shown is at least as new. */
  heardAt: number
  /** True once there has been no connection for longer than a hiccup: worth telling. */
  troubled: boolean
}

/** A shorter break is nobody's business, in ms. */
const patience = 2500

let current: ConnectionState = { state: 'connecting', heardAt: 0, troubled: false }
let timer: ReturnType<typeof setTimeout> | undefined
let skew = 0
const listeners = new Set<() => void>()
const change = (next: ConnectionState) => {
  current = next
  for (const listener of listeners) listener()
}

/** A store for `useSyncExternalStore`. */
export const connection = {
  get: (): ConnectionState => current,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  set(state: ConnectionState['state']): void {
    if (state === current.state) return
    if (state === 'open') {
      clearTimeout(timer)
      timer = undefined
    } else {
      timer ??= setTimeout(() => change({ ...current, troubled: true }), patience)
    }
    change({ ...current, state, troubled: state !== 'open' && current.troubled })
  },
  /** Notes a sign of life. No listener is told: it happens all the time and matters only once it is lost. */
  heard(): void {
    current = { ...current, heardAt: Date.now() }
  },
  setServerTime(serverTime: string): void {
    const time = Date.parse(serverTime)
    if (Number.isFinite(time)) skew = time - Date.now()
  },
}

/** Now by the server's clock, in ms: count-downs to a moment that the server named use it. */
export const serverNow = (): number => Date.now() + skew
