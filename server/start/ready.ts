import type { Database } from '../kernel/db/index.ts'
import { ping } from './queries/health.ts'

/** True when the database answers within two seconds: the product can take work. */
export const isReady = async (database: Database): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 2000)
  })
  const answer = ping(database.reference).then(
    () => true,
    () => false,
  )
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer))
}
