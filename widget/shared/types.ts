/** Languages that the widget speaks. */
export type Language = 'ja' | 'en'

/** What the launcher needs to know; travels with the loader. */
export interface LauncherConfig {
  token: string
  colour: string
  theme: 'light' | 'dark' | 'auto'
  position: 'right' | 'left'
  distance: { side: number; bottom: number }
  language: 'auto' | Language
  fallbackLanguage: Language
}

/** How the shop's page says who its visitor is: a token of its back end, or a user id with its HMAC. */
export type Identity =
  | { token: string }
  | { userId: string | number; hash: string; name?: string; email?: string }

/** Where the visitor is, for the agent's eyes. */
export interface Place {
  url: string
  title: string
  referrer: string
  zone: string
}

/** What the window tells the launcher. */
export interface Surroundings {
  root: ShadowRoot
  /** Address of the product without a trailing slash. */
  base: string
  config: LauncherConfig
  language: Language
  identity: Identity | undefined
  place(): Place
  /** The visitor closed the window. */
  closed(): void
  unread(count: number): void
  /** Something that the shop's page may want to know. */
  tell(event: string, detail?: unknown): void
}

/** What the launcher asks of the window. */
export interface PanelHandle {
  open(): void
  close(): void
  identify(identity: Identity | undefined): void
  speak(language: Language): void
}

/** What the module of the window exports. */
export interface PanelModule {
  mount(surroundings: Surroundings): PanelHandle
}
