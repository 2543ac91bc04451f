import { ApiProblem, asProblem } from '../../../../api/problem.ts'

/** What the server refused of conditions, as a problem of the field that they stand in; anything else as it is. */
export function atField(error: unknown, path: string): unknown {
  const { code, status, message, reasons } = asProblem(error)
  if (!code.startsWith('conditions.')) return error
  return new ApiProblem({ code, status, detail: message, reasons, fields: [{ path, message }] })
}
