import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../../api/call.ts'
import type { TimelineData } from '../../../../api/live/merge-timeline.ts'
import { messagesQuery } from '../../../../api/reads/conversations.ts'
import { workspaceQuery } from '../../../../api/reads/directory.ts'
import type { Macro } from '../../../../api/reads/macros.ts'
import { say, sayDone, sayFailure, sayProblem } from '../../../../app/notices/notices.ts'
import { inLanguage } from '../../../../ui/in-language.ts'
import { listOf } from '../../../../ui/list-of.ts'

/** To whom a reply goes, where that is chosen on the screen. */
export interface Sent {
  to: string[]
  cc: string[]
  bcc: string[]
}

/** How long what was done without a reply can be taken back by its notice, in seconds. */
const usual = 10

/** Runs macros in a conversation: all at once, to be taken back as a whole. */
export function useMacros(conversationId: string, sent: Sent | undefined) {
  const { t, i18n } = useTranslation('answers')
  const cache = useQueryClient()
  const undoSeconds = useQuery(workspaceQuery).data?.undoSeconds ?? 0
  const refresh = () => {
    for (const key of ['conversation', 'messages'])
      void cache.invalidateQueries({ queryKey: [key, conversationId] })
  }
  const takeBack = async (runId: string) => {
    await call('templates.undoMacro', { params: { runId }, body: {} })
    say(t('macro.undone'))
    refresh()
  }
  /** `isWriting`: something else is being written, which a reply of the macro's would go past. */
  const run = async (macro: Macro, isWriting: boolean): Promise<void> => {
    if (macro.templateId !== null && isWriting) {
      sayFailure(t('macro.notEmpty'))
      return
    }
    const timeline = cache.getQueryData<TimelineData>(messagesQuery(conversationId).queryKey)
    const seenMessageId = timeline?.pages[0]?.messages.at(-1)?.id
    try {
      const done = await call('templates.runMacro', {
        params: { conversationId },
        body: { macroId: macro.id, ...sent, ...(seenMessageId ? { seenMessageId } : {}) },
      })
      const what = listOf(
        done.stays.map((one) => inLanguage(one, i18n.language)),
        i18n.language,
      )
      const text = t('macro.done', { title: macro.title })
      sayDone({
        id: `macro ${done.id}`,
        text: what === '' ? text : `${text} ${t('macro.stays', { what })}`,
        seconds: done.messageId === null ? usual : Math.max(undoSeconds, 1),
        countDown: done.messageId !== null,
        undo: () => void takeBack(done.id).catch(sayProblem),
      })
      refresh()
    } catch (error) {
      sayProblem(error)
    }
  }
  return run
}
