/** Something took longer than it may. */
class DeadlinePassed extends Error {}

/** The promise's result, or `DeadlinePassed` after so many milliseconds; `giveUp` frees what the promise waits on. */
export const withDeadline = async <T>(
  promise: Promise<T>,
  milliseconds: number,
  giveUp: () => void,
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      giveUp()
      reject(new DeadlinePassed('The other side took too long.'))
    }, milliseconds)
  })
  // Whoever loses the race must not end the process.
  promise.catch(() => undefined)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
