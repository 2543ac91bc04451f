import { linePaths } from './series.ts'
import classes from './chart.module.css'

interface Props {
  values: readonly (number | null)[]
  /** Drawn as columns: amounts. Otherwise as a line. */
  columns?: boolean
}

const width = 100
const height = 28

/** A trend without axes, beside the figure that says the rest. */
export function Spark({ values, columns = false }: Props) {
  const max = Math.max(...values.map((value) => value ?? 0), 1e-9)
  const step = width / Math.max(values.length, 1)
  const y = (value: number) => height - 1 - (value / max) * (height - 3)
  return (
    <svg
      className={classes.spark}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {columns
        ? values.map((value, place) =>
            value === null ? null : (
              <rect
                key={place}
                x={place * step + step * 0.12}
                y={y(value)}
                width={step * 0.76}
                height={Math.max(height - y(value), 0.5)}
              />
            ),
          )
        : linePaths(
            values.map((value) => ({ value })),
            (place) => (place + 0.5) * step,
            y,
          ).map((path) => <path key={path} d={path} vectorEffect="non-scaling-stroke" />)}
    </svg>
  )
}
