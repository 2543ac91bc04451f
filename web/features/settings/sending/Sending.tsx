import { Checkbox, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { sendChecksQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { ApprovalRules } from './ApprovalRules.tsx'
import { wordsOf } from './words-of.ts'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'

type Kept = Output<'conversations.getSendChecks'>

const checks = ['wrongName', 'noHonorific', 'otherAddress', 'otherOrder', 'noAttachment'] as const
const lists = ['warningWords', 'forbiddenWords'] as const

const isTooMuch = (words: readonly string[]) => words.length > 500 || words.some((word) => word.length > 100)

function Checks({ kept }: { kept: Kept }) {
  const { t } = useTranslation('sending')
  const cache = useQueryClient()
  const form = useForm({
    saved: {
      ...kept,
      warningWords: kept.warningWords.join('\n'),
      forbiddenWords: kept.forbiddenWords.join('\n'),
      approvals: kept.approvals.map((rule) => ({ ...rule, words: rule.words.join('\n') })),
    },
    check: (draft) =>
      Object.fromEntries(
        lists.map((list) => [list, isTooMuch(wordsOf(draft[list])) ? t('tooMany') : undefined]),
      ),
    save: async (draft) => {
      const body = {
        ...draft,
        warningWords: wordsOf(draft.warningWords),
        forbiddenWords: wordsOf(draft.forbiddenWords),
        approvals: draft.approvals.map((rule) => ({ ...rule, words: wordsOf(rule.words) })),
      }
      cache.setQueryData(sendChecksQuery.queryKey, await call('conversations.saveSendChecks', { body }))
    },
  })
  return (
    <SaveForm form={form}>
      <Section title={t('checks')} lead={t('checksLead')}>
        {checks.map((check) => (
          <Checkbox
            key={check}
            label={t(`check.${check}`)}
            description={t(`hint.${check}`)}
            checked={form.draft[check]}
            onChange={(event) => form.set({ [check]: event.currentTarget.checked })}
          />
        ))}
      </Section>
      <Section title={t('words')} lead={t('wordsLead')}>
        {lists.map((list) => (
          <Textarea
            key={list}
            label={t(list)}
            description={t(`${list}Hint`)}
            autosize
            minRows={3}
            maxRows={12}
            {...form.text(list)}
          />
        ))}
      </Section>
      <ApprovalRules rules={form.draft.approvals} onChange={(approvals) => form.set({ approvals })} />
    </SaveForm>
  )
}

/** What is looked at before a message is sent. */
export default function Sending() {
  const { t } = useTranslation('sending')
  const query = useQuery(sendChecksQuery)
  return (
    <Page title={t('app:settings.sending')} lead={t('lead')}>
      <Loaded query={query}>{(kept) => <Checks kept={kept} />}</Loaded>
    </Page>
  )
}
