import { useTranslation } from 'react-i18next'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { secondsText } from '../figures.ts'
import classes from './Flow.module.css'
import { linesOf, moveKey, type Picture, places, size, type Step } from './layout.ts'

interface Props {
  picture: Picture
  chosen: string | undefined
  onChoose(key: string): void
}

const named = 12

/** The picture: steps as boxes, what followed what as lines, as wide as it was frequent. The table beside it says the same. */
export function FlowMap({ picture, chosen, onChoose }: Props) {
  const { t } = useTranslation('flow')
  const { locale } = useTimeSettings()
  const number = new Intl.NumberFormat(locale)
  const time = (seconds: number) => secondsText(seconds, { locale, business: false })
  const lines = linesOf(picture)
  const labelled = new Set(lines.slice(-named))
  return (
    <svg viewBox={`0 -34 ${size.width} ${size.height + 34}`} className={classes.map} aria-hidden="true">
      <defs>
        {(['us', 'customer', 'nobody'] as const).map((who) => (
          <marker
            key={who}
            id={`flow-${who}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 Z" className={classes.head} data-who={who} />
          </marker>
        ))}
      </defs>
      {lines.map(({ move, path, width }) => (
        <g key={moveKey(move)} data-chosen={moveKey(move) === chosen || undefined} className={classes.line}>
          <path
            d={path}
            className={classes.way}
            data-who={move.waitsFor}
            strokeWidth={width}
            markerEnd={`url(#flow-${move.waitsFor})`}
          />
          <path d={path} className={classes.touch} onClick={() => onChoose(moveKey(move))}>
            <title>
              {t('line', {
                step: t(`step.${move.step}`),
                next: t(`step.${move.next ?? 'resolved'}`),
                n: number.format(move.n),
                median: time(move.median),
              })}
            </title>
          </path>
        </g>
      ))}
      {(Object.keys(places) as Step[]).map((step) => {
        const { x, y } = places[step]
        const n = picture.steps.find((one) => one.step === step)?.n ?? 0
        return (
          <g key={step} className={classes.step} data-none={n === 0 || undefined}>
            <rect
              x={x - size.stepWidth / 2}
              y={y - size.stepHeight / 2}
              width={size.stepWidth}
              height={size.stepHeight}
              rx={8}
            />
            <text x={x} y={y - 4} className={classes.stepName}>
              {t(`step.${step}`)}
            </text>
            <text x={x} y={y + 15} className={classes.stepCount}>
              {number.format(n)}
            </text>
          </g>
        )
      })}
      {[...labelled].map(({ move, label }) => (
        <text
          key={moveKey(move)}
          x={label.x}
          y={label.y + (label.anchor === 'middle' ? 0 : 4)}
          textAnchor={label.anchor}
          className={classes.label}
        >
          {t('label', { n: number.format(move.n), median: time(move.median) })}
        </text>
      ))}
    </svg>
  )
}
