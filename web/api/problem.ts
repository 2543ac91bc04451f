import type { Problem } from './types.ts'

/**
 * An error of the API. `code` is open and owned by a room (`conversations.answered-meanwhile`); the codes `network`
 * and `timeout` are made here, when no answer came at all. `message` is a sentence for people, in English.
 */
export class ApiProblem extends Error {
  readonly code: string
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly fields: NonNullable<Problem['fields']>
  readonly retryAfterSeconds: number | undefined
  /** The most that is taken, in bytes, of something that was larger. */
  readonly limitBytes: number | undefined
  /** What it was refused for, one by one; the code says which members each has. */
  readonly reasons: NonNullable<Problem['reasons']>
  readonly requestId: string | undefined

  constructor(problem: Partial<Problem> & Pick<Problem, 'code' | 'status'>) {
    super(problem.detail ?? problem.title ?? problem.code)
    this.name = 'ApiProblem'
    this.code = problem.code
    this.status = problem.status
    this.fields = problem.fields ?? []
    this.retryAfterSeconds = problem.retryAfterSeconds
    this.limitBytes = problem.limitBytes
    this.reasons = problem.reasons ?? []
    this.requestId = problem.requestId
  }

  /** True when the same request may succeed in a moment: nothing was refused. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/** The problem in an answer that is not a success, whatever the body is. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const fallback = { code: `http-${response.status}`, status: response.status, title: response.statusText }
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
      return new ApiProblem({ ...(body as Problem), status: response.status })
    }
  } catch {
    // Not JSON: a proxy in between answered.
  }
  return new ApiProblem(fallback)
}

/** Whatever was thrown, as a problem. */
export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem({
        code: 'screen',
        status: -1,
        detail: error instanceof Error ? error.message : String(error),
      })
