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
      ns: ['app', 'ui', 'words', 'errors'],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
}

/** Changes the language of the screen and remembers it on this machine. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language)
  if (i18n.language !== language) await i18n.changeLanguage(language)
}

/** Loads the texts of a feature ahead of its screen. */
export const loadTexts = async (...namespaces: string[]): Promise<void> => {
  if (i18n.isInitialized) await i18n.loadNamespaces(namespaces)
}
