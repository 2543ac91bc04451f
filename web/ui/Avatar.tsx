import classes from './Avatar.module.css'
import { cx } from './cx.ts'

const hash = (text: string) => {
  let sum = 0
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997
  return sum
}

/** One or two letters that stand for a name: 山 for 山田 花子, AB for Anna Berg. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s　]+/)
  const first = [...(words[0] ?? '')][0] ?? '?'
  if (!/\p{Script=Latin}/u.test(first)) return first
  const second = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + second).toUpperCase()
}

/** A smaller sign holds one letter that can be read, not two. */
const roomForTwo = 24

interface Props {
  name: string
  size?: number
  /** A customer's face is quieter than a colleague's: it gets no tint. */
  plain?: boolean
  className?: string
}

/** A round sign for a person. The name stands beside it or is its title. */
export function Avatar({ name, size = 24, plain = false, className }: Props) {
  const tint = plain ? undefined : `var(--c-tint${(hash(name) % 6) + 1})`
  return (
    <span
      aria-hidden="true"
      title={name}
      className={cx(classes.avatar, className)}
      style={{ width: size, height: size, fontSize: Math.max(12, size * 0.42), background: tint }}
      // Drawn and not written: letters would be part of the words of whatever the sign stands in.
      data-initials={size < roomForTwo ? initialsOf(name).slice(0, 1) : initialsOf(name)}
    />
  )
}
