/** A text in both languages of the screens. */
export interface Words {
  en: string
  ja: string
}

/** One setting as people are asked for it. What it may be stands in its shape; this says how it looks. */
export interface SettingField {
  /** Where it stands among the settings: `smtp.host`. */
  path: string
  label: Words
  hint?: Words
  /** An example of what to write. */
  example?: string
  /** One of the secrets: it can be set and replaced, and is never shown again. */
  secret?: boolean
  /**
   * How it is asked for where its shape does not tell: `lines` a long text · `colour` · `list` one a line · `several`
   * some of the choices · `present` whether a group of settings is there at all · `generated` a secret that the screen
   * makes and shows once · `sender` another account that can send, by its id · `questions` the questions of a page.
   */
  as?: 'lines' | 'colour' | 'list' | 'several' | 'present' | 'generated' | 'sender' | 'questions'
  /** Names of the values of a choice. */
  choices?: Record<string, Words>
  /** Asked only while all these settings have one of these values; `true` for anything that is there and not off. */
  when?: { path: string; is: (string | boolean)[] }[]
}

/** Settings that belong together, under a heading. */
export interface SettingsGroup {
  key: string
  title: Words
  lead?: Words
  /** Asked for when the account is made; nothing works without it. */
  first?: boolean
  /** Seldom needed: folded until somebody opens it. */
  folded?: boolean
  fields: SettingField[]
}

/** Something to take elsewhere or to look at. `{url}`, `{host}`, `{token}` and `{language}` in it are filled in. */
export interface Outlet {
  key: string
  title: Words
  hint?: Words
  as: 'address' | 'code' | 'preview'
  value: string
  when?: SettingField['when']
}

/** Everything a screen needs to ask for the settings of an account. */
export interface SettingsView {
  /** What it is for, in a sentence. */
  lead: Words
  /** A provider's own page lets us in: how the button is named, and when it is there. */
  connect?: { label: Words; hint: Words; when: NonNullable<SettingField['when']> }
  /** What a person who makes an account begins with, where that is not what holds when nothing is said. */
  begin?: Record<string, unknown>
  /** Names of the steps in which the connection is tried. */
  steps?: Record<string, Words>
  groups: SettingsGroup[]
  outlets: Outlet[]
}
