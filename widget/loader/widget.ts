import { tabKeep } from '../shared/keep.ts'
import { chooseLanguage } from '../shared/language.ts'
import type { Identity, Language, PanelHandle, Place } from '../shared/types.ts'
import type { Embedding } from './config.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { loadPanel } from './load-panel.ts'

type Listener = (detail: unknown) => void

/** Below this a window covers the whole page: it does not open by itself there. */
const PHONE = '(max-width: 480px)'

/** The launcher with everything that the page may ask of it. The window is loaded when it is first needed. */
export class Widget {
  readonly #embedding: Embedding
  readonly #launcher: Launcher
  readonly #listeners = new Map<string, Listener[]>()
  #panel: Promise<PanelHandle> | undefined
  #isOpen = false
  #identity: Identity | undefined
  #wished: Language | undefined

  constructor(embedding: Embedding) {
    this.#embedding = embedding
    this.#launcher = createLauncher(embedding.config, this.#language(), () => this.toggle())
    const before = tabKeep.get(this.#key)
    // Whoever talked on the page before keeps the window, or at least the news; nobody else loads anything.
    if (before === 'open' && !matchMedia(PHONE).matches) this.open()
    else if (before) this.#load().catch(() => undefined)
  }

  get #key(): string {
    return `madoguchi:${this.#embedding.config.token}:window`
  }

  open(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#launcher.busy(true)
    this.#launcher.trouble(false)
    this.#load().then(
      (panel) => {
        this.#launcher.busy(false)
        if (!this.#isOpen) return
        this.#launcher.show(true)
        tabKeep.set(this.#key, 'open')
        panel.open()
        this.#tell('open')
      },
      () => {
        this.#isOpen = false
        this.#launcher.busy(false)
        this.#launcher.trouble(true)
      },
    )
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#launcher.show(false)
    tabKeep.set(this.#key, 'closed')
    this.#panel?.then(
      (panel) => panel.close(),
      () => undefined,
    )
    this.#tell('close')
  }

  toggle(): void {
    if (this.#isOpen) this.close()
    else this.open()
  }

  /** The page says who its visitor is. */
  identify(identity: Identity | undefined): void {
    this.#identity = identity
    this.#panel?.then(
      (panel) => panel.identify(identity),
      () => undefined,
    )
  }

  /** Sets the language; anything else follows the page again. */
  setLanguage(language: unknown): void {
    this.#wished = language === 'ja' || language === 'en' ? language : undefined
    this.#launcher.speak(this.#language())
    this.#panel?.then(
      (panel) => panel.speak(this.#language()),
      () => undefined,
    )
  }

  hide(on: boolean): void {
    this.#launcher.hide(on)
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }

  #tell(event: string, detail?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      // The page's mistakes stay the page's.
      queueMicrotask(() => listener(detail))
    }
  }

  #language(): Language {
    const { language, fallbackLanguage } = this.#embedding.config
    const own = language === 'auto' ? undefined : language
    const page = document.documentElement.lang
    return chooseLanguage([this.#wished, own, page, ...navigator.languages], fallbackLanguage)
  }

  #load(): Promise<PanelHandle> {
    this.#panel ??= this.#mount().catch((error: unknown) => {
      this.#panel = undefined
      throw error
    })
    return this.#panel
  }

  async #mount(): Promise<PanelHandle> {
    const { base, config } = this.#embedding
    const panel = await loadPanel(base)
    return panel.mount({
      root: this.#launcher.root,
      base,
      config,
      language: this.#language(),
      identity: this.#identity,
      place: whereWeAre,
      closed: () => {
        this.close()
        this.#launcher.focus()
      },
      unread: (count) => {
        this.#launcher.unread(count)
        this.#tell('unread', count)
      },
      tell: (event, detail) => this.#tell(event, detail),
    })
  }
}

const whereWeAre = (): Place => ({
  url: location.href,
  title: document.title,
  referrer: document.referrer,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
})
