import classes from './KeyHint.module.css'

const apple = /Mac|iPhone|iPad/.test(navigator.platform)

const names: Record<string, string> = apple
  ? { mod: '⌘', shift: '⇧', enter: '↵', escape: 'Esc' }
  : { mod: 'Ctrl', shift: 'Shift', enter: 'Enter', escape: 'Esc' }

const nameOf = (key: string) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)

/** Keys as this machine calls them: `mod+k` is ⌘K on a Mac and Ctrl+K elsewhere, `g i` is G I. */
export const keyText = (keys: string): string =>
  keys
    .split(' ')
    .map((chord) =>
      chord
        .split('+')
        .map(nameOf)
        .join(apple ? '' : '+'),
    )
    .join(' ')

/** The keys of a command, small and quiet. For eyes only: the command's name carries the meaning. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={classes.keys} aria-hidden="true">
      {keys.split(' ').map((chord, place) => (
        <kbd key={`${chord} ${place}`} className={classes.key}>
          {keyText(chord)}
        </kbd>
      ))}
    </span>
  )
}
