/** For so long a notice belongs to the screen that took it: screens hear of it at nearly the same moment. */
const held = 5000
/** A screen on which the person is comes first, in ms before the others. */
const headStart = 150

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * True on one of the person's open screens only, so that a notice is shown once however many there are. `here`: the
 * person looks at this one.
 */
export async function claim(id: string, here: boolean): Promise<boolean> {
  // Only safe addresses have locks; without them each screen speaks for itself.
  if (!('locks' in navigator)) return true
  if (!here) await sleep(headStart)
  return new Promise((resolve) => {
    void navigator.locks.request(`notice ${id}`, { ifAvailable: true }, async (lock) => {
      resolve(lock !== null)
      if (lock) await sleep(held)
    })
  })
}
