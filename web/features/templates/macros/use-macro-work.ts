import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Macro } from '../../../api/reads/macros.ts'
import { say, sayDone, sayProblem } from '../../../app/notices/notices.ts'

/** Puts macros away, which can be taken back, and brings them back. */
export function useMacroWork() {
  const { t } = useTranslation('templates')
  const cache = useQueryClient()
  const [busy, setBusy] = useState(false)
  const save = async ({ id, revision }: Pick<Macro, 'id' | 'revision'>, archived: boolean) => {
    const saved = await call('templates.archiveMacro', {
      params: { macroId: id },
      body: { revision, archived },
    })
    await cache.invalidateQueries({ queryKey: ['templates', 'macros'] })
    return saved
  }
  const put = async (macro: Macro, archived: boolean) => {
    setBusy(true)
    try {
      const saved = await save(macro, archived)
      const { title } = macro
      if (!archived) say(t('macros.back', { title }))
      else
        sayDone({
          id: `macro ${macro.id}`,
          text: t('macros.archived', { title }),
          seconds: 8,
          undo: () => void save(saved, false).catch(sayProblem),
        })
    } catch (error) {
      sayProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, put }
}
