/** A browser without screens: keeps the cookies of each origin, and follows nothing by itself. */
export class Jar {
  readonly #cookies = new Map<string, Map<string, string>>()

  #of(url: string): Map<string, string> {
    const { hostname, port } = new URL(url)
    const key = `${hostname}:${port}`
    const known = this.#cookies.get(key) ?? new Map<string, string>()
    this.#cookies.set(key, known)
    return known
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const kept = this.#of(url)
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) kept.delete(name)
      else kept.set(name, value)
    }
    return response
  }

  /** Asks the API as a page of the app does; gives status and body. */
  async call<T = Record<string, unknown>>(
    base: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T & { code?: string; detail?: string } }> {
    const response = await this.fetch(base + path, {
      method,
      headers: { 'x-madoguchi': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as never }
  }
}
