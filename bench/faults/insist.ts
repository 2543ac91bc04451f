/** An answer over HTTP. */
export interface Answer {
  status: number
  json: unknown
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until something is so, or the time is over; gives whether it is so. */
export const until = async (isSo: () => Promise<boolean> | boolean, ms: number): Promise<boolean> => {
  const end = performance.now() + ms
  while (performance.now() < end) {
    if (await isSo()) return true
    await sleep(200)
  }
  return false
}

const attempt = async (
  url: string,
  method: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<Answer | undefined> => {
  try {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    })
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? null : JSON.parse(text) }
  } catch {
    return undefined
  }
}

/**
 * Calls an address again and again until somebody confirms, as a browser or a client with an idempotency key does.
 * @throws Error when it is refused for good, or nobody confirmed it within the time.
 */
export const insist = async (
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: unknown,
  patienceMs = 90_000,
): Promise<unknown> => {
  const end = performance.now() + patienceMs
  let last: Answer | undefined
  while (performance.now() < end) {
    last = await attempt(url, method, headers, body)
    if (last && last.status < 300) return last.json
    if (last && last.status < 500 && last.status !== 429) break
    await sleep(150)
  }
  throw new Error(`${method} ${url}: ${last ? `${last.status} ${JSON.stringify(last.json)}` : 'no answer'}`)
}
