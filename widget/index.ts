import { readEmbedding } from './loader/config.ts'
import { Widget } from './loader/widget.ts'
import type { Identity, LauncherConfig } from './shared/types.ts'

/** `window.Madoguchi(command, ...)`; calls before the script is there wait in `q`. */
type Command = (...call: unknown[]) => void

declare global {
  interface Window {
    Madoguchi?: Command & { q?: ArrayLike<unknown>[]; ready?: true }
    MadoguchiConfig?: Partial<LauncherConfig>
  }
}

const commandsOf = (widget: Widget): Command => {
  const commands: Record<string, (...rest: unknown[]) => void> = {
    open: () => widget.open(),
    close: () => widget.close(),
    toggle: () => widget.toggle(),
    show: () => widget.hide(false),
    hide: () => widget.hide(true),
    identify: (identity) => widget.identify(identity as Identity),
    forget: () => widget.identify(undefined),
    setLanguage: (language) => widget.setLanguage(language),
    on: (event, listener) => {
      if (typeof listener === 'function') widget.on(String(event), listener as (detail: unknown) => void)
    },
  }
  return (name, ...rest) => commands[String(name)]?.(...rest)
}

const start = (): void => {
  // The same tag twice, or a page that runs its scripts again, is one widget.
  if (window.Madoguchi?.ready) return
  const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]')
  if (!(script instanceof HTMLScriptElement)) return
  const embedding = readEmbedding(window.MadoguchiConfig, { src: script.src, data: script.dataset })
  if (!embedding) return
  const waiting = window.Madoguchi?.q ?? []
  const command = commandsOf(new Widget(embedding))
  window.Madoguchi = Object.assign(command, { ready: true as const })
  for (const call of Array.from(waiting)) command(...Array.from(call))
}

start()
