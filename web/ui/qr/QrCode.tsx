import { useMemo } from 'react'
import { qrCode } from './qr-code.ts'

/** Light modules around a code, without which readers do not find it. */
const quiet = 4

interface Props {
  text: string
  /** What it is, for those who do not see it. */
  label: string
  /** Side in px. */
  size?: number
}

/** A QR code, drawn here: what it holds goes to nobody. Always dark on light, since many readers want it so. */
export function QrCode({ text, label, size = 200 }: Props) {
  const { path, side } = useMemo(() => {
    const rows = qrCode(text)
    const steps = rows.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
    )
    return { path: steps.join(''), side: rows.length + 2 * quiet }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      style={{ display: 'block', maxWidth: '100%', borderRadius: 8 }}
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
