import classes from './Reports.module.css'

interface Props<T extends string> {
  label: string
  items: readonly { id: T; text: string }[]
  value: T
  onChoose(id: T): void
}

/** A few choices side by side, one of which holds. */
export function Choice<T extends string>({ label, items, value, onChoose }: Props<T>) {
  return (
    <div className={classes.choice} role="group" aria-label={label}>
      {items.map(({ id, text }) => (
        <button key={id} type="button" aria-pressed={id === value} onClick={() => onChoose(id)}>
          {text}
        </button>
      ))}
    </div>
  )
}
