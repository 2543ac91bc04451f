import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ArrowRight, ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mergePreviewQuery } from '../../../api/reads/customer-merges.ts'
import type { Output } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { ChooseCustomer } from './ChooseCustomer.tsx'
import classes from './Merge.module.css'
import { PersonCard } from './PersonCard.tsx'
import { Moves, Result } from './Result.tsx'
import { type Person, useMergeWork } from './use-merge-work.ts'
import { Warnings } from './Warnings.tsx'

type Preview = Output<'customers.previewMerge'>

/** Runs what a button of the dialog does; what went wrong is said in it, and its busy button waits. */
function useDoing(onDone: () => void) {
  const textOf = useProblemText()
  const [doing, setDoing] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const run = (name: string, work: () => Promise<unknown>) => {
    setDoing(name)
    setProblem(undefined)
    work().then(onDone, (error: unknown) => {
      setProblem(textOf(error))
      setDoing(undefined)
    })
  }
  return { doing, problem, run }
}

interface ShownProps {
  preview: Preview
  /** It is of the other direction; the right one is on its way. */
  old: boolean
  onSwap(): void
  onClose(): void
  /** Where the one stays who is not looked at. */
  onMerged: ((survivorId: string) => void) | undefined
}

function Shown({ preview, old, onSwap, onClose, onMerged }: ShownProps) {
  const { t } = useTranslation('merge')
  const { survivor, merged, locked, underWay } = preview
  const work = useMergeWork()
  const { doing, problem, run } = useDoing(onClose)
  const merge = async () => {
    await work.merge(survivor, merged)
    onMerged?.(survivor.id)
  }
  return (
    <>
      <div className={classes.pair}>
        <PersonCard customer={merged} role={t('customers.merged')} stays={false} />
        <span className={classes.between}>
          <ArrowRight size={18} aria-hidden="true" />
        </span>
        <PersonCard customer={survivor} role={t('customers.survivor')} stays />
      </div>
      <button type="button" className={classes.swap} onClick={onSwap}>
        <ArrowRightLeft size={14} aria-hidden="true" />
        {t('customers.swap')}
      </button>
      <div className={classes.parts}>
        <section>
          <h3 className={classes.heading}>{t('customers.result')}</h3>
          <Result preview={preview} />
        </section>
        <section>
          <h3 className={classes.heading}>{t('customers.moves')}</h3>
          <Moves moves={preview.moves} />
        </section>
      </div>
      <Warnings preview={preview} onAllow={() => void work.allow(survivor.id, merged).catch(sayProblem)} />
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <div className={classes.buttons}>
        {locked ? null : (
          <Button
            variant="subtle"
            color="gray"
            className={classes.apart}
            loading={doing === 'never'}
            onClick={() => run('never', () => work.never(survivor.id, merged))}
          >
            {t('customers.never')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('app:form.cancel')}
        </Button>
        <Button
          disabled={old || locked || underWay}
          loading={doing === 'merge'}
          onClick={() => run('merge', merge)}
          autoFocus
        >
          {t('customers.submit')}
        </Button>
      </div>
    </>
  )
}

interface Props {
  customer: Person
  /** The other one, where known. */
  other?: Person | undefined
  onMerged?: (survivorId: string) => void
  onClose(): void
}

/** Merges two customers: who the other one is, who stays, what comes of it, and what one must know before. */
export default function MergeDialog({ customer, other, onMerged, onClose }: Props) {
  const { t } = useTranslation('merge')
  const textOf = useProblemText()
  const [chosen, setChosen] = useState(other)
  const [swapped, setSwapped] = useState(false)
  const [survivorId, mergedId] = swapped ? [chosen?.id, customer.id] : [customer.id, chosen?.id]
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...mergePreviewQuery(survivorId ?? '', mergedId ?? ''),
    enabled: chosen !== undefined,
    placeholderData: keepPreviousData,
  })
  return (
    <Dialog onClose={onClose} title={t('customers.title')} size={640}>
      {chosen ? null : <ChooseCustomer customer={customer} onPick={setChosen} />}
      {chosen && !data && !error ? <SkeletonLines lines={6} /> : null}
      {error && !data ? (
        <ErrorState message={textOf(error)} retry={() => void refetch()} busy={isFetching} />
      ) : null}
      {chosen && data ? (
        <Shown
          preview={data}
          old={isPlaceholderData}
          onSwap={() => setSwapped(!swapped)}
          onClose={onClose}
          onMerged={onMerged}
        />
      ) : null}
    </Dialog>
  )
}
