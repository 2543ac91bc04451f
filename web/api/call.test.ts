import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressOf, call, onSignedOut } from './call.ts'
import { ApiProblem } from './problem.ts'

const answer = (status: number, body: unknown, type = 'application/json') =>
  new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': type },
  })

afterEach(() => vi.unstubAllGlobals())

describe('addressOf', () => {
  it('fills in parameters and leaves out what is not asked for', () => {
    const address = addressOf('/api/things/:thingId/parts', {
      params: { thingId: 'a/b ?' },
      query: { q: '返品 100%', cursor: undefined, inboxId: '', limit: 50, waiting: false },
    })
    expect(address).toBe('/api/things/a%2Fb%20%3F/parts?q=%E8%BF%94%E5%93%81+100%25&limit=50&waiting=false')
  })
})

describe('call', () => {
  it('sends JSON with a key for doing it once', async () => {
    const fetched = vi.fn<typeof fetch>(() => Promise.resolve(answer(200, { id: '1' })))
    vi.stubGlobal('fetch', fetched)
    await call('conversations.setPriority', { params: { conversationId: 'c1' }, body: { priority: 'high' } })
    const [address, init] = fetched.mock.calls[0] ?? []
    expect(address).toBe('/api/conversations/c1/priority')
    expect(init?.method).toBe('PUT')
    expect(init?.body).toBe('{"priority":"high"}')
    expect(new Headers(init?.headers).get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('gives null for an answer without a body', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(answer(204, null)))
    expect(await call('access.signOut')).toBeNull()
  })

  it('throws the problem that the server describes', async () => {
    const problem = { type: 'about:blank', title: 'Conflict', status: 409, code: 'x.y', detail: 'Do this.' }
    vi.stubGlobal('fetch', () => Promise.resolve(answer(409, problem)))
    await expect(call('access.me')).rejects.toMatchObject({ code: 'x.y', status: 409, message: 'Do this.' })
  })

  it('copes with an answer of a proxy that is no problem document', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(answer(502, '<h1>Bad gateway</h1>', 'text/html')))
    const error = await call('access.me').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({ code: 'http-502', passing: true })
  })

  it('says so when no answer came', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(call('access.me')).rejects.toMatchObject({ code: 'network', status: 0, passing: true })
  })

  it('tells when nobody is signed in any more', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(answer(401, { code: 'access.signed-out' })))
    const heard = vi.fn<() => void>()
    const stop = onSignedOut(heard)
    await expect(call('access.me')).rejects.toMatchObject({ status: 401 })
    stop()
    expect(heard).toHaveBeenCalledOnce()
  })
})
