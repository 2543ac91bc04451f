/** Elements that hold nothing, or that the next one of their kind closes. */
const notNested =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|colgroup|rt|rp)$/
const tag = /<(\/?)([a-z][a-z0-9]*)/gi
const deepest = 2_000

/**
 * True for HTML that is nested beyond anything a person writes. Parsers need time that grows with the square of the
 * depth, so such HTML is not given to them.
 */
export const isNestedTooDeep = (html: string): boolean => {
  let depth = 0
  for (const [, slash, name = ''] of html.matchAll(tag)) {
    if (notNested.test(name.toLowerCase())) continue
    depth = slash ? Math.max(0, depth - 1) : depth + 1
    if (depth > deepest) return true
  }
  return false
}
