const reasons = new Set<string>()
const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/** Asks before the page goes, as long as there is a reason: what is on its way would be lost. */
export function askBeforeLeaving(reason: string, wanted: boolean): void {
  if (wanted) reasons.add(reason)
  else reasons.delete(reason)
  if (reasons.size > 0) globalThis.addEventListener('beforeunload', ask)
  else globalThis.removeEventListener('beforeunload', ask)
}
