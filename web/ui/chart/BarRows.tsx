import classes from './chart.module.css'

/** One bar with its name and its value in words. */
export interface Bar {
  key: string
  name: string
  value: number | null
  text: string
  detail: string
}

interface Props {
  bars: readonly Bar[]
  max: number
  label: string
  chosen?: string | undefined
  onChoose?: ((key: string) => void) | undefined
}

function Line({ bar, max }: { bar: Bar; max: number }) {
  return (
    <>
      <span className={classes.barName}>{bar.name}</span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.bar} style={{ width: `${((bar.value ?? 0) / max) * 100}%` }} />
      </span>
      <span className={classes.barText}>
        <strong>{bar.text}</strong> <span>{bar.detail}</span>
      </span>
    </>
  )
}

/** Amounts of different things side by side: each bar stands beside its name, its value and how many are behind it. */
export function BarRows({ bars, max, label, chosen, onChoose }: Props) {
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          {onChoose ? (
            <button
              type="button"
              className={classes.barLine}
              aria-pressed={bar.key === chosen}
              onClick={() => onChoose(bar.key)}
            >
              <Line bar={bar} max={max} />
            </button>
          ) : (
            <div className={classes.barLine}>
              <Line bar={bar} max={max} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
