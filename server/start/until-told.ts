import { StartError } from './start-error.ts'

/**
 * Runs work that may be stopped with Ctrl-C or a signal: the first one aborts, a second one ends the process at once.
 * Whatever the aborted work then fails with becomes `sentence`.
 */
export const untilTold = async <T>(
  sentence: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const stop = new AbortController()
  const told = (): void => {
    if (stop.signal.aborted) process.exit(1)
    stop.abort()
  }
  process.on('SIGINT', told)
  process.on('SIGTERM', told)
  try {
    return await work(stop.signal)
  } catch (error) {
    if (stop.signal.aborted) throw new StartError(sentence)
    throw error
  } finally {
    process.off('SIGINT', told)
    process.off('SIGTERM', told)
  }
}
