import type { Why, WhyGroup, WhyLeaf } from '../../kernel/conditions/index.ts'
import { cutText } from '../../kernel/cut-text.ts'

/** Of a long text the log shows the beginning. */
const LONGEST = 200
const MOST = 20

const leaf = ({ seen, ...rest }: WhyLeaf): WhyLeaf => ({
  ...rest,
  seen:
    typeof seen === 'string'
      ? cutText(seen, LONGEST)
      : Array.isArray(seen)
        ? seen.slice(0, MOST).map((one: string) => cutText(one, LONGEST))
        : seen,
})

/** What conditions saw, short enough to be kept. */
export const shortened = ({ of, ...group }: WhyGroup): WhyGroup => ({
  ...group,
  of: of.map((part): Why => ('of' in part ? shortened(part) : leaf(part))),
})
