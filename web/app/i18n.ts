import i18n, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'

export type Language = 'ja' | 'en'

const kept = 'madoguchi.language'
const files = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', { import: 'default' })

/** Texts come by language and feature, when a screen first wants them. */
const texts: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[`../locales/${language}/${namespace}.json`]
    if (!load) {
      done(new Error(`No texts ${language}/${namespace}`), false)
      return
    }
    load().then(
      (found) => done(null, found),
      (error: unknown) => done(error as Error, true),
    )
  },
}

const asLanguage = (text: string | null): Language | undefined =>
  text === 'ja' || text === 'en' ? text : undefined

const firstLanguage = (): Language =>
  asLanguage(localStorage.getItem(kept)) ?? (navigator.language.startsWith('ja') ? 'ja' : 'en')

const tellDocument = (language: string) => {
  document.documentElement.lang = language
}

type FixedT = ReturnType<typeof i18n.getFixedT>

/**
 * Looks up each text without values once. A screen asks for hundreds at every drawing, and each time the library
 * reads the key, finds the text and searches it for places to fill.
 */
function rememberTexts(): void {
  const getFixedT = i18n.getFixedT.bind(i18n)
  const made = new Map<string, FixedT>()
  const found = new Map<string, unknown>()
  // What was not there before may have come.
  i18n.store.on('added', () => found.clear())
  i18n.getFixedT = (...which: Parameters<typeof getFixedT>) => {
    const name = JSON.stringify(which)
    const before = made.get(name)
    if (before) return before
    const look = getFixedT(...which) as unknown as (...all: unknown[]) => unknown
    const remembering = (key: unknown, ...values: unknown[]): unknown => {
      if (values.length > 0) return look(key, ...values)
      const place = `${name} ${String(key)}`
      const known = found.get(place)
      if (known !== undefined) return known
      const text = look(key)
      found.set(place, text)
      return text
    }
    const t = Object.assign(remembering, look) as unknown as FixedT
    made.set(name, t)
    return t
  }
}

/** Gets the texts ready; screens wait for them by themselves. */
export async function startTexts(): Promise<void> {
  i18n.on('languageChanged', tellDocument)
  await i18n
    .use(texts)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      supportedLngs: ['ja', 'en'],
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['app', 'ui', 'words'],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  rememberTexts()
  // What can go wrong has as many texts as all the rest of a first screen: they come behind it.
  void i18n.loadNamespaces('errors')
}

/** Changes the language of the screen and remembers it on this machine. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language)
  if (i18n.language !== language) await i18n.changeLanguage(language)
}

/**
 * Loads the texts of a feature ahead of its screen. A screen that one goes to from another waits for them, so that the
 * one before stays until there is something to read.
 */
export const loadTexts = async (...namespaces: string[]): Promise<void> => {
  if (i18n.isInitialized) await i18n.loadNamespaces(namespaces)
}
