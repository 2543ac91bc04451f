const texts = new Map<string, string[]>()

/**
 * What was put in from the library since a message was begun, by conversation. It lives as long as the page: the hint that it is
 * for is a help, not a rule.
 */
export const inserted = {
  add: (place: string, text: string): void => {
    texts.set(place, [...(texts.get(place) ?? []), text].slice(-10))
  },
  of: (place: string): readonly string[] => texts.get(place) ?? [],
  forget: (place: string): void => {
    texts.delete(place)
  },
}
