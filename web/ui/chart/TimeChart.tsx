import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { Axes } from './Axes.tsx'
import classes from './chart.module.css'
import { Marks } from './Marks.tsx'
import { labelRoom, type Scale } from './scale.ts'
import type { Point } from './series.ts'
import { useWidth } from './use-width.ts'

const height = 240
const margin = { top: 12, right: 8, bottom: 26 }

interface Props {
  points: readonly Point[]
  scale: Scale
  /** How values are written along the axis. */
  format(value: number): string
  /** Drawn as columns: amounts that are counted from 0. Otherwise as a line. */
  columns: boolean
  /** What the picture shows, in words. */
  label: string
  /** Name of the pointer that arrow keys move along the points. */
  pointerLabel: string
  /** Place of the point that is chosen. */
  chosen?: number | undefined
  onChoose?: ((place: number) => void) | undefined
}

const moves: Record<string, (place: number, last: number) => number> = {
  ArrowLeft: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  Home: () => 0,
  End: (_place, last) => last,
}

/**
 * A series over time. Pointing at it, or moving along it with the arrow keys, reads out each point; Enter or a click
 * chooses one.
 */
export function TimeChart(props: Props) {
  const { points, scale, label, pointerLabel, chosen, onChoose } = props
  const left = Math.max(40, labelRoom(scale.ticks.map(props.format)) + 10)
  const { box, width } = useWidth<HTMLDivElement>()
  const [active, setActive] = useState<number>()
  const inner = {
    width: Math.max(width - left - margin.right, 1),
    height: height - margin.top - margin.bottom,
  }
  const step = inner.width / Math.max(points.length, 1)
  const last = points.length - 1
  const x = (place: number) => left + (place + 0.5) * step
  const y = (value: number) => margin.top + inner.height * (1 - value / scale.max)
  const shown = active === undefined ? undefined : points[Math.min(active, last)]

  const placeAt = (event: PointerEvent<HTMLDivElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left - left
    return Math.max(0, Math.min(last, Math.floor(at / step)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (last < 0) return
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      const from = active ?? chosen ?? last
      setActive(
        active === undefined && event.key.startsWith('Arrow')
          ? from
          : Math.max(0, Math.min(last, move(from, last))),
      )
    } else if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault()
      onChoose?.(active)
    }
  }
  return (
    <div className={classes.chart} ref={box} style={{ height }}>
      {width > 0 ? (
        <svg width={width} height={height} role="img" aria-label={label} className={classes.picture}>
          <Axes
            {...props}
            x={x}
            y={y}
            left={left}
            right={width - margin.right}
            bottom={height - margin.bottom}
          />
          <Marks {...props} active={active} x={x} y={y} step={step} bottom={height - margin.bottom} />
        </svg>
      ) : null}
      <div
        className={classes.pointer}
        data-choosable={onChoose ? true : undefined}
        role="slider"
        tabIndex={0}
        aria-label={pointerLabel}
        aria-valuemin={0}
        aria-valuemax={Math.max(last, 0)}
        aria-valuenow={active ?? chosen ?? Math.max(last, 0)}
        aria-valuetext={shown?.reading ?? points[chosen ?? last]?.reading ?? label}
        onPointerMove={(event) => setActive(placeAt(event))}
        onPointerLeave={() => setActive(undefined)}
        onClick={() => active !== undefined && onChoose?.(active)}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(undefined)}
      />
      {shown && active !== undefined ? (
        <div
          className={classes.tip}
          aria-hidden="true"
          data-side={x(active) > width / 2 ? 'left' : 'right'}
          style={{ left: x(active) }}
        >
          {shown.reading}
        </div>
      ) : null}
    </div>
  )
}
