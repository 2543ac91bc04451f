import { ApiProblem, readProblem } from './problem.ts'
import { routes } from './routes.gen.ts'
import type { Output, Request, RouteName } from './types.ts'

/** How long an answer is waited for, in seconds, where the caller does not say. */
const patience = 30

interface Loose {
  params?: Record<string, string>
  query?: Record<string, string | number | boolean | null | undefined>
  body?: unknown
}

interface Extras {
  signal?: AbortSignal
  /** Key under which the server does a write once, however often it is asked. Made anew when left out. */
  idempotencyKey?: string
  /** Seconds to wait for the answer, for work that takes long by its nature; 30 when left out. */
  patienceSeconds?: number
}

/** Address of a route with its path parameters and query filled in. */
export function addressOf(path: string, { params, query }: Loose): string {
  const filled = path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? filled : `${filled}?${text}`
}

const listeners = new Set<() => void>()

/** Tells when the server says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function send(method: string, address: string, request: Loose & Extras): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['idempotency-key'] = request.idempotencyKey ?? crypto.randomUUID()
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  const timeout = AbortSignal.timeout((request.patienceSeconds ?? patience) * 1000)
  try {
    return await fetch(address, {
      method,
      headers,
      credentials: 'same-origin',
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
    })
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw new ApiProblem({ code: timeout.aborted ? 'timeout' : 'network', status: 0 })
  }
}

const isFirst = (name: RouteName): name is keyof typeof routes => Object.hasOwn(routes, name)

/** Method and path of a route that the first look does without. */
const laterRoute = async (name: Exclude<RouteName, keyof typeof routes>): Promise<string> => {
  const { laterRoutes } = await import('./routes-later.gen.ts').catch(() => {
    throw new ApiProblem({ code: 'network', status: 0 })
  })
  return laterRoutes[name]
}

type Arguments<N extends RouteName> =
  Record<never, never> extends Request<N> ? [request?: Request<N> & Extras] : [request: Request<N> & Extras]

/**
 * Calls a route of the server by its name. Gives what the contract says (null for 204); throws `ApiProblem`.
 * A request that got no answer in 30 seconds is given up.
 */
export async function call<N extends RouteName>(name: N, ...[request]: Arguments<N>): Promise<Output<N>> {
  const wanted: RouteName = name
  const route = isFirst(wanted) ? routes[wanted] : await laterRoute(wanted)
  const [method = 'GET', path = ''] = route.split(' ')
  const loose = (request ?? {}) as Loose & Extras
  const response = await send(method, addressOf(path, loose), loose)
  if (!response.ok) {
    if (response.status === 401) for (const listener of listeners) listener()
    throw await readProblem(response)
  }
  if (response.status === 204) return null as Output<N>
  return (await response.json()) as Output<N>
}
