/** Countries for a list to choose from, by their names in a language; Japan stands first. */
export function countryNames(
  countries: readonly { code: string; name: string }[],
  language: string,
): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const order = new Intl.Collator(language)
  const isHome = (code: string) => (code === 'JP' ? 0 : 1)
  return countries
    .map(({ code, name }) => ({ value: code, label: names.of(code) ?? name }))
    .sort((a, b) => isHome(a.value) - isHome(b.value) || order.compare(a.label, b.label))
}
