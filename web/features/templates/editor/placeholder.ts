/** What stands behind the name of a variable. */
export interface Way {
  /** Name of the filter; empty: as it is. */
  filter: string
  /** What stands behind the filter's colon; empty: nothing. */
  argument: string
  /** What is written where there is no value; empty: nothing is. */
  fallBack: string
}

/** A fall-back that ends the placeholder, or begins something in it, would be taken for structure. */
const harmless = (text: string): string => text.replaceAll(/[{}｛｝|｜\n]/g, '').trim()

/** A placeholder as it stands in a text: `{{order.date | date | default: 未定}}`. */
export function placeholder(name: string, { filter, argument, fallBack }: Way): string {
  const written = filter === '' ? [] : [argument.trim() === '' ? filter : `${filter}: ${argument.trim()}`]
  const instead = harmless(fallBack)
  return `{{${[name, ...written, ...(instead === '' ? [] : [`default: ${instead}`])].join(' | ')}}}`
}
