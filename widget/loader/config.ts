import type { LauncherConfig } from '../shared/types.ts'

/** Where the widget comes from, and how its launcher looks. */
export interface Embedding {
  base: string
  config: LauncherConfig
}

const OWN_PATH = /\/(channels\/chat\/[^/]+|widget)\/widget\.js$/

/**
 * Reads how the page embeds us: the settings that travel in front of the loader, or the attributes of the script tag
 * (`data-token`, `data-colour`, `data-position`, `data-language`). Undefined when the page names no inbox.
 */
export const readEmbedding = (
  given: Partial<LauncherConfig> | undefined,
  script: { src: string; data: Record<string, string | undefined> },
): Embedding | undefined => {
  const { data } = script
  const token = data['token'] ?? given?.token
  if (!token || !URL.canParse(script.src)) return undefined
  const url = new URL(script.src)
  const colour = data['colour'] ?? given?.colour ?? ''
  const language = data['language'] ?? given?.language
  return {
    base: url.origin + url.pathname.replace(OWN_PATH, ''),
    config: {
      token,
      colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#2f52a3',
      theme: given?.theme ?? 'light',
      position: (data['position'] ?? given?.position) === 'left' ? 'left' : 'right',
      distance: given?.distance ?? { side: 20, bottom: 20 },
      language: language === 'ja' || language === 'en' ? language : 'auto',
      fallbackLanguage: given?.fallbackLanguage ?? 'ja',
    },
  }
}
