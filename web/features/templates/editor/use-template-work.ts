import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Template, templateQuery } from '../../../api/reads/templates.ts'
import { sayProblem } from '../../../app/notices/notices.ts'

/** Shows what the server said of an answer, and has everything else about the library read again. */
export function useShowTemplate() {
  const cache = useQueryClient()
  return (saved: Template): void => {
    // With a change the server also says what may be missing in it: no part of what is read.
    const { warnings: _warnings, ...template } = saved as Template & { warnings?: unknown }
    cache.setQueryData(templateQuery(template.id).queryKey, template)
    for (const what of ['list', 'shelves', 'versions'])
      void cache.invalidateQueries({ queryKey: ['templates', what] })
  }
}

/** Does one thing to an answer at a time, and shows what came of it. */
export function useTemplateWork() {
  const show = useShowTemplate()
  const [busy, setBusy] = useState(false)
  const run = async (work: () => Promise<Template>): Promise<Template | undefined> => {
    setBusy(true)
    try {
      const saved = await work()
      show(saved)
      return saved
    } catch (error) {
      sayProblem(error)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { busy, run }
}
