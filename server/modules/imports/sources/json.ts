/** An object of unknown make. */
export type Fields = Readonly<Record<string, unknown>>

/** The value as an object; an empty one for anything else. */
export const fields = (value: unknown): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {}

/** The value as a list of objects. */
export const rows = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : [])

/** The value as a text; undefined where there is none. Numbers are read as they are written. */
export const text = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined
}

/** An id with what it is an id of: systems number people and agents apart. */
export const idOf = (value: unknown, of = ''): string | undefined => {
  const id = text(value)
  return id === undefined ? undefined : `${of}${id}`
}

/** Texts of a list, of a list in a text, or of one text. */
export const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;]/) : [])
    .map((one) => text(one)?.trim())
    .filter((one) => one !== undefined && one !== '') as string[]

/** A moment as ISO 8601: of a text, or of seconds or milliseconds since 1970; undefined where it is none. */
export const moment = (value: unknown): string | undefined => {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  const number = typeof value === 'string' && !/^\d{9,13}$/.test(value) ? Number.NaN : Number(value)
  const at = Number.isNaN(number) ? new Date(value) : new Date(number < 1e11 ? number * 1000 : number)
  const year = at.getUTCFullYear()
  return Number.isNaN(year) || year < 1990 || year > 2100 ? undefined : at.toISOString()
}

/** Addresses in what mail programs write: `Hanako <h@mail.example>, x@mail.example`. */
export const addressesIn = (value: unknown): string[] =>
  (Array.isArray(value)
    ? value.map((one) => text(one) ?? text(fields(one).email) ?? '')
    : [text(value) ?? '']
  )
    .flatMap((one) => one.match(/[^\s<>",;:()[\]]+@[^\s<>",;:()[\]]+/g) ?? [])
    .slice(0, 100)

/** A name before an address: `Hanako <h@mail.example>`. */
export const nameBefore = (value: unknown): string | undefined =>
  /^\s*"?([^"<]{1,200}?)"?\s*</.exec(text(value) ?? '')?.[1]?.trim() || undefined

/** Message-IDs without their brackets, in order. */
export const messageIds = (value: unknown): string[] =>
  texts(Array.isArray(value) ? value : text(value)?.split(/[\s,]+/))
    .map((id) => id.replace(/^<|>$/g, '').trim())
    .filter((id) => id.includes('@') && id.length <= 250)

/** Values as customers' attributes can hold them; nested ones are left out. */
export const attributesOf = (value: unknown): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(fields(value)).flatMap(([key, one]) => {
      const simple = Array.isArray(one) ? texts(one).join(', ') : one
      const fits =
        typeof simple === 'number' ||
        typeof simple === 'boolean' ||
        (typeof simple === 'string' && simple !== '')
      return fits ? [[key, typeof simple === 'string' ? simple.slice(0, 1000) : simple] as const] : []
    }),
  )
