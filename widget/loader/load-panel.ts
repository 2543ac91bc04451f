import type { PanelModule } from '../shared/types.ts'

let failures = 0

/** Loads the window from where the launcher came from; rejects when it can't be had. */
export const loadPanel = async (base: string): Promise<PanelModule> => {
  // A failed import is remembered by the browser; a new address is asked again.
  const again = failures === 0 ? '' : `?again=${failures}`
  try {
    return (await import(/* @vite-ignore */ `${base}/widget/panel.js${again}`)) as PanelModule
  } catch (error) {
    failures += 1
    throw error
  }
}
