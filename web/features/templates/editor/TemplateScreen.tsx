import '../../../ui/styles/fields.ts'
import '../../../ui/styles/dialogs.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../../api/problem.ts'
import { type Template, templateQuery } from '../../../api/reads/templates.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { BackLink } from '../../../app/shared/BackLink.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { StandingPills } from '../StandingPills.tsx'
import { Approval } from './Approval.tsx'
import classes from './Editor.module.css'
import { Facts } from './Facts.tsx'
import { Manage } from './Manage.tsx'
import { ReadOnly } from './ReadOnly.tsx'
import { TemplateForm } from './TemplateForm.tsx'
import { Versions } from './Versions.tsx'

function Body({ template }: { template: Template }) {
  return (
    <>
      <header className={classes.head}>
        <h1 className={classes.title}>{template.title}</h1>
        <StandingPills template={template} />
      </header>
      <Facts template={template} />
      {template.mayChange ? (
        <>
          <Approval template={template} />
          <TemplateForm key={template.id} template={template} />
          <Versions template={template} />
          <Manage template={template} />
        </>
      ) : (
        <ReadOnly template={template} />
      )}
    </>
  )
}

/** One answer of the library: what it says, for whom, what was decided about it, and everything that it said before. */
export function TemplateScreen() {
  const { t } = useTranslation('templates')
  const textOf = useProblemText()
  const { templateId } = useParams({ from: '/shell/templates/$templateId' })
  const { data, error, isPending, isFetching, refetch } = useQuery(templateQuery(templateId))
  const gone = error !== null && asProblem(error).status === 404
  return (
    <main className={classes.screen}>
      <BackLink href="/templates">{t('title')}</BackLink>
      {data && !gone ? <Body template={data} /> : null}
      {isPending ? <SkeletonLines lines={8} className={classes.loading} /> : null}
      {error && (gone || !data) ? (
        <ErrorState
          heading="h1"
          message={textOf(error)}
          {...(gone ? {} : { retry: () => void refetch(), busy: isFetching })}
        />
      ) : null}
    </main>
  )
}
