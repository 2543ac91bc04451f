import classes from './chart.module.css'
import { labelledPlaces, type Scale } from './scale.ts'
import type { Point } from './series.ts'

interface Props {
  points: readonly Point[]
  scale: Scale
  format(value: number): string
  x(place: number): number
  y(value: number): number
  left: number
  right: number
  bottom: number
}

const room = 64

/** Lines at the marks of the scale with their values, and the labels below. */
export function Axes({ points, scale, format, x, y, left, right, bottom }: Props) {
  const labelled = labelledPlaces(points.length, right - left, room)
  return (
    <g aria-hidden="true">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? classes.base : classes.grid}
            x1={left}
            x2={right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text className={classes.axis} x={left - 8} y={y(tick) + 4} textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {points.map((point, place) =>
        labelled.has(place) ? (
          <text
            key={point.key}
            className={classes.axis}
            x={Math.min(x(place), right - 16)}
            y={bottom + 18}
            textAnchor="middle"
          >
            {point.label}
          </text>
        ) : null,
      )}
    </g>
  )
}
