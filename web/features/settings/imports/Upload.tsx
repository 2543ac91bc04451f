import { FileInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { importQuery } from '../../../api/reads/imports.ts'
import { sendPieces } from '../../../api/send-pieces.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { fileSize } from '../../../ui/files/size.ts'
import { Section } from '../frame/Section.tsx'
import classes from './Imports.module.css'
import { Progress } from './Progress.tsx'
import { ACCEPTED, type Import } from './sources.ts'
import { takeFile } from './waiting-files.ts'

/** Sends the file of an import, or goes on with it where the page was closed in between. */
export function Upload({ row }: { row: Import }) {
  const { t, i18n } = useTranslation('imports')
  const cache = useQueryClient()
  const textOf = useProblemText()
  const [sent, setSent] = useState<number>()
  const [problem, setProblem] = useState<string>()
  const abort = useRef<AbortController>(undefined)
  const begin = useEffectEvent(() => {
    const file = takeFile(row.id)
    if (file) void send(file)
  })
  useEffect(() => {
    begin()
    return () => abort.current?.abort()
  }, [])

  async function send(file: File) {
    if (file.size !== row.size) {
      setProblem(t('wrong.otherFile', { name: row.fileName }))
      return
    }
    setProblem(undefined)
    setSent(0)
    const stop = new AbortController()
    abort.current = stop
    try {
      const fresh = await call('imports.getImport', { params: { importId: row.id } })
      const { pieceSize, pieces } = fresh
      await sendPieces({
        importId: row.id,
        file,
        pieceSize,
        there: pieces,
        progress: setSent,
        signal: stop.signal,
      })
      await call('imports.readImport', { params: { importId: row.id }, body: {} })
      await cache.invalidateQueries({ queryKey: importQuery(row.id).queryKey })
    } catch (error) {
      if (stop.signal.aborted) return
      setSent(undefined)
      setProblem(textOf(error))
    }
  }

  const size = (bytes: number) => fileSize(bytes, i18n.language)
  return (
    <Section title={t('uploading')}>
      {sent === undefined ? (
        <>
          <p className={classes.text}>{t('resume', { name: row.fileName, size: size(row.size) })}</p>
          <FileInput
            label={t('file')}
            placeholder={t('choose')}
            accept={ACCEPTED[row.source]}
            onChange={(file) => (file ? void send(file) : undefined)}
          />
        </>
      ) : (
        <Progress label={t('uploading')} done={sent} total={row.size}>
          {t('sent', { done: size(sent), total: size(row.size) })}
        </Progress>
      )}
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </Section>
  )
}
