import { TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { savesForm } from '../../../app/form/saves.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import classes from './Hours.module.css'
import { type Block, nextBlock, normalTime, wrongBlocks } from './week.ts'

function TimeField({
  label,
  value,
  wrong,
  onChange,
}: {
  label: string
  value: string
  wrong: boolean
  onChange(value: string): void
}) {
  const [typed, setTyped] = useState<string>()
  const handOver = () => {
    if (typed !== undefined) onChange(normalTime(typed))
    setTyped(undefined)
  }
  return (
    <TextInput
      aria-label={label}
      className={classes.time}
      inputMode="numeric"
      maxLength={5}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      error={wrong}
      onBlur={handOver}
      onKeyDown={(event) => {
        if (savesForm(event.nativeEvent)) handOver()
      }}
    />
  )
}

interface Props {
  /** The day that they belong to: names the fields. */
  day: string
  blocks: readonly Block[]
  onChange(blocks: Block[]): void
}

/** When one day is open: none, one or several blocks. */
export function Blocks({ day, blocks, onChange }: Props) {
  const { t } = useTranslation('settings')
  const wrong = wrongBlocks(blocks)
  const put = (place: number, part: Partial<Block>) =>
    onChange(blocks.map((one, at) => (at === place ? { ...one, ...part } : one)))
  return (
    <div className={classes.blocks}>
      {blocks.length === 0 ? <span className={classes.closed}>{t('hours.closed')}</span> : null}
      {blocks.map((block, place) => (
        <span key={`${place} ${blocks.length}`} className={classes.block}>
          <TimeField
            label={t('hours.opens', { day })}
            value={block.opens}
            wrong={wrong !== undefined}
            onChange={(opens) => put(place, { opens })}
          />
          <span aria-hidden="true">–</span>
          <TimeField
            label={t('hours.closes', { day })}
            value={block.closes}
            wrong={wrong !== undefined}
            onChange={(closes) => put(place, { closes })}
          />
          <IconButton
            small
            label={t('hours.removeBlock', { day })}
            onClick={() => onChange(blocks.filter((_, at) => at !== place))}
          >
            <X size={14} />
          </IconButton>
        </span>
      ))}
      <IconButton
        small
        label={t('hours.addBlock', { day })}
        onClick={() => onChange([...blocks, nextBlock(blocks)])}
      >
        <Plus size={15} />
      </IconButton>
      {wrong ? (
        <p className={classes.wrong} role="alert">
          {t(`hours.wrong.${wrong}`)}
        </p>
      ) : null}
    </div>
  )
}
