import classes from './chart.module.css'
import { linePaths, type Point } from './series.ts'

interface Props {
  points: readonly Point[]
  columns: boolean
  active: number | undefined
  chosen?: number | undefined
  x(place: number): number
  y(value: number): number
  step: number
  bottom: number
}

/** The values themselves: columns, or a line with its points. */
export function Marks({ points, columns, active, chosen, x, y, step, bottom }: Props) {
  const wide = Math.min(step * 0.72, 36)
  const state = (place: number) => ({
    'data-active': place === active || undefined,
    'data-chosen': place === chosen || undefined,
  })
  const guide = active === undefined || columns ? undefined : x(active)
  return (
    <g aria-hidden="true">
      {guide === undefined ? null : (
        <line className={classes.guide} x1={guide} x2={guide} y1={y(0)} y2={12} />
      )}
      {columns
        ? null
        : linePaths(points, x, y).map((path) => <path key={path} className={classes.line} d={path} />)}
      {points.map(({ key, value }, place) => {
        if (value === null) return null
        if (!columns) {
          const small = points.length > 45 && place !== active && place !== chosen
          return (
            <circle
              key={key}
              className={classes.dot}
              cx={x(place)}
              cy={y(value)}
              r={small ? 1.5 : 3.5}
              {...state(place)}
            />
          )
        }
        const top = y(value)
        return (
          <rect
            key={key}
            className={classes.column}
            x={x(place) - wide / 2}
            y={Math.min(top, bottom - (value > 0 ? 1.5 : 0))}
            width={wide}
            height={Math.max(bottom - top, value > 0 ? 1.5 : 0)}
            rx={Math.min(2, wide / 4)}
            {...state(place)}
          />
        )
      })}
    </g>
  )
}
